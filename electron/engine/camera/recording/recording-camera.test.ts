import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../../contract/eventually-fixture.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { fail, succeed, type Problem } from '../../../contract/problem.ts';
import type { Recording } from './recording.ts';
import type { CameraObserver } from '../depth-camera.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';
import { PLAYER_SPEEDS, type PlayerControl } from '../../../contract/recordings.ts';
import { RecordingCamera, type RecordingState } from './recording-camera.ts';

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
function recordingOf(count: number, timeOf = (number: number) => 1000 + 33 * number): Recording {
  const frames = Array.from({ length: count }, (_, number) => ({
    ...frame(number),
    timeMs: timeOf(number),
  }));
  const times = frames.map(({ timeMs }) => timeMs);
  return {
    times,
    info: {
      file: 'a.mcap',
      frames: count,
      durationMs: (times.at(-1) ?? 0) - (times[0] ?? 0),
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

async function started(
  recording: Recording,
  observer: Omit<CameraObserver, 'onStopped'>,
  onState: (state: RecordingState) => void = () => undefined,
) {
  const camera = new RecordingCamera(recording, {
    onState,
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

  it.each([
    { what: 'one frame', recording: () => recordingOf(1) },
    { what: 'two frames of one time', recording: () => recordingOf(2, () => 1000) },
    { what: 'many frames of one time', recording: () => recordingOf(9, () => 1000) },
  ])('plays $what in a loop at every speed, and ends it when asked', async ({ recording }) => {
    for (const speed of PLAYER_SPEEDS) {
      let shown = 0;
      const made = recording();
      const camera = await started(made, { onFrame: () => void (shown += 1) });
      camera.control({ kind: 'speed', speed });
      camera.control({ kind: 'loop', loop: true });
      camera.control({ kind: 'play' });
      // More than once round; a single frame stays, and is not delivered anew.
      const { frames } = made.info;
      await eventually(() => expect(shown).toBeGreaterThanOrEqual(frames === 1 ? 1 : frames + 1));
      expect(camera.state).toMatchObject({ playing: true, loop: true });
      camera.control({ kind: 'loop', loop: false });
      await eventually(() => expect(camera.state).toMatchObject({ playing: false }));
      expect(camera.state.index).toBe(frames - 1);
      await camera.stop();
    }
    expect(problems).toEqual([]);
  });

  it('has every frame in reach of whole milliseconds, the first and the last among them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { maxLength: 12 }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        async (gaps, startMs) => {
          const times = gaps.reduce((all, gap) => [...all, (all.at(-1) ?? 0) + gap], [startMs]);
          const recording = recordingOf(times.length, (number) => times[number] ?? 0);
          const camera = await started(recording, { onFrame: () => undefined });
          const { durationMs } = recording.info;
          camera.control({ kind: 'seek', timeMs: Math.round(durationMs) });
          expect(camera.state.index).toBe(times.length - 1);
          for (const [index, timeMs] of times.entries()) {
            camera.control({ kind: 'seek', timeMs: Math.round(timeMs - startMs) });
            expect(camera.state.index).toBe(index);
          }
          camera.control({ kind: 'seek', timeMs: 0 });
          expect(camera.state.index).toBe(0);
          await camera.stop();
        },
      ),
      { numRuns: 50 },
    ));

  it('takes any controls in any order, on any times', () => {
    const control: fc.Arbitrary<PlayerControl> = fc.oneof(
      fc.constantFrom<PlayerControl>({ kind: 'play' }, { kind: 'pause' }),
      fc.constantFrom<PlayerControl>({ kind: 'step', frames: 1 }, { kind: 'step', frames: -1 }),
      fc.record({
        kind: fc.constant('seek'),
        timeMs: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      }),
      fc.record({ kind: fc.constant('speed'), speed: fc.constantFrom(...PLAYER_SPEEDS) }),
      fc.record({ kind: fc.constant('loop'), loop: fc.boolean() }),
    );
    return fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0, 0, 1, 33, 100_000), { maxLength: 6 }),
        fc.array(control, { maxLength: 20 }),
        async (gaps, controls) => {
          const times = gaps.reduce((all, gap) => [...all, (all.at(-1) ?? 0) + gap], [1000]);
          const recording = recordingOf(times.length, (number) => times[number] ?? 0);
          const shown: RgbdFrame[] = [];
          const camera = await started(recording, { onFrame: (frame) => shown.push(frame) });
          for (const wish of controls) {
            camera.control(wish);
            await Promise.resolve();
            expect(camera.state.index).toBeGreaterThanOrEqual(0);
            expect(camera.state.index).toBeLessThan(times.length);
          }
          await camera.stop();
          const seen = shown.map(({ sequence, timeMs }) => [sequence, timeMs] as const);
          for (const [k, [sequence, timeMs]] of seen.entries()) {
            expect(sequence).toBeGreaterThan(seen[k - 1]?.[0] ?? 0);
            expect(timeMs).toBeGreaterThanOrEqual(seen[k - 1]?.[1] ?? 0);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
