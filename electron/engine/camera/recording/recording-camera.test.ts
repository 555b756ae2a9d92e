import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../../contract/eventually-fixture.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { fail, succeed, type Problem } from '../../../contract/problem.ts';
import type { Recording } from './recording.ts';
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

let problems: Problem[] = [];
let closed = 0;
beforeEach(() => {
  [problems, closed] = [[], 0];
});

/** In memory; the first frame was taken at a time of its own. */
function recordingOf(count: number): Recording {
  const frames = Array.from({ length: count }, (_, number) => frame(number));
  const times = frames.map(({ timeMs }) => timeMs);
  return {
    times,
    info: {
      file: 'a.mcap',
      frames: count,
      durationMs: 33 * (count - 1),
      dropped: 0,
      droppedByDisk: 0,
      missedByCamera: 0,
      bytes: 1,
      complete: true,
      streams: [],
      sensor,
      createdAt: '',
      app: '1',
      encoder: 'none',
    },
    indexAt: (timeMs) =>
      Math.max(
        0,
        times.findLastIndex((time) => time <= timeMs),
      ),
    frameAt: (index) => {
      const found = frames[index];
      return Promise.resolve(
        found === undefined
          ? fail('recording-unreadable', 'There is no such frame.')
          : succeed(found),
      );
    },
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
  };
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
  it('marks the frames that do not follow the one before', async () => {
    const shown: RgbdFrame[] = [];
    const camera = await started(recordingOf(6), { onFrame: (frame) => shown.push(frame) });
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

  it('hands over the colour camera’s own picture where it holds one, again too when it stands still', async () => {
    const wide = new Uint8Array(1920 * 1080 * 4).fill(200);
    const own: SensorFrame = {
      ...frame(0),
      color: { width: 1920, height: 1080, data: wide },
      registeredColor: frame(0).color,
      sensor: { ...sensor, registration: { kind: 'kinect-v2' } },
    };
    const plain = recordingOf(1);
    const recording: Recording = {
      ...plain,
      info: { ...plain.info, sensor: own.sensor },
      frameAt: () => Promise.resolve(succeed(own)),
    };
    for (const [played, bytes] of [
      [recording, wide.length],
      [plain, undefined],
    ] as const) {
      const lengths: (number | undefined)[] = [];
      const camera = await started(played, {
        onFrame: (_, picture) => lengths.push(picture?.image.data.length),
      });
      await eventually(() => expect(lengths).toHaveLength(1));
      camera.showAgain((_, picture) => lengths.push(picture?.image.data.length));
      await eventually(() => expect(lengths).toEqual([bytes, bytes]));
      await camera.stop();
    }
  });

  it('waits for whoever looks, and leaves out no frame', async () => {
    const recording = recordingOf(9);
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
    const camera = await started(recordingOf(3), { onFrame: () => void (shown += 1) });
    await eventually(() => expect(shown).toBe(1));
    camera.control({ kind: 'play' });
    await camera.stop();
    const before = shown;
    camera.control({ kind: 'step', frames: 1 });
    await camera.stop();
    expect(shown).toBe(before);
    expect(closed).toBeGreaterThan(0);
  });
});
