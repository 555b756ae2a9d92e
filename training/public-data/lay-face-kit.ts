import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UNFINISHED } from '../../electron/base/durable-file.ts';
import { EXPRESSIONS, FACE_KIT_FILES, faultsOfFaceKit, type FaceKitModes } from './face-kit.ts';
import { describeFile, listFiles } from './manifest.ts';
import { FACE_KIT, type FaceKitSize } from './public-sets.ts';

const NEUTRAL = 'generic_neutral_mesh.obj';
const IDENTITY = /^identity\d{3}\.obj$/;
const LARGEST_STEP = 32_767;

/**
 * Lays out `ict-facekit` in a folder from ICT-FaceKit's own `FaceXModel`: `generic_neutral_mesh.obj`, and one OBJ file
 * a mode (`identity000.obj` …, `jawOpen.obj` …) with the same vertices, displaced by one unit of the mode, in
 * centimetres. Displacements are packed in 16 bits, the largest of each mode as 32,767.
 *
 * The folder appears whole or not at all. Throws one sentence that names every file that is missing or damaged.
 *
 * @param source FaceXModel, or a folder that holds it
 */
export async function layFaceKit(
  source: string,
  folder: string,
  onProgress: (done: number, total: number) => void = () => undefined,
  size: FaceKitSize = FACE_KIT,
): Promise<void> {
  const model = await findModel(source);
  const names = (await readdir(model)).sort();
  const identity = names.filter((name) => IDENTITY.test(name));
  const expression = names.filter(
    (name) => name.endsWith('.obj') && name !== NEUTRAL && !IDENTITY.test(name),
  );
  refuse(model, missingFiles(names, size));
  const neutral = await readFile(join(model, NEUTRAL), 'latin1');
  const rest = readVertices(neutral);
  refuse(model, faultsOfNeutral(rest, neutral, size));
  const unfinished = join(folder, `ict-facekit${UNFINISHED}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    const total = identity.length + expression.length;
    let done = 0;
    const pack = async (files: readonly string[], to: string) => {
      const packed = await packModes(model, files, rest.positions, () => onProgress(++done, total));
      await writeFile(join(unfinished, to), packed.bytes);
      return { file: to, modes: files.map((name) => name.slice(0, -4)), scale: packed.scale };
    };
    const modes: FaceKitModes = {
      vertices: rest.positions.length / 3,
      unit: 'cm',
      layout:
        'int16 little-endian [mode][vertex][xyz]; delta in cm = value * scale[mode], added to neutral.obj',
      identity: await pack(identity, 'identity.i16'),
      expression: await pack(expression, 'expression.i16'),
    };
    await copyFile(join(model, NEUTRAL), join(unfinished, 'neutral.obj'));
    await writeFile(join(unfinished, 'modes.json'), JSON.stringify(modes, null, 1));
    refuse(unfinished, faultsOfFaceKit(unfinished, size));
    await takePlace(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function takePlace(unfinished: string, folder: string): Promise<void> {
  const files = await Promise.all(
    FACE_KIT_FILES.map((file) => describeFile(join(unfinished, file), `ict-facekit/${file}`)),
  );
  const path = join(folder, 'ict-facekit');
  await rm(path, { recursive: true, force: true });
  // Listed first: killed in between, the set counts as missing, never as whole.
  await listFiles(folder, 'ict-facekit', files);
  await rename(unfinished, path);
}

async function findModel(source: string): Promise<string> {
  const nested = (await readdir(source, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [join(source, name), join(source, name, 'FaceXModel')]);
  const found = [source, ...nested].find((folder) => existsSync(join(folder, NEUTRAL)));
  if (found !== undefined) return found;
  throw new Error(
    `${source} is not ICT-FaceKit: neither it nor a folder in it holds ${NEUTRAL}. Give the folder FaceXModel of https://github.com/ICT-VGL/ICT-FaceKit, or the archive of the whole.`,
  );
}

function missingFiles(names: readonly string[], { identities }: FaceKitSize): string[] {
  const wanted = [
    ...Array.from({ length: identities }, (_, k) => `identity${String(k).padStart(3, '0')}.obj`),
    ...EXPRESSIONS.map((name) => `${name}.obj`),
  ];
  return wanted.filter((name) => !names.includes(name)).map((name) => `${name} is missing`);
}

function faultsOfNeutral(rest: Vertices, text: string, size: FaceKitSize): string[] {
  if (rest.fault !== null) return [`${NEUTRAL}, ${rest.fault}`];
  const vertices = rest.positions.length / 3;
  const polygons = text.match(/^f /gm)?.length ?? 0;
  if (vertices === size.vertices && polygons === size.polygons) return [];
  return [
    `${NEUTRAL} has ${vertices} vertices and ${polygons} polygons, the head that Depthlock knows ${size.vertices} and ${size.polygons}: it was cut off, or is of another version`,
  ];
}

/** Displacements of all modes from the head at rest. */
async function packModes(
  model: string,
  files: readonly string[],
  rest: Float64Array,
  onDone: () => void,
): Promise<{ readonly bytes: Uint8Array; readonly scale: number[] }> {
  const values = new Int16Array(files.length * rest.length);
  const scale: number[] = [];
  const faults: string[] = [];
  for (const [mode, file] of files.entries()) {
    const { positions, fault } = readVertices(await readFile(join(model, file), 'latin1'));
    if (fault !== null) faults.push(`${file}, ${fault}`);
    else if (positions.length !== rest.length) {
      faults.push(
        `${file} has ${positions.length / 3} vertices, ${NEUTRAL} ${rest.length / 3}: it was cut off, or is of another version`,
      );
    } else scale.push(packMode(positions, rest, values.subarray(mode * rest.length)));
    onDone();
  }
  refuse(model, faults);
  return { bytes: new Uint8Array(values.buffer), scale };
}

/** @returns centimetres of one step */
function packMode(positions: Float64Array, rest: Float64Array, out: Int16Array): number {
  let largest = 0;
  for (let i = 0; i < rest.length; i++) {
    largest = Math.max(largest, Math.abs((positions[i] ?? 0) - (rest[i] ?? 0)));
  }
  const scale = largest / LARGEST_STEP;
  for (let i = 0; i < rest.length; i++) {
    out[i] = scale === 0 ? 0 : Math.round(((positions[i] ?? 0) - (rest[i] ?? 0)) / scale);
  }
  return scale;
}

interface Vertices {
  /** Three numbers a vertex, cm. */
  readonly positions: Float64Array;
  /** The first line that is no vertex though it begins like one. */
  readonly fault: string | null;
}

/** The `v` lines of a Wavefront OBJ file. */
function readVertices(text: string): Vertices {
  const positions: number[] = [];
  const told = (fault: string | null): Vertices => ({
    positions: Float64Array.from(positions),
    fault,
  });
  let line = 0;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    line++;
    if (text.startsWith('v ', from)) {
      const numbers = text
        .slice(from + 2, to)
        .trim()
        .split(/\s+/)
        .map(Number);
      if (numbers.length !== 3 || !numbers.every(Number.isFinite)) {
        return told(`line ${line} is not a vertex of three numbers`);
      }
      positions.push(...numbers);
    }
    from = to + 1;
  }
  return told(null);
}

const MOST_NAMED = 20;

/** Throws one sentence about all faults, if there are any. */
function refuse(folder: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length - MOST_NAMED;
  const named = faults.slice(0, MOST_NAMED).join('; ');
  throw new Error(
    `${folder} cannot be used: ${named}${more > 0 ? `; and ${more} more` : ''}. Nothing was written. Download it again.`,
  );
}
