/**
 * `npx tsx training/synthesis/people/atlas/bake.ts [--only id,id] [--force]`: writes the atlases of the cast to `assets/people`.
 * A person whose file was baked with the same parameters is left alone.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { encodeAtlas } from '../../../../electron/engine/camera/virtual/atlas/atlas-file.ts';
import { ATLAS_GRID, bakeAtlas } from './atlas-bake.ts';
import { CAST } from '../cast.ts';
import type { CastMember } from '../cast.ts';

/** Increase it when the renderer draws differently, so that every atlas is baked again. */
const RENDERER_VERSION = 2;

const folder = join(import.meta.dirname, '../../../../assets/people');
const listFile = join(folder, 'people.json');

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  file: z.string(),
  sha256: z.string(),
  /** Fingerprint of everything that the picture depends on. */
  parameters: z.string(),
});
const listSchema = z.object({ people: z.array(personSchema) });
type ListedPerson = z.infer<typeof personSchema>;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    force: { type: 'boolean', default: false },
  },
});

await mkdir(folder, { recursive: true });
const wanted = values.only?.split(',');
for (const member of CAST) {
  if (wanted !== undefined && !wanted.includes(member.id)) continue;
  await bakeMember(member);
}

async function bakeMember(member: CastMember): Promise<void> {
  const parameters = fingerprint({ member, grid: ATLAS_GRID, version: RENDERER_VERSION });
  const file = `${member.id}.atlas`;
  const known = (await readList()).find((person) => person.id === member.id);
  if (!values.force && known?.parameters === parameters && (await hashOf(file)) === known.sha256) {
    console.log(`${member.id}: up to date`);
    return;
  }
  const began = performance.now();
  const atlas = bakeAtlas(member, (done, total) => {
    if (done % 20 === 0 || done === total) console.log(`${member.id}: ${done} of ${total} views`);
  });
  const bytes = await encodeAtlas(atlas);
  await writeFile(join(folder, file), bytes);
  const { id, name, description } = member;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await remember({ id, name, description, file, sha256, parameters });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`${id}: ${(bytes.length / 1e6).toFixed(2)} MB in ${seconds} s`);
}

function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

async function hashOf(file: string): Promise<string | undefined> {
  const bytes = await readFile(join(folder, file)).catch(() => undefined);
  return bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex');
}

async function readList(): Promise<readonly ListedPerson[]> {
  const text = await readFile(listFile, 'utf8').catch(() => '{"people":[]}');
  return listSchema.parse(JSON.parse(text)).people;
}

/** Written after every person and read again before, so that two bakes may run side by side. */
async function remember(person: ListedPerson): Promise<void> {
  const others = (await readList()).filter((other) => other.id !== person.id);
  const order = (id: string): number => CAST.findIndex((member) => member.id === id);
  const people = [...others, person].sort((a, b) => order(a.id) - order(b.id));
  await writeFile(listFile, `${JSON.stringify({ people }, null, 2)}\n`);
}
