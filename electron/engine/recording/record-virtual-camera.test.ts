/** A recording of the virtual camera, made while this thread is busy most of the time. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SCENE } from '../../contract/camera.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { writePeopleFixture } from '../camera/virtual/atlas/people-fixture.ts';
import { VirtualCamera, type VirtualPace } from '../camera/virtual/virtual-camera.ts';
import { openRecording } from './mcap/read/open-recording.ts';
import { recordCamera } from './record-camera.ts';

const PERIOD_MS = 1000 / 30;

let folder = '';
let assets = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-record-virtual-'));
  assets = await writePeopleFixture({ focalLength: 160, yaws: [0], pitches: [0] });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(assets, { recursive: true, force: true });
});

/** Sleeps on this thread, through six frames of eight. */
function beBusy(): () => void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  const timer = setInterval(() => Atomics.wait(never, 0, 0, 6 * PERIOD_MS), 8 * PERIOD_MS);
  return () => clearInterval(timer);
}

async function record(pace: VirtualPace, seconds: number) {
  const scene = { ...DEFAULT_SCENE, person: 'fixture' };
  const file = join(folder, `${pace}.mcap`);
  const rest = beBusy();
  const recorded = orThrow(
    await recordCamera(new VirtualCamera({ assets, scene, seed: 1, pace }), {
      file,
      seconds,
      color: 'jpeg',
      app: '1',
      signal: new AbortController().signal,
    }),
  );
  rest();
  const recording = orThrow(await openRecording(file));
  const frames: { sequence: number; timeMs: number }[] = [];
  for (let k = 0; k < recording.info.frames; k++) {
    const { sequence, timeMs } = orThrow(await recording.frameAt(k));
    frames.push({ sequence, timeMs });
  }
  await recording.close();
  return { recorded, frames };
}

describe('a recording of the virtual camera on a busy computer', () => {
  it('has every frame at the pace of every frame, evenly apart, from the first one on', async () => {
    const { recorded, frames } = await record('every-frame', 2);
    expect(recorded).toMatchObject({ frames: 60, droppedByDisk: 0, missedByCamera: 0 });
    expect(recorded.durationMs).toBeCloseTo(59 * PERIOD_MS, 2);
    expect(frames.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 60 }, (_, sequence) => sequence),
    );
    const steps = frames.slice(1).map(({ timeMs }, k) => timeMs - (frames[k]?.timeMs ?? NaN));
    for (const step of steps) expect(step).toBeCloseTo(PERIOD_MS, 2);
  });

  it('leaves out what it has no time for at the pace of the app', async () => {
    const { recorded, frames } = await record('real-time', 1);
    expect(frames.length).toBeLessThan(30);
    expect(recorded.missedByCamera).toBeGreaterThan(0);
  });
});
