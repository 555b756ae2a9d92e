import { link, mkdir, readFile, rm, writeFile, copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { damageBytes, type Damaged } from './byte-damage.ts';
import { chanceOf, type Chance } from './chance.ts';
import { donorOf, type Original } from './originals.ts';
import { growToGigabytes, replacePath } from './path-damage.ts';
import { damageRecording } from './recording-damage.ts';

export interface Input {
  readonly number: number;
  readonly original: Original;
  /** Path to open. */
  readonly path: string;
  /** The damaged file, relative to the input's folder, and the damage. */
  readonly file: string;
  readonly how: string;
  /** Whether the damage may change pixels that no checksum guards. */
  readonly maySilentlyChange: boolean;
}

/** The files of intact inputs, read once. */
export class GoodFiles {
  readonly #known = new Map<string, Promise<Buffer>>();

  read(file: string): Promise<Buffer> {
    const known = this.#known.get(file) ?? readFile(file);
    this.#known.set(file, known);
    return known;
  }
}

/** Recreates one input in `folder`: an original with one damaged file. The seed and the number determine all of it. */
export async function makeInput(
  seed: number,
  number: number,
  folder: string,
  { originals, good }: { readonly originals: readonly Original[]; readonly good: GoodFiles },
): Promise<Input> {
  const chance = chanceOf(seed, number);
  const original = pickOriginal(originals, chance);
  const file = chance.pick(original.files);
  await rm(folder, { recursive: true, force: true });
  for (const name of original.files) {
    if (name === file) await mkdir(dirname(join(folder, name)), { recursive: true });
    else await lend(join(original.folder, name), join(folder, name));
  }
  const target = join(folder, file);
  const bytes = await good.read(join(original.folder, file));
  const path = join(folder, original.entry);
  const input = { number, original, path, file };
  if (chance.once(12)) {
    await writeFile(target, bytes);
    const how = await replacePath(target, chance);
    return { ...input, how, maySilentlyChange: false };
  }
  if (chance.once(50)) {
    await writeFile(target, chance.once(2) ? bytes : bytes.subarray(0, chance.below(bytes.length)));
    const how = await growToGigabytes(target, bytes.subarray(Math.max(0, bytes.length - 37)));
    return { ...input, how, maySilentlyChange: false };
  }
  const { bytes: damaged, how } = await damageOf(bytes, chance, { original, originals, good });
  await writeFile(target, damaged);
  return { ...input, how, maySilentlyChange: !original.isChecked };
}

async function damageOf(
  bytes: Buffer,
  chance: Chance,
  {
    original,
    originals,
    good,
  }: { original: Original; originals: readonly Original[]; good: GoodFiles },
): Promise<Damaged> {
  if (original.isRecording && chance.once(2)) {
    const donor = join(dirname(original.folder), donorOf(original));
    return damageRecording(bytes, chance, await good.read(donor));
  }
  const stranger = pickOriginal(originals, chance);
  const foreign = await good.read(join(stranger.folder, chance.pick(stranger.files)));
  return damageBytes(bytes, chance, foreign);
}

function pickOriginal(originals: readonly Original[], chance: Chance): Original {
  return chance.pick(
    originals.flatMap((original) => Array<Original>(original.weight).fill(original)),
  );
}

/** A hard link for a file that is only read; a copy if the disk does not support them. */
async function lend(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to).catch(() => copyFile(from, to));
}
