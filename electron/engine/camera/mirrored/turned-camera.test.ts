import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { succeed } from '../../../contract/problem.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openRecording } from '../../recording/mcap/read/open-recording.ts';
import { recordCamera } from '../../recording/record-camera.ts';
import { sensorFrameKeeper, type CameraObserver, type DepthCamera } from '../depth-camera.ts';
import { cameraPicture, type CameraPicture } from '../picture/camera-picture.ts';
import { RecordedFrames } from '../recording/recorded-frames.ts';
import { TEST_KINECT_V2 } from '../registration/kinect-v2-fixture.ts';
import { kinectV1Sensor, USUAL_KINECT_V1 } from '../registration/kinect-v1-model.ts';
import { kinectV2Sensor } from '../registration/kinect-v2-model.ts';
import { createRegistration, registeredCamera } from '../registration/register.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';
import { turnNumbers, turnPixels } from './turn-pictures.ts';
import { asDelivered } from './turn-sensor.ts';
import { turnedCamera } from './turned-camera.ts';

/** A unit whose registration is lopsided: turned pictures need their calibration the right way round. */
const registrationInfo = Array.from({ length: 29 }, (_, i) => (i === 5 ? -12_984 : 0));
const kinectV1 = kinectV1Sensor(
  { ...USUAL_KINECT_V1, device: { registrationInfo, startLines: 0 } },
  'v1',
  'sensor',
);
const kinectV2 = kinectV2Sensor(TEST_KINECT_V2, 'v2', 'sensor');

interface Device {
  readonly sensor: SensorModel;
  readonly width: number;
  readonly frame: (sequence: number) => SensorFrame;
}

/** Bands from left to right and steps from top to bottom, each in its own colour: nothing is symmetric. */
function picture(width: number, height: number, sequence: number) {
  const words = new Uint32Array(width * height);
  for (let i = 0; i < words.length; i++) {
    const [column, row] = [i % width, Math.floor(i / width)];
    words[i] = 0xff000000 + (column >> 3) * 0x010001 + ((row >> 4) + sequence) * 0x0100;
  }
  return { width, height, data: new Uint8Array(words.buffer) };
}

/** A slope with noise of a few units. */
function slope(width: number, height: number, sequence: number) {
  const data = new Uint16Array(width * height);
  for (let i = 0; i < data.length; i++) {
    data[i] = 600 + ((i % width) >> 2) + ((Math.imul(i + sequence, 2_654_435_761) >>> 24) & 7);
  }
  return { width, height, data };
}

const mapped: SensorModel = { ...kinectV2, registration: { kind: 'kinect-v2' } };
const timed = (sequence: number) => ({ sequence, timeMs: 40 * sequence });

/** The three kinds of devices. */
const DEVICES: Readonly<Record<string, Device>> = {
  'a Kinect v1': {
    sensor: kinectV1,
    width: 640,
    frame: (sequence) => ({
      ...timed(sequence),
      depth: slope(640, 480, sequence),
      color: picture(640, 480, sequence),
      sensor: kinectV1,
    }),
  },
  'a Kinect v2 that tells its calibration': {
    sensor: kinectV2,
    width: 512,
    frame: (sequence) => ({
      ...timed(sequence),
      depth: slope(512, 424, sequence),
      infrared: slope(512, 424, sequence + 9),
      color: picture(1920, 1080, sequence),
      sensor: kinectV2,
    }),
  },
  'a Kinect v2 whose driver maps colour': {
    sensor: mapped,
    width: 512,
    frame: (sequence) => ({
      ...timed(sequence),
      depth: slope(512, 424, sequence),
      color: picture(1920, 1080, sequence),
      registeredColor: picture(512, 424, sequence),
      sensor: mapped,
    }),
  },
};

/** Delivers frames as the drivers do: what is kept shares nothing with what follows. */
class ScriptedDevice implements DepthCamera {
  readonly #device: Device;
  readonly #frames: number;

  constructor(device: Device, frames: number) {
    this.#device = device;
    this.#frames = frames;
  }

  start(observer: CameraObserver) {
    const { sensor, frame } = this.#device;
    const register = createRegistration(sensor);
    setTimeout(() => {
      for (let sequence = 0; sequence < this.#frames; sequence++) {
        sensorFrameKeeper(observer)?.(frame(sequence));
        observer.onFrame(register(frame(sequence)), cameraPicture(frame(sequence)));
      }
      observer.onStopped({ code: 'camera-stopped', message: 'That was all.' });
    });
    return Promise.resolve(succeed(registeredCamera(sensor)));
  }

  stop() {
    return Promise.resolve();
  }
}

function mirrored(frame: RgbdFrame): RgbdFrame {
  const { width, camera } = frame;
  const turned = structuredClone(frame);
  turnNumbers(turned.depth, width);
  turnPixels(turned.color, width);
  if (turned.infrared !== undefined) turnNumbers(turned.infrared, width);
  const { cx } = camera.intrinsics;
  return {
    ...turned,
    camera: { ...camera, intrinsics: { ...camera.intrinsics, cx: width - 1 - cx } },
  };
}

