import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeAtlas } from './atlas-file.ts';
import { atlasFixture } from './atlas-fixture.ts';
import type { FixtureOptions } from './atlas-fixture.ts';

/** Writes an assets folder with the person of atlas-fixture.ts; answers its path. */
export async function writePeopleFixture(options: FixtureOptions = {}): Promise<string> {
  const assets = await mkdtemp(path.join(tmpdir(), 'depthlock-people-'));
  const atlas = atlasFixture(options);
  const bytes = await encodeAtlas(atlas);
  await mkdir(path.join(assets, 'people'));
  await writeFile(path.join(assets, 'people', 'fixture.atlas'), bytes);
  const person = {
    id: atlas.id,
    name: atlas.name,
    description: atlas.description,
    file: 'fixture.atlas',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  await writeFile(path.join(assets, 'people', 'people.json'), JSON.stringify({ people: [person] }));
  return assets;
}
