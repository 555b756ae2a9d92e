import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { VirtualPersonInfo } from '../../../../contract/camera.ts';
import { fail, succeed } from '../../../../contract/problem.ts';
import type { Result } from '../../../../contract/problem.ts';
import { openAtlas } from './atlas-file.ts';
import type { AtlasArchive } from './atlas-file.ts';

const FOLDER = 'people';
const LIST = 'people.json';

const list = z.object({
  people: z
    .array(
      z.object({
        id: z.string().regex(/^[\w-]{1,64}$/),
        name: z.string().min(1).max(100),
        description: z.string().max(300),
        file: z.string().regex(/^[\w-][\w.-]{0,99}$/),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1)
    .max(64),
});

type ListedPerson = z.infer<typeof list>['people'][number];

/**
 * Everybody the virtual Kinect can show, from `people/people.json` in the assets folder. A missing list, and an
 * atlas that is missing or differs from its hash, are `people-missing`.
 */
export async function listVirtualPeople(
  assets: string,
): Promise<Result<readonly VirtualPersonInfo[]>> {
  const people = await readList(assets);
  if (!people.ok) {
    return people;
  }
  const infos: VirtualPersonInfo[] = [];
  for (const person of people.value) {
    const bytes = await readVerified(assets, person);
    if (!bytes.ok) {
      return bytes;
    }
    infos.push({ id: person.id, name: person.name, description: person.description });
  }
  return succeed(infos);
}

/** The pictures of one person, its hash verified. */
export async function openVirtualPerson(assets: string, id: string): Promise<Result<AtlasArchive>> {
  const people = await readList(assets);
  if (!people.ok) {
    return people;
  }
  const person = people.value.find((candidate) => candidate.id === id);
  if (person === undefined) {
    return missing(`there is no virtual person “${id}” in ${LIST}`);
  }
  const bytes = await readVerified(assets, person);
  return bytes.ok ? openAtlas(bytes.value, person.file) : bytes;
}

/** Whoever is listed after somebody, the first after the last; themselves where nobody else is listed. */
export async function nextVirtualPerson(assets: string, id: string): Promise<Result<AtlasArchive>> {
  const people = await readList(assets);
  if (!people.ok) return people;
  const ids = people.value.map((person) => person.id);
  return openVirtualPerson(assets, ids[(ids.indexOf(id) + 1) % ids.length] ?? id);
}

async function readList(assets: string): Promise<Result<readonly ListedPerson[]>> {
  const bytes = await readFile(path.join(assets, FOLDER, LIST)).catch(() => undefined);
  if (bytes === undefined) {
    return missing(`${LIST} is not there`);
  }
  const parsed = list.safeParse(parseJson(bytes.toString('utf8')));
  return parsed.success ? succeed(parsed.data.people) : missing(`${LIST} is damaged`);
}

async function readVerified(assets: string, person: ListedPerson): Promise<Result<Buffer>> {
  const bytes = await readFile(path.join(assets, FOLDER, person.file)).catch(() => undefined);
  if (bytes === undefined) {
    return missing(`${person.file} is not there`);
  }
  const hash = createHash('sha256').update(bytes).digest('hex');
  return hash === person.sha256
    ? succeed(bytes)
    : missing(`${person.file} is not the file that was delivered`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const missing = (reason: string): Result<never> =>
  fail(
    'people-missing',
    `The virtual people cannot be shown: ${reason}. Reinstall Depthlock to restore them.`,
  );
