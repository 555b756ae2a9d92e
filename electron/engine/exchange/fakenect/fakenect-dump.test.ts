import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syntheticSensorFrame } from '../../camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { asSensorFrame, type SensorFrame } from '../../camera/sensor-frame.ts';
import { FAKENECT_INDEX } from '../../camera/kinect-v1/fakenect/fakenect-format.ts';
import { startFakenectDump } from './fakenect-dump.ts';

const recorder = spawnSync('fakenect-record', ['-h'], { encoding: 'utf8' });
const missing = recorder.error === undefined ? null : 'fakenect-record is not installed';
if (missing !== null) console.warn(`skipped: the proof with fakenect-record (${missing})`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-dump-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function writeDump(dump: string, frames: readonly SensorFrame[]): Promise<void> {
  const opened = await startFakenectDump(dump, 1_700_000_000_000);
  if (!opened.ok) throw new Error(opened.problem.message);
  for (const frame of frames) expect(await opened.value.write(frame)).toEqual({ ok: true });
  expect(opened.value.frames).toBe(frames.length);
  expect(await opened.value.close()).toEqual({ ok: true });
}

/** Contents of the dump's pictures, in the order of its index. */
async function pictures(dump: string): Promise<{ kind: string; ticks: string; bytes: Buffer }[]> {
  const index = await readFile(join(dump, FAKENECT_INDEX), 'utf8');
  const names = index.split('\n').filter((name) => /^[dr]-/.test(name));
  return Promise.all(
    names.map(async (name) => ({
      kind: name.slice(0, 1),
      ticks: /-(\d+)\.p[gp]m$/.exec(name)?.[1] ?? 'none',
      bytes: await readFile(join(dump, name)),
    })),
  );
}

/** Comparable at once: Vitest compares buffers number by number. */
const fingerprints = (files: Awaited<ReturnType<typeof pictures>>) =>
  files.map(({ kind, ticks, bytes }) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    return `${kind} ${ticks} ${bytes.length} ${hash}`;
  });

describe('startFakenectDump', () => {
  it('writes one line a picture, readings before colour, named by time and device clock', async () => {
    await writeDump(
      join(folder, 'dump'),
      [0, 1].map((i) => syntheticSensorFrame(i)),
    );
    const index = await readFile(join(folder, 'dump', FAKENECT_INDEX), 'utf8');
    expect(index.split('\n')).toEqual([
      'd-1700000000.000000-0.pgm',
      'r-1700000000.000000-0.ppm',
      'd-1700000000.033333-2000000.pgm',
      'r-1700000000.033333-2000000.ppm',
      '',
    ]);
    const [depth, color] = await pictures(join(folder, 'dump'));
    const frame = syntheticSensorFrame(0);
    expect(depth?.bytes.subarray(0, 17).toString()).toBe('P5 640 480 65535\n');
    expect(depth?.bytes.subarray(17).equals(Buffer.from(frame.depth.data.buffer))).toBe(true);
    expect(color?.bytes.subarray(0, 15).toString()).toBe('P6 640 480 255\n');
    expect(color?.bytes.subarray(15, 21)).toEqual(
      Buffer.from([0, 1, 2, 4, 5, 6].map((i) => frame.color.data[i] ?? 0)),
    );
  });

  it('never writes into another dump', async () => {
    await writeDump(join(folder, 'dump'), [syntheticSensorFrame(0)]);
    const again = await startFakenectDump(join(folder, 'dump'));
    expect(again.ok).toBe(false);
    expect(await readdir(join(folder, 'dump'))).toHaveLength(3);
  });

  it('refuses frames that are not of a Kinect v1', async () => {
    const opened = await startFakenectDump(join(folder, 'dump'));
    if (!opened.ok) throw new Error(opened.problem.message);
    const { depth, color, sensor } = syntheticSensorFrame(0);
    const registered = asSensorFrame({
      sequence: 0,
      timeMs: 0,
      width: 640,
      height: 480,
      depth: depth.data,
      color: color.data,
      camera: { ...sensor, intrinsics: sensor.colorIntrinsics },
    });
    expect((await opened.value.write(registered)).ok).toBe(false);
    const short = { ...depth, data: depth.data.subarray(1) };
    expect((await opened.value.write({ ...syntheticSensorFrame(0), depth: short })).ok).toBe(false);
    expect(opened.value.frames).toBe(0);
    await opened.value.close();
  });

  it.skipIf(missing !== null)('comes back bit for bit through fakenect-record', async () => {
    const dump = join(folder, 'dump');
    const copy = join(folder, 'copy');
    await writeDump(
      dump,
      [0, 1, 2, 3, 4].map((i) => syntheticSensorFrame(i)),
    );
    const played = spawnSync('fakenect', [dump, 'fakenect-record', copy], { encoding: 'utf8' });
    expect(played.error).toBeUndefined();
    expect(fingerprints(await pictures(copy))).toEqual(fingerprints(await pictures(dump)));
  });
});
