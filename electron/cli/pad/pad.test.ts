import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PadResults } from '../../contract/pad/pad.ts';
import { runDepthlock } from '../depthlock.ts';

let folder = '';
let ada = '';
let printed: string[] = [];
let complaints: string[] = [];

function listen(): void {
  [printed, complaints] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => complaints.push(String(text)));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-pad-'));
  ada = join(folder, 'ada.mcap');
  listen();
  const looks = ['--source', 'virtual', '--person', 'ada', '--seconds', '3', '--out', ada];
  expect(await runDepthlock(['record', ...looks])).toBe(0);
  vi.restoreAllMocks();
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(listen);
afterEach(() => vi.restoreAllMocks());

describe('depthlock pad', () => {
  it('plays with the virtual Kinect, and keeps numbers alone', async () => {
    const out = join(folder, 'figures.json');
    const options = ['--source', 'virtual', '--enrol', `Ada Lovelace=${ada}`, '--each', '2'];
    const chosen = ['--species', 'print-flat,other-person'];
    expect(await runDepthlock(['pad', ...options, ...chosen, '--json', '--out', out])).toBe(0);
    const results = JSON.parse(printed.join('\n')) as PadResults;
    expect(results).toMatchObject({
      version: 1,
      ended: 'finished',
      repeated: 0,
      camera: { trust: 'virtual' },
      figures: {
        genuine: { shown: 2, frr: { errors: 0, trials: 2 }, bpcer: { errors: 0 } },
      },
    });
    const { species } = results.figures;
    expect(species.map(({ species: name }) => name).sort()).toEqual(['other-person', 'print-flat']);
    for (const { shown, iapar } of species) {
      expect(shown).toBe(2);
      expect(iapar).toMatchObject({ errors: 0, trials: 2 });
    }
    const print = species.find(({ species: name }) => name === 'print-flat');
    expect(print).toMatchObject({ apcer: { errors: 0 }, outcomes: { attack: 2 } });
    const file = await readFile(out, 'utf8');
    expect(JSON.parse(file)).toEqual(results);
    expect(file).not.toMatch(/Ada|Lovelace|serial/);
    expect(complaints.join('\n')).toContain('Yourself: attempt 1 of 2: It opened');
  });

  it('says it as text, and says loudly when pictures are kept', async () => {
    const kept = join(folder, 'kept.mcap');
    const options = ['--source', 'virtual', '--enrol', `me=${ada}`, '--each', '1'];
    const run = ['pad', ...options, '--species', 'print-flat', '--keep-recording', kept];
    expect(await runDepthlock(run)).toBe(0);
    const text = printed.join('\n');
    expect(text).toMatch(/Print, flat +1 +0 of 1 \(at most 95 %\)/);
    expect(text).toContain('says nothing of a real one');
    expect(complaints.join('\n')).toMatch(/PICTURES ARE KEPT[\s\S]*PICTURES of everybody/);
    expect((await stat(kept)).size).toBeGreaterThan(100_000);
    complaints = [];
    expect(await runDepthlock(run)).toBe(1);
    expect(complaints.join('')).toContain('is there already');
  });

  it.each([
    ['an unknown species', ['--species', 'print-flat,hologram'], 2, "no species 'hologram'"],
    ['no attempts', ['--each', '0'], 2, 'from 1 to 100'],
    ['nobody', ['--person', 'nobody'], 1, 'Nobody stands before the virtual Kinect'],
    ['a person who is not there', ['--person', 'nemo', '--enrol', 'a=b.mcap'], 1, 'b.mcap'],
    ['a recording that is not there', ['--enrol', 'a=none.mcap'], 1, 'none.mcap'],
    ['two owners', ['--enrol', 'a=a.mcap', '--enrol', 'b=b.mcap'], 1, 'one owner'],
    ['a folder that is not there', ['--out', '/nowhere/a.json'], 1, 'There is no folder'],
  ])('refuses %s', async (_, argv, code, reason) => {
    expect(await runDepthlock(['pad', '--source', 'virtual', ...argv])).toBe(code);
    expect(complaints.join('')).toContain(reason);
    expect(printed).toEqual([]);
  });

  it('ends with a sentence when the virtual Kinect cannot show who was asked for', async () => {
    expect(await runDepthlock(['pad', '--source', 'virtual', '--person', 'nemo'])).toBe(1);
    expect(complaints.join('')).toContain('nemo');
  });
});