/** Comparable at once: Vitest compares arrays number by number. */
const flat = ({ color, depth, infrared, ...rest }: RgbdFrame) => ({
  ...rest,
  pictures: [color, depth, infrared ?? depth].map((data) =>
    createHash('sha256')
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      .digest('hex'),
  ),
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-turned-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(Object.entries(DEVICES))('the setting “mirrored” of %s', (name, device) => {
  async function captured(): Promise<{ frames: RgbdFrame[]; kept: SensorFrame[]; cx: number }> {
    const [frames, kept]: [RgbdFrame[], SensorFrame[]] = [[], []];
    const camera = turnedCamera(new ScriptedDevice(device, 2), device.width);
    const cx = await new Promise<number>((resolve) => {
      const started = camera.start({
        onFrame: (frame) => frames.push(frame),
        onSensorFrame: (frame) => kept.push(frame),
        onStopped: () => void started.then((model) => resolve(orThrow(model).intrinsics.cx)),
      });
    });
    return { frames, kept, cx };
  }

  it('turns what was registered, and its intrinsics', async () => {
    const register = createRegistration(device.sensor);
    const { frames, cx } = await captured();
    expect(frames).toHaveLength(2);
    for (const [sequence, frame] of frames.entries()) {
      expect(flat(frame)).toEqual(flat(mirrored(register(device.frame(sequence)))));
      expect(frame.camera.intrinsics.cx).toBe(cx);
    }
    expect(frames[0]?.camera).toBe(frames[1]?.camera);
  });

  it('hands a recorder pictures from which the same frames are registered', async () => {
    const { frames, kept } = await captured();
    expect(kept).toHaveLength(2);
    for (const [sequence, sensorFrame] of kept.entries()) {
      const register = createRegistration(sensorFrame.sensor);
      // Twice: nothing of one frame may remain in the next.
      register(sensorFrame);
      expect(flat(register(sensorFrame))).toEqual(flat(frames[sequence] ?? expect.fail()));
    }
    expect(kept[0]?.sensor).toBe(kept[1]?.sensor);
  });

  it('leaves the picture for people as it lies, and says that it is turned', async () => {
    const pictures: (CameraPicture | null)[] = [];
    const camera = turnedCamera(new ScriptedDevice(device, 1), device.width);
    await new Promise<void>((resolve) => {
      void camera.start({
        onFrame: (_, picture = null) => pictures.push(picture),
        onStopped: () => resolve(),
      });
    });
    const delivered = cameraPicture(device.frame(0));
    const [picture = null] = pictures;
    expect(picture?.isTurned).toBe(delivered === null ? undefined : true);
    if (picture === null || delivered === null) return;
    expect(Buffer.compare(picture.image.data, delivered.image.data)).toBe(0);
    const seen = delivered.place(device.width - 1 - 200, 150, 800);
    expect(picture.place(200, 150, 800)).toEqual({
      x: picture.image.width - 1 - seen.x,
      y: seen.y,
    });
  });

  it('is in a recording, which plays without it', async () => {
    const { frames } = await captured();
    const file = path.join(folder, `${name}.mcap`);
    const camera = turnedCamera(new ScriptedDevice(device, 2), device.width);
    const signal = new AbortController().signal;
    // It ends with its camera, and is kept.
    await recordCamera(camera, { file, seconds: 1, color: 'lossless', app: '1', signal });
    const recorded = new RecordedFrames(orThrow(await openRecording(file)));
    expect(recorded.count).toBe(2);
    for (let index = 0; index < 2; index++) {
      const { color, depth, camera } = orThrow(await recorded.at(index));
      const live = frames[index] ?? expect.fail();
      const played = { ...live, color, depth, camera: { ...camera, trust: live.camera.trust } };
      expect(flat(played)).toEqual(flat(live));
    }
    await recorded.recording.close();
  });

  it('can be taken out of what was recorded', async () => {
    const { kept } = await captured();
    const first = kept[0] ?? expect.fail();
    const again = asDelivered(first);
    if (device.sensor.registration.kind === 'kinect-v2') {
      // Its registration does not depend on it.
      expect(again).toBe(first);
      return;
    }
    const delivered = device.frame(0);
    expect(again.sensor.registration).toEqual(delivered.sensor.registration);
    expect(Buffer.compare(again.color.data, delivered.color.data)).toBe(0);
    expect(again.depth.data.every((number, i) => number === delivered.depth.data[i])).toBe(true);
    // What was recorded is left as it is.
    expect(first.sensor.registration).toMatchObject({ turned: true });
  });

  it('asks for what the sensor delivered only where somebody keeps it', async () => {
    const observed: CameraObserver[] = [];
    const keeper = () => sensorFrameKeeper(observed.at(-1) ?? expect.fail());
    const silent: DepthCamera = {
      start(observer) {
        observed.push(observer);
        return Promise.resolve(succeed(registeredCamera(device.sensor)));
      },
      stop: () => Promise.resolve(),
    };
    const quiet = { onFrame: () => undefined, onStopped: () => undefined };
    await turnedCamera(silent, device.width).start(quiet);
    expect(keeper()).toBeNull();
    let wanted = false;
    await turnedCamera(silent, device.width).start({
      ...quiet,
      onSensorFrame: () => undefined,
      wantsSensorFrames: () => wanted,
    });
    expect(keeper()).toBeNull();
    wanted = true;
    expect(keeper()).not.toBeNull();
  });
});
