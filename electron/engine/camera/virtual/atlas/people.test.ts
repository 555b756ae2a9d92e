import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePeopleFixture } from './people-fixture.ts';
import { listVirtualPeople, openVirtualPerson } from './people.ts';

describe('virtual people', () => {
  let assets = '';
  beforeEach(async () => {
    assets = await writePeopleFixture({ focalLength: 80, yaws: [0], pitches: [0] });
  });
  afterEach(() => rm(assets, { recursive: true, force: true }));

  it('are listed with name and description, and can be opened', async () => {
    expect(await listVirtualPeople(assets)).toEqual({
      ok: true,
      value: [{ id: 'fixture', name: 'Fixture', description: 'an ellipsoid with a nose' }],
    });
    expect(await openVirtualPerson(assets, 'fixture')).toMatchObject({
      ok: true,
      value: { id: 'fixture', interOcularMm: 63 },
    });
  });

  it('are refused when an atlas is not the one that was delivered', async () => {
    await appendFile(path.join(assets, 'people', 'fixture.atlas'), 'x');
    const listed = await listVirtualPeople(assets);
    expect(listed).toMatchObject({ ok: false, problem: { code: 'people-missing' } });
    expect(listed.ok ? '' : listed.problem.message).toContain('fixture.atlas');
    expect((await openVirtualPerson(assets, 'fixture')).ok).toBe(false);
  });

  it('are refused when the list points out of its folder or is damaged', async () => {
    const list = path.join(assets, 'people', 'people.json');
    const person = { id: 'a', name: 'A', description: '', sha256: '0'.repeat(64) };
    await writeFile(list, JSON.stringify({ people: [{ ...person, file: '../../secret' }] }));
    const escaping = await listVirtualPeople(assets);
    expect(escaping.ok ? '' : escaping.problem.message).toMatch(/people\.json is damaged/);
    await writeFile(list, '{');
    expect((await listVirtualPeople(assets)).ok).toBe(false);
  });

  it('are missing where there is no list', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'depthlock-empty-'));
    const listed = await listVirtualPeople(empty);
    expect(listed.ok ? '' : listed.problem.message).toMatch(/people\.json is not there/);
    await rm(empty, { recursive: true });
  });
});
