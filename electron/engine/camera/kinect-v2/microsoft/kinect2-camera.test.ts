import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RgbdFrame } from '../../../../contract/frame.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { controlOfSilentSources } from '../../camera-control-fixture.ts';
import type { CameraObserver } from '../../depth-camera.ts';
import { blocked } from '../../probe.ts';
import type { SensorFrame } from '../../sensor-frame.ts';
import { Kinect2Camera } from './kinect2-camera.ts';
import { Kinect2Driver } from './kinect2-driver.ts';
import { Kinect2StandIn } from './kinect2-stand-in.ts';

interface Seen extends CameraObserver {
  readonly frames: RgbdFrame[];
  readonly problems: Problem[];
}

function observer(): Seen {
  const frames: RgbdFrame[] = [];
  const problems: Problem[] = [];
  return {
    frames,
    problems,
    onFrame: (frame) => frames.push(frame),
    onStopped: (problem) => problems.push(problem),
  };
}

/** Lets pending promises and `setImmediate` callbacks run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

let standIn: Kinect2StandIn;
let driver: Kinect2Driver;

async function started(seen: CameraObserver): Promise<Kinect2Camera> {
  const camera = new Kinect2Camera(driver);
  const starting = camera.start(seen);
  await settle();
  standIn.deliver(700, 90);
  expect(await starting).toMatchObject({ ok: true, value: { trust: 'sensor' } });
  return camera;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
  standIn = new Kinect2StandIn();
  driver = new Kinect2Driver(standIn.package);
});

afterEach(() => {
  vi.useRealTimers();
  expect(standIn.disasters).toEqual([]);
});

describe('Kinect2Camera', () => {
  it('delivers depth in millimetres with the colour that the driver mapped', async () => {
    const seen = observer();
    const camera = await started(seen);
    const [frame] = seen.frames;
    expect([frame?.sequence, frame?.width, frame?.height]).toEqual([0, 512, 424]);
    expect(frame?.depth).toHaveLength(512 * 424);
    expect(new Set(frame?.depth)).toEqual(new Set([700]));
    // The driver's first pixel is unmapped, and its pictures are mirrored.
    const corner = frame?.color.subarray(4 * 510, 4 * 513) ?? [];
    expect([...corner]).toEqual([...Array<number>(4).fill(90), ...[0, 0, 0, 0], 90, 90, 90, 90]);
    await camera.stop();
  });

  it('delivers what stands on the left on the left, in every picture and to recorders too', async () => {
    const kept: SensorFrame[] = [];
    const seen = observer();
    const camera = await started({ ...seen, onSensorFrame: (frame) => kept.push(frame) });
    standIn.deliver(1200, 30, { shade: 200 });
    await camera.stop();
    const leftAndRight = (data: ArrayLike<number> | undefined, row: number, step: number) => {
      const at = (column: number) => data?.[step * (100 * row + Math.floor(column * row))];
      return [at(0), at(0.24), at(0.26), at(0.99)];
    };
    const [frame, sensorFrame] = [seen.frames[1], kept[1]];
    const [near, bright] = [
      [1100, 1100, 1200, 1200],
      [200, 200, 30, 30],
    ];
    expect(leftAndRight(frame?.depth, 512, 1)).toEqual(near);
    expect(leftAndRight(frame?.color, 512, 4)).toEqual(bright);
    expect(leftAndRight(frame?.infrared, 512, 1).map((x) => x === 0)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(sensorFrame?.infrared?.data).toEqual(frame?.infrared);
    expect(leftAndRight(sensorFrame?.depth.data, 512, 1)).toEqual(near);
    expect(leftAndRight(sensorFrame?.registeredColor?.data, 512, 4)).toEqual(bright);
    expect(leftAndRight(sensorFrame?.color.data, 1920, 4)).toEqual(bright);
    // The principal point that is published is of the mirrored picture.
    expect(frame?.camera.intrinsics.cx).toBeCloseTo(511 - 254.9);
    expect(sensorFrame?.sensor.depthIntrinsics).toEqual(frame?.camera.intrinsics);
  });

  it.each([false, true])(
    'hands over the colour camera’s own picture, whether it is recorded too (%s) or not',
    async (isRecorded) => {
      const seen = observer();
      const brightness: number[][] = [];
      const camera = await started({
        ...seen,
        onFrame: (_, picture = null) => {
          if (picture === null) return;
          const { image, isTurned } = picture;
          const row = 540 * image.width;
          const at = (column: number) =>
            image.data[4 * (row + (isTurned ? image.width - 1 - column : column))] ?? NaN;
          brightness.push([at(100), at(1800)]);
        },
        ...(isRecorded ? { onSensorFrame: () => undefined } : {}),
      });
      standIn.deliver(1200, 30, { shade: 200 });
      await camera.stop();
      // What stands on the left is bright.
      expect(brightness.at(-1)).toEqual([200, 30]);
    },
  );

  it.each(['driver memory', 'copies'] as const)(
    'keeps a frame as it was when the next one comes (%s)',
    async (buffers) => {
      standIn.buffers = buffers;
      const sensorFrames: SensorFrame[] = [];
      const seen = observer();
      const camera = await started({ ...seen, onSensorFrame: (frame) => sensorFrames.push(frame) });
      standIn.deliver(1200, 30);
      expect(seen.frames.map(({ depth }) => depth[0])).toEqual([700, 1200]);
      expect(seen.frames.map(({ color }) => color[4])).toEqual([90, 30]);
      expect(seen.frames.map(({ sequence }) => sequence)).toEqual([0, 1]);
      expect(sensorFrames.map(({ color }) => color.data[0])).toEqual([90, 30]);
      expect(sensorFrames.map(({ registeredColor }) => registeredColor?.data[4])).toEqual([90, 30]);
      await camera.stop();
    },
  );

  it.each([
    { infrared: 6400, least: 6400 - 62, most: 6400 + 62 },
    { infrared: 40, least: 0, most: 0 },
    { infrared: 65_535, least: 15_700, most: 15_800 },
  ])('delivers infrared $infrared as the package leaves it', async ({ infrared, least, most }) => {
    standIn.infrared = infrared;
    const sensorFrames: SensorFrame[] = [];
    const seen = observer();
    const camera = await started({ ...seen, onSensorFrame: (frame) => sensorFrames.push(frame) });
    const [frame] = seen.frames;
    expect(frame?.infrared).toHaveLength(512 * 424);
    expect(frame?.infrared?.[0]).toBeGreaterThanOrEqual(least);
    expect(frame?.infrared?.[0]).toBeLessThanOrEqual(most);
    expect(sensorFrames[0]?.infrared?.data).toEqual(frame?.infrared);
    expect(sensorFrames[0]?.infrared?.data === frame?.infrared).toBe(false);
    await camera.stop();
  });

  it('delivers a frame whose infrared is not whole without it', async () => {
    standIn.missingInfraredBytes = 1;
    const seen = observer();
    const camera = await started(seen);
    expect(seen.frames).toHaveLength(1);
    expect(seen.frames[0]).not.toHaveProperty('infrared');
    await camera.stop();
  });

  it('gives the recorder the full colour picture, in arrays of its own', async () => {
    const sensorFrames: SensorFrame[] = [];
    const seen = observer();
    const camera = await started({ ...seen, onSensorFrame: (frame) => sensorFrames.push(frame) });
    const [sensorFrame] = sensorFrames;
    const sizeOf = (image?: { width: number; height: number }) => [image?.width, image?.height];
    expect(sizeOf(sensorFrame?.color)).toEqual([1920, 1080]);
    expect(sizeOf(sensorFrame?.depth)).toEqual([512, 424]);
    expect(sizeOf(sensorFrame?.registeredColor)).toEqual([512, 424]);
    expect(sensorFrame?.sensor.registration).toEqual({ kind: 'kinect-v2' });
    expect(sensorFrame?.color.data).toHaveLength(8_294_400);
    expect(sensorFrame?.depth.data === seen.frames[0]?.depth).toBe(false);
    expect(sensorFrame?.registeredColor?.data === seen.frames[0]?.color).toBe(false);
    await camera.stop();
  });

  it('copies the colour picture while somebody keeps it, and only then', async () => {
    standIn.buffers = 'driver memory';
    const pictureBytes = 1920 * 1080 * 4;
    // At most: a collection of garbage meanwhile makes it less, so it proves nothing of what was copied.
    const allocatedBy = (work: () => void): number => {
      const before = process.memoryUsage().arrayBuffers;
      work();
      return process.memoryUsage().arrayBuffers - before;
    };
    const kept: SensorFrame[] = [];
    let isRecording = false;
    const seen = observer();
    const camera = await started({
      ...seen,
      onSensorFrame: (frame) => kept.push(frame),
      wantsSensorFrames: () => isRecording,
    });
    expect(allocatedBy(() => standIn.deliver(800, 40))).toBeLessThan(pictureBytes);
    expect(kept).toEqual([]);
    isRecording = true;
    standIn.deliver(900, 50);
    isRecording = false;
    // Overwrites the driver's memory: what was kept is a copy.
    standIn.deliver(1000, 60);
    expect(kept.map(({ sequence, color }) => [sequence, color.data[0]])).toEqual([[2, 50]]);
    expect(seen.frames.map(({ depth }) => depth[0])).toEqual([700, 800, 900, 1000]);
    expect(seen.frames.map(({ color }) => color[4])).toEqual([90, 40, 50, 60]);
    await camera.stop();
  });

  it('says that no Kinect is there when none is behind a successful open()', async () => {
    standIn.isPlugged = false;
    const starting = new Kinect2Camera(driver).start(observer());
    await settle();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await starting).toMatchObject({ ok: false, problem: { code: 'no-camera' } });
    await settle();
    expect(standIn).toMatchObject({ pollingThreads: 0, sensors: 0 });
  });

  it('streams when the Kinect is plugged in while it waits', async () => {
    standIn.isPlugged = false;
    const camera = new Kinect2Camera(driver);
    const starting = camera.start(observer());
    await settle();
    await vi.advanceTimersByTimeAsync(1500);
    standIn.isPlugged = true;
    standIn.deliver(700, 90);
    expect(await starting).toMatchObject({ ok: true });
    await camera.stop();
  });

  it('notices that frames stop coming, and lets go of the sensor', async () => {
    const problems: Problem[] = [];
    let frames = 0;
    // Silence is judged by whoever holds the camera.
    const control = controlOfSilentSources(
      { onStarted: () => undefined, onStopped: () => undefined },
      { onLost: (problem) => problems.push(problem), onFrame: () => void (frames += 1) },
      {
        kinect2: {
          title: 'Kinect',
          probe: () =>
            Promise.resolve(
              standIn.isPlugged
                ? { kind: 'ready', serials: [], certain: false }
                : blocked('not-plugged-in', 'No Kinect is plugged in.'),
            ),
          create: () => new Kinect2Camera(driver),
        },
      },
    );
    const starting = control.select('kinect2');
    await settle();
    standIn.deliver(700, 90);
    await starting;
    expect([frames, problems]).toEqual([1, []]);
    standIn.isPlugged = false;
    await vi.advanceTimersByTimeAsync(1600);
    await settle();
    expect(problems).toMatchObject([{ code: 'camera-stopped' }]);
    expect(standIn).toMatchObject({ pollingThreads: 0, sensors: 0 });
    await control.stop();
  });

  it('polls with one thread, and with none when it is stopped', async () => {
    const camera = await started(observer());
    expect(standIn.pollingThreads).toBe(1);
    await Promise.all([camera.stop(), camera.stop()]);
    expect(standIn).toMatchObject({ pollingThreads: 0, sensors: 0 });
    standIn.deliver(700, 90);
  });

  it('closes once for each reader, whatever the order', async () => {
    const first = await started(observer());
    await first.stop();
    const second = await started(observer());
    // A late frame, of a camera that holds nothing any more.
    await first.stop();
    standIn.deliver(700, 90);
    expect(standIn.pollingThreads).toBe(1);
    await second.stop();
    expect(standIn.calls).toEqual([
      ...['open', 'openMultiSourceReader', 'close'],
      ...['open', 'openMultiSourceReader', 'close'],
    ]);
  });

  it('does not release the earlier reader again when a new one cannot be opened', async () => {
    await (await started(observer())).stop();
    standIn.readerOpens = false;
    const camera = new Kinect2Camera(driver);
    expect(await camera.start(observer())).toMatchObject({ ok: false });
    await camera.stop();
    standIn.readerOpens = true;
    await (await started(observer())).stop();
    expect(standIn.sensors).toBe(0);
  });

  it('can be stopped from inside a frame', async () => {
    const seen = observer();
    let stopping: Promise<void> | undefined;
    const camera = new Kinect2Camera(driver);
    const starting = camera.start({
      ...seen,
      onFrame: () => {
        stopping = camera.stop();
      },
    });
    await settle();
    standIn.deliver(700, 90);
    await starting;
    await stopping;
    expect(standIn.pollingThreads).toBe(0);
  });

  it('can be stopped while it starts', async () => {
    const camera = new Kinect2Camera(driver);
    const starting = camera.start(observer());
    await camera.stop();
    expect(await starting).toMatchObject({ ok: false });
    await settle();
    expect(standIn).toMatchObject({ pollingThreads: 0, sensors: 0 });
  });

  it('keeps the exception of a listener away from the native code', async () => {
    const thrown: unknown[] = [];
    const immediate = vi.spyOn(globalThis, 'setImmediate').mockImplementation((run) => {
      try {
        run();
      } catch (error) {
        thrown.push(error);
      }
      return setTimeout(() => undefined, 0) as unknown as NodeJS.Immediate;
    });
    const failure = new Error('the listener failed');
    const starting = new Kinect2Camera(driver).start({
      ...observer(),
      onFrame: () => {
        throw failure;
      },
    });
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    standIn.deliver(700, 90);
    immediate.mockRestore();
    await starting;
    expect(thrown).toEqual([failure]);
  });

  it('drops frames of a wrong size, and says so if no other comes', async () => {
    standIn.missingBytes = 4;
    const seen = observer();
    const starting = new Kinect2Camera(driver).start(seen);
    await settle();
    standIn.deliver(700, 90);
    await vi.advanceTimersByTimeAsync(4000);
    const answer = await starting;
    expect(answer).toMatchObject({ ok: false, problem: { code: 'camera-stopped' } });
    expect(answer.ok ? '' : answer.problem.message).toContain('1 were dropped');
    expect(seen.frames).toEqual([]);
    await settle();
  });

  it('passes on why the package cannot be loaded, and why the runtime does not open', async () => {
    const missing = new Kinect2Driver(Kinect2StandIn.absent('The package is missing.'));
    expect(await new Kinect2Camera(missing).start(observer())).toMatchObject({
      ok: false,
      problem: { message: 'The package is missing.' },
    });
    standIn.runtimeOpens = false;
    expect(await new Kinect2Camera(driver).start(observer())).toMatchObject({
      ok: false,
      problem: { code: 'no-camera' },
    });
    expect(standIn.calls).toEqual(['open']);
  });

  it('serves one camera at a time', async () => {
    const camera = await started(observer());
    expect(await new Kinect2Camera(driver).start(observer())).toMatchObject({ ok: false });
    standIn.deliver(700, 90);
    await camera.stop();
  });
});
