/** MCAP files from the field: input → frames, intrinsics, millimetres, what is said. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Origin } from '../../../contract/reading.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { repairRecording } from '../../recording/mcap/read/repair-recording.ts';
import { unpackFieldCases, whyNoFieldCases } from '../field-cases/field-cases-fixture.ts';
import { readAll } from '../frame-source-fixture.ts';
import { openFrameSource } from '../open-frame-source.ts';

const missing = whyNoFieldCases();
if (missing !== null) console.warn(`Skipped: MCAP files from the field (${missing}).`);

const KINECT_LIKE = { fx: 525, fy: 525, cx: 319.5, cy: 239.5 };

interface Case {
  readonly file: string;
  readonly frames: number;
  /** Who says its intrinsics; undefined: the camera itself. */
  readonly from: Origin | undefined;
  /** Millimetres at three places of the first frame: the middle, below on the left, above. */
  readonly millimetres: readonly number[];
}

/** A box in the middle, a wall around it, and a strip above that was not measured. */
const BOX = [800, 2000, 0];
/** A living room of ICL-NUIM: a picture on its wall, the lamp, the ceiling. */
const ROOM = [3380, 1698, 2237];

const CASES: readonly Case[] = [
  {
    file: '31-mcap-rewritten/filter-with-metadata-no-attachments.mcap',
    frames: 6,
    from: undefined,
    millimetres: ROOM,
  },
  {
    file: '31-mcap-rewritten/recover-or-compress-zstd-4MiB.mcap',
    frames: 6,
    from: undefined,
    millimetres: ROOM,
  },
  { file: '32-ros2-bag/rgbd_16UC1.mcap', frames: 5, from: 'assumed', millimetres: BOX },
];

describe.skipIf(missing !== null)('MCAP files from the field', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await unpackFieldCases();
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each(CASES)('$file has $frames frames', async ({ file, frames, from, millimetres }) => {
    const source = orThrow(await openFrameSource(join(folder, file)));
    expect(source.sensor).toMatchObject({
      depthIntrinsics: KINECT_LIKE,
      registration: { kind: 'registered' },
      trust: 'recording',
    });
    const read = await readAll({ ok: true, value: source });
    expect(read).toHaveLength(frames);
    const times = read.map(({ timeMs }) => timeMs);
    for (const [k, time] of times.entries()) {
      if (k > 0) expect(time - (times[k - 1] ?? NaN)).toBeCloseTo(1000 / 30, 1);
    }
    for (const { depth, color } of read) {
      expect([depth.width, depth.height, color.width, color.height]).toEqual([640, 480, 640, 480]);
    }
    const at = (x: number, y: number) => read[0]?.depth.data[y * 640 + x];
    expect([at(320, 240), at(10, 400), at(320, 0)]).toEqual(millimetres);
    expect(source.sensor.reading?.intrinsics.from).toBe(from);
  });

  it.each(CASES.filter(({ file }) => file.startsWith('31')))(
    '$file is whole, and repair leaves it alone',
    async ({ file, frames }) => {
      const path = join(folder, file);
      const before = await readFile(path);
      const beside = await readdir(dirname(path));
      expect(orThrow(await repairRecording(path))).toMatchObject({
        file: null,
        info: { frames, complete: true },
      });
      expect((await readFile(path)).equals(before)).toBe(true);
      expect(await readdir(dirname(path))).toEqual(beside);
    },
  );
});
