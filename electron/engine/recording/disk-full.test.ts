import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { succeed, type Problem } from '../../contract/problem.ts';
import type { CameraObserver, DepthCamera } from '../camera/depth-camera.ts';
import type { SensorFrame } from '../camera/sensor-frame.ts';
import { noiseFrame, TEST_SENSOR } from '../exchange/frame-source-fixture.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { openRecording } from './mcap/read/open-recording.ts';
import { openRecordingWriter } from './mcap/write/open-recording-writer.ts';
import { repairRecording } from './mcap/read/repair-recording.ts';
import { recordCamera } from './record-camera.ts';
import { onSmallDisk, whyNoSmallDisk } from './small-disk-fixture.ts';

const missing = await whyNoSmallDisk();
if (missing !== null) console.warn(`Skipped: a disk that is full (${missing}).`);

/** Large enough for every disk size used here. */
const MANY_FRAMES = 2000;
/** A tmpfs allocates whole pages, so the moment varies by some frames. */
const randomSize = (): number => 64 + 4 * Math.floor(60 * Math.random());

type Image = SensorFrame['depth'] | SensorFrame['color'];

function isSame(a: Image, b: Image): boolean {
  const bytes = ({ data }: Image) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return a.width === b.width && a.height === b.height && bytes(a).equals(bytes(b));
}

/** Reads every frame, compares its depth to the bit, and counts them. */
async function expectReadable(file: string, complete: boolean): Promise<number> {
  const recording = orThrow(await openRecording(file));
  expect(recording.info.complete).toBe(complete);
  for (let index = 0; index < recording.info.frames; index++) {
    const frame = orThrow(await recording.frameAt(index));
    expect(frame.sequence).toBe(index);
    const given = noiseFrame(index);
    expect(isSame(frame.depth, given.depth)).toBe(true);
    expect(isSame(frame.color, given.color)).toBe(true);
  }
  await recording.close();
  return recording.info.frames;
}

/** Delivers frames as fast as they are taken, until it is stopped. */
class TirelessCamera implements DepthCamera {
  #stopped = false;

  start(observer: CameraObserver) {
    void this.#deliver(observer);
    const { name, serial, trust, colorIntrinsics: intrinsics } = TEST_SENSOR;
    return Promise.resolve(succeed({ name, serial, trust, intrinsics }));
  }

  stop() {
    this.#stopped = true;
    return Promise.resolve();
  }

  async #deliver({ onSensorFrame }: CameraObserver): Promise<void> {
    for (let sequence = 0; !this.#stopped; sequence++) {
      onSensorFrame?.(noiseFrame(sequence));
      for (let pause = 0; pause < 20; pause++) await soon();
    }
  }
}

describe.skipIf(missing !== null)('a disk that is full', () => {
  it.each([1, 2, 3])(
    'ends a recording with a clear message; what was written is there, and can be mended (%i)',
    async () => {
      const size = randomSize();
      await onSmallDisk(size, async (disk) => {
        const file = join(disk.folder, 'a.mcap');
        const told: Problem[] = [];
        const writer = orThrow(
          await openRecordingWriter(file, {
            sensor: TEST_SENSOR,
            app: 'test',
            encoder: '',
            color: 'lossless',
            onProblem: (problem) => told.push(problem),
          }),
        );
        let offered = 0;
        while (writer.problem === null && offered < MANY_FRAMES) {
          await writer.ready();
          if (writer.offer(noiseFrame(offered))) offered++;
          await soon();
        }
        // At once: while the recording runs, not when it is closed.
        expect(told).toHaveLength(1);
        expect(told[0]).toMatchObject({
          code: 'recording-failed',
          message: expect.stringContaining('The disk is full') as unknown,
        });
        expect(writer.offer(noiseFrame(offered))).toBe(false);
        const closed = await writer.close();
        expect(closed).toEqual({ ok: false, problem: told[0] });
        const { frames } = writer.statistics();
        expect(await expectReadable(file, false)).toBe(frames);
        expect(frames).toBeGreaterThan(3);

        const before = (await stat(file)).size;
        expect(await repairRecording(file)).toMatchObject({
          ok: false,
          problem: { message: expect.stringContaining('The disk is full') as unknown },
        });
        expect((await stat(file)).size).toBe(before);
        expect(await expectReadable(file, false)).toBe(frames);
        disk.grow(4 * size);
        const repaired = orThrow(await repairRecording(file));
        expect(await expectReadable(repaired.file ?? '', true)).toBe(frames);
        expect(await expectReadable(file, false)).toBe(frames);
      });
    },
  );

  it('ends the recording of a camera long before its time, and says where the frames are', () =>
    onSmallDisk(randomSize(), async ({ folder }) => {
      const file = join(folder, 'a.mcap');
      const recorded = await recordCamera(new TirelessCamera(), {
        file,
        seconds: 24 * 3600,
        color: 'lossless',
        app: 'test',
        signal: new AbortController().signal,
      });
      expect(recorded.ok).toBe(false);
      const message = recorded.ok ? '' : recorded.problem.message;
      expect(message).toContain('The disk is full');
      const opened = orThrow(await openRecording(file));
      const { frames } = opened.info;
      expect(frames).toBeGreaterThan(3);
      expect(message).toContain(`${frames} frames, is in ${file}`);
      for (let index = 0; index < frames; index++) {
        const frame: SensorFrame = orThrow(await opened.frameAt(index));
        expect(isSame(frame.depth, noiseFrame(frame.sequence).depth)).toBe(true);
      }
      await opened.close();
    }));

  it('has no room for the first byte: nothing is begun', () =>
    onSmallDisk(64, async ({ folder }) => {
      // One page for the folder; the rest is filled.
      await writeFile(join(folder, 'ballast'), Buffer.alloc(64 * 1024)).catch(() => undefined);
      const options = { sensor: TEST_SENSOR, app: '', encoder: '', color: 'jpeg' } as const;
      const opened = await openRecordingWriter(join(folder, 'a.mcap'), options);
      expect(opened).toMatchObject({
        ok: false,
        problem: { message: expect.stringContaining('The disk is full') as unknown },
      });
      expect(await readdir(folder)).toEqual(['ballast']);
    }));
});
