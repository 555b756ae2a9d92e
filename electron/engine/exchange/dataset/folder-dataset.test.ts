import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openFolderDataset } from './folder-dataset.ts';

const CAMERA = { model: 'Test', width: 16, height: 12, fx: 300, fy: 300, cx: 8, cy: 6 };

async function writeDataset(description: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-dataset-'));
  await mkdir(join(folder, 'ada'));
  const color = Buffer.from(Array.from({ length: 16 * 12 * 3 }, (_, i) => i % 256));
  await sharp(color, { raw: { width: 16, height: 12, channels: 3 } })
    .png()
    .toFile(join(folder, 'ada', 'front.color.png'));
  const depth = Uint16Array.from({ length: 16 * 12 }, (_, i) => (i % 7 === 0 ? 0 : 1200 + 4 * i));
  await sharp(depth, { raw: { width: 16, height: 12, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(join(folder, 'ada', 'front.depth.png'));
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(description));
  return folder;
}

const GOOD = {
  name: 'test',
  camera: CAMERA,
  people: { ada: { gallery: ['front'], probe: ['gone'] } },
};

async function open(description: unknown) {
  const dataset = await openFolderDataset(await writeDataset(description));
  if (!dataset.ok) throw new Error(dataset.problem.message);
  return dataset.value;
}

describe('openFolderDataset', () => {
  it('reads depth to the millimetre and colour to the byte', async () => {
    const dataset = await open(GOOD);
    const [front] = dataset.shots;
    if (front === undefined) throw new Error('no shot');
    const frame = await dataset.read(front);
    if (!frame.ok) throw new Error(frame.problem.message);
    expect(frame.value.depth[1]).toBe(1204);
    expect(frame.value.depth[7]).toBe(0);
    expect([...frame.value.color.subarray(0, 8)]).toEqual([0, 1, 2, 255, 3, 4, 5, 255]);
    expect(frame.value.camera.trust).toBe('recording');
  });

  it('reads infrared where it is there, and says what is wrong with it', async () => {
    const folder = await writeDataset(GOOD);
    const dataset = orThrow(await openFolderDataset(folder));
    const [front] = dataset.shots;
    if (front === undefined) throw new Error('no shot');
    expect(orThrow(await dataset.read(front))).not.toHaveProperty('infrared');
    const file = join(folder, 'ada', 'front.ir.png');
    const write = (width: number, height: number) =>
      sharp(
        Uint16Array.from({ length: width * height }, (_, i) => 60_000 - 7 * i),
        { raw: { width, height, channels: 1 } },
      )
        .toColourspace('grey16')
        .png()
        .toFile(file);
    await write(16, 12);
    const { infrared } = orThrow(await dataset.read(front));
    expect([...(infrared ?? [])].slice(0, 3)).toEqual([60_000, 59_993, 59_986]);
    expect(infrared).toHaveLength(16 * 12);
    await write(12, 12);
    expect(await dataset.read(front)).toMatchObject({ ok: false });
    await writeFile(file, 'no picture');
    const broken = await dataset.read(front);
    expect(broken).toMatchObject({ ok: false, problem: { code: 'dataset-unreadable' } });
    if (!broken.ok) expect(broken.problem.message).toContain('front.ir.png');
  });

  it('names the file that is not there', async () => {
    const dataset = await open(GOOD);
    const gone = dataset.shots[1];
    if (gone === undefined) throw new Error('no shot');
    const frame = await dataset.read(gone);
    expect(frame).toMatchObject({ ok: false, problem: { code: 'dataset-unreadable' } });
    if (!frame.ok) expect(frame.problem.message).toContain('gone.color.png');
  });

  it('refuses a picture of another size than promised', async () => {
    const dataset = await open({ ...GOOD, camera: { ...CAMERA, width: 20 } });
    const [front] = dataset.shots;
    if (front === undefined) throw new Error('no shot');
    expect(await dataset.read(front)).toMatchObject({ ok: false });
  });

  it.each([
    [
      'names that climb out of the folder',
      { ...GOOD, people: { '..': { gallery: ['x'], probe: [] } } },
    ],
    ['a shot that is a path', { ...GOOD, people: { ada: { gallery: ['../x'], probe: [] } } }],
    ['absurd dimensions', { ...GOOD, camera: { ...CAMERA, width: 1e9 } }],
    ['no people', { name: 'x', camera: CAMERA }],
  ])('refuses %s', async (_name, description) => {
    const opened = await openFolderDataset(await writeDataset(description));
    expect(opened).toMatchObject({ ok: false, problem: { code: 'dataset-unreadable' } });
  });

  it('keeps attacks apart from the shots of people, and reads them the same', async () => {
    const description = {
      ...GOOD,
      people: { ada: { gallery: ['back'], probe: [] } },
      attacks: { 'print-flat': { ada: ['front', 'gone'] }, 'print-bent': {} },
    };
    const dataset = await open(description);
    expect(dataset.shots).toEqual([{ person: 'ada', shot: 'back', role: 'gallery' }]);
    const [front, gone] = dataset.attacks;
    if (front === undefined || gone === undefined) throw new Error('no attack');
    expect([front, gone]).toEqual(
      ['front', 'gone'].map((shot) => ({ species: 'print-flat', person: 'ada', shot })),
    );
    expect(orThrow(await dataset.read(front)).depth[1]).toBe(1204);
    const missing = await dataset.read(gone);
    expect(missing).toMatchObject({ ok: false, problem: { code: 'dataset-unreadable' } });
    if (!missing.ok) expect(missing.problem.message).toContain('gone.color.png');
    expect((await open(GOOD)).attacks).toEqual([]);
  });

  it.each([
    ['an unknown owner', { print: { eve: ['front'] } }, 'eve, who is not among the people'],
    ['an owner by the name of an inherited key', { print: { constructor: ['a'] } }, 'constructor'],
    ['an owner who enrols nothing', { print: { ben: ['a'] } }, 'ben, who has no gallery shot'],
    ['a genuine shot', { print: { ada: ['front'] } }, 'ada/front is named as a shot of ada and'],
    ['one shot in two species', { a: { ada: ['x'] }, b: { ada: ['x'] } }, 'as “a” and as “b”'],
    ['one shot twice', { a: { ada: ['x', 'x'] } }, 'ada/x is named twice'],
    ['a species that is a path', { '../print': { ada: ['x'] } }, 'attacks'],
    ['a shot that is a path', { print: { ada: ['../x'] } }, 'attacks'],
    ['a list for a record', { print: ['x'] }, 'attacks'],
  ])('refuses attacks with %s, in a sentence', async (_name, attacks, words) => {
    const people = { ...GOOD.people, ben: { gallery: [], probe: ['left'] } };
    const opened = await openFolderDataset(await writeDataset({ ...GOOD, people, attacks }));
    expect(opened).toMatchObject({ ok: false, problem: { code: 'dataset-unreadable' } });
    if (!opened.ok) expect(opened.problem.message).toContain(words);
  });

  it('answers any JSON and any folder with a sentence', async () => {
    expect(await openFolderDataset('/nowhere/at/all')).toMatchObject({ ok: false });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (json) => {
        const opened = await openFolderDataset(await writeDataset(json));
        expect(opened.ok).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});
