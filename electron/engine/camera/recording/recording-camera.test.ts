import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../../contract/eventually-fixture.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import type { Problem } from '../../../contract/problem.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openRecording } from '../../recording/mcap/read/open-recording.ts';
import { openRecordingWriter } from '../../recording/mcap/write/open-recording-writer.ts';
import type { Recording } from '../../recording/recording-files.ts';
import type { CameraObserver } from '../depth-camera.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';
import { RecordingCamera } from './recording-camera.ts';

const intrinsics = { fx: 40, fy: 40, cx: 31.5, cy: 23.5 };
const sensor: SensorModel = {
  name: 'Test Kinect',
  serial: '7',
  trust: 'sensor',
  depthIntrinsics: intrinsics,
  colorIntrinsics: intrinsics,
  registration: { kind: 'registered' },
};

function frame(sequence: number): SensorFrame {
  const [width, height] = [64, 48];
  return {
    sequence,
    timeMs: 1000 + sequence * 33,
    depth: { width, height, data: new Uint16Array(width * height).fill(600 + sequence) },
    color: { width, height, data: new Uint8Array(width * height * 4).fill(90) },
    sensor,
  };
}

let folder = '';
let problems: Problem[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-recording-camera-'));
  problems = [];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function recordingOf(count: number): Promise<Recording> {
  const file = path.join(folder, 'a.mcap');
  const made = { app: '1', encoder: 'none', color: 'jpeg', sensor } as const;
  const writer = orThrow(await openRecordingWriter(file, made));
  for (let number = 0; number < count; number += 1) {
    await writer.ready();
    writer.offer(frame(number));
  }
  orThrow(await writer.close());
  return orThrow(await openRecording(file));
}

async function started(recording: Recording, observer: Omit<CameraObserver, 'onStopped'>) {
  const camera = new RecordingCamera(recording, {
    onState: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
  const answer = await camera.start({
    ...observer,
    onStopped: (problem) => problems.push(problem),
  });
  expect(answer).toEqual({
    ok: true,
    value: { name: 'Test Kinect', serial: '7', intrinsics, trust: 'recording' },
  });
  return camera;
}

describe('a recording as a camera', () => {
  it('steps through the frames with trust recording, depth to the millimetre', async () => {
    const shown: RgbdFrame[] = [];
    const camera = await started(await recordingOf(6), { onFrame: (frame) => shown.push(frame) });
    await eventually(() => expect(shown).toHaveLength(1));
    camera.control({ kind: 'step', frames: 1 });
    await eventually(() => expect(shown).toHaveLength(2));
    camera.control({ kind: 'step', frames: -1 });
    await eventually(() => expect(shown).toHaveLength(3));
    await camera.stop();
    expect(shown.map(({ camera }) => camera.trust)).toEqual([
      'recording',
      'recording',
      'recording',
    ]);
    expect(shown[0]?.depth[0]).toBe(600);
    expect(shown[2]?.depth[0]).toBe(shown[0]?.depth[0]);
    expect(shown.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(problems).toEqual([]);
  });

  it('marks the frames that do not follow the one before', async () => {
    const shown: RgbdFrame[] = [];
    const camera = await started(await recordingOf(6), { onFrame: (frame) => shown.push(frame) });
    const controls = [
      { kind: 'step', frames: 1 },
      { kind: 'step', frames: -1 },
      { kind: 'seek', timeMs: 132 },
      { kind: 'seek', timeMs: 33 },
    ] as const;
    for (const [k, control] of controls.entries()) {
      await eventually(() => expect(shown).toHaveLength(k + 1));
      camera.control(control);
    }
    await eventually(() => expect(shown).toHaveLength(5));
    await camera.stop();
    expect(shown.map(({ depth }) => depth[0])).toEqual([600, 601, 600, 604, 601]);
    expect(shown.map(({ afterJump = false }) => afterJump)).toEqual([
      ...[false, false, true, false, true],
    ]);
    const times = shown.map(({ timeMs }) => timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(problems).toEqual([]);
  });

  it('waits for whoever looks, and leaves out no frame', async () => {
    const recording = await recordingOf(9);
    const { frames } = recording.info;
    const looked: { readonly sequence: number; readonly timeMs: number }[] = [];
    let looking = 0;
    let last: Promise<void> = Promise.resolve();
    const look = async ({ sequence, timeMs }: RgbdFrame): Promise<void> => {
      looking += 1;
      expect(looking).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      looking -= 1;
      looked.push({ sequence, timeMs });
    };
    const camera = await started(recording, {
      onFrame: (frame) => {
        last = look(frame);
      },
      lookedAt: () => last,
    });
    camera.control({ kind: 'speed', speed: 4 });
    camera.control({ kind: 'play' });
    await eventually(() => expect(looked).toHaveLength(frames));
    const { times } = recording;
    expect(looked).toEqual(
      times.map((timeMs, index) => ({
        sequence: index + 1,
        timeMs: timeMs - (times[0] ?? 0),
      })),
    );
    await camera.stop();
    expect(problems).toEqual([]);
  });

  it('delivers nothing once it is stopped, and can be stopped again', async () => {
    let shown = 0;
    const camera = await started(await recordingOf(3), { onFrame: () => void (shown += 1) });
    await eventually(() => expect(shown).toBe(1));
    camera.control({ kind: 'play' });
    await camera.stop();
    const before = shown;
    camera.control({ kind: 'step', frames: 1 });
    await camera.stop();
    expect(shown).toBe(before);
  });
});
