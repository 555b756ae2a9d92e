import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, succeed } from '../../contract/problem.ts';
import type { CameraObserver, DepthCamera } from '../camera/depth-camera.ts';
import { asSensorFrame } from '../camera/sensor-frame.ts';
import { openRecording } from './mcap/read/open-recording.ts';
import { recordCamera, type RecordCameraOptions } from './record-camera.ts';

const FRAME_MS = 40;
const model = {
  name: 'Kinect',
  serial: '1',
  intrinsics: { fx: 20, fy: 20, cx: 8, cy: 8 },
  trust: 'sensor',
} as const;

function frame(sequence: number) {
  return asSensorFrame({
    sequence,
    timeMs: 1000 + FRAME_MS * sequence,
    width: 16,
    height: 16,
    color: new Uint8Array(4 * 256).fill(200),
    depth: Uint16Array.from({ length: 256 }, (_, i) => 500 + sequence + i),
    camera: model,
  });
}

/** Delivers what `play` decides, and records whether it was stopped. */
class ScriptedCamera implements DepthCamera {
  stopped = false;
  readonly #play: (observer: CameraObserver) => void;

  constructor(play: (observer: CameraObserver) => void) {
    this.#play = play;
  }

  start(observer: CameraObserver) {
    setTimeout(() => this.#play(observer), 1);
    return Promise.resolve(succeed(model));
  }

  stop() {
    this.stopped = true;
    return Promise.resolve();
  }
}

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-record-'));
  file = join(folder, 'a.mcap');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const wish = (changes: Partial<RecordCameraOptions> = {}): RecordCameraOptions => ({
  file,
  seconds: 1,
  color: 'lossless',
  app: '1',
  signal: new AbortController().signal,
  ...changes,
});

async function depths(): Promise<(number | undefined)[]> {
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.problem.message);
  const found: (number | undefined)[] = [];
  for (let k = 0; k < opened.value.info.frames; k++) {
    const read = await opened.value.frameAt(k);
    found.push(read.ok ? read.value.depth.data[0] : undefined);
  }
  await opened.value.close();
  return found;
}

describe('recordCamera', () => {
  it('writes from the first frame on for as long as asked, and counts what the camera skipped', async () => {
    const delivered = [0, 1, 2, 5, 6, 24, 25, 26];
    const camera = new ScriptedCamera((observer) => {
      for (const k of delivered) observer.onSensorFrame?.(frame(k));
    });
    const recorded = await recordCamera(camera, wish());
    expect(recorded).toMatchObject({
      ok: true,
      value: { frames: 6, droppedByDisk: 0, missedByCamera: 19 },
    });
    expect(await depths()).toEqual([500, 501, 502, 505, 506, 524]);
    expect(camera.stopped).toBe(true);
  });

  it('tells frames that came before the file was there from those that the camera missed', async () => {
    const camera = new ScriptedCamera((observer) => {
      for (let k = 0; k < 20; k++) observer.onSensorFrame?.(frame(k));
      observer.onSensorFrame?.(frame(40));
    });
    expect(await recordCamera(camera, wish())).toMatchObject({
      ok: true,
      value: { frames: 15, droppedByDisk: 5, missedByCamera: 0 },
    });
  });

  it('keeps what was recorded when it is interrupted', async () => {
    const interruption = new AbortController();
    const camera = new ScriptedCamera((observer) => {
      for (const k of [0, 1, 2]) observer.onSensorFrame?.(frame(k));
      interruption.abort();
    });
    const recorded = await recordCamera(camera, wish({ signal: interruption.signal }));
    expect(recorded).toMatchObject({ ok: true, value: { frames: 3 } });
    expect(await depths()).toHaveLength(3);
  });

  it('keeps what was recorded when the camera is unplugged, and says so', async () => {
    const camera = new ScriptedCamera((observer) => {
      for (const k of [0, 1]) observer.onSensorFrame?.(frame(k));
      observer.onStopped({ code: 'camera-stopped', message: 'The Kinect was unplugged.' });
    });
    const recorded = await recordCamera(camera, wish());
    expect(!recorded.ok && recorded.problem.message).toBe(
      `The Kinect was unplugged. What was recorded until then, 2 frames, is in ${file}.`,
    );
    expect(await depths()).toHaveLength(2);
  });

  it('ends when the camera falls silent', async () => {
    vi.useFakeTimers();
    const camera = new ScriptedCamera(() => undefined);
    const recording = recordCamera(camera, wish());
    await vi.advanceTimersByTimeAsync(11_000);
    const recorded = await recording;
    expect(!recorded.ok && recorded.problem.message).toContain('delivers no more frames');
    expect(camera.stopped).toBe(true);
  });

  it('touches no file that is there already', async () => {
    const camera = () =>
      new ScriptedCamera((observer) => {
        for (const k of [0, 30]) observer.onSensorFrame?.(frame(k));
      });
    expect((await recordCamera(camera(), wish())).ok).toBe(true);
    const again = await recordCamera(camera(), wish());
    expect(!again.ok && again.problem.message).toContain('a file of that name already');
    expect(await depths()).toEqual([500]);
  });

  it('says why a camera does not start', async () => {
    const camera: DepthCamera = {
      start: () => Promise.resolve(fail('no-camera', 'No Kinect was found.')),
      stop: () => Promise.resolve(),
    };
    expect(await recordCamera(camera, wish())).toEqual(fail('no-camera', 'No Kinect was found.'));
  });
});
