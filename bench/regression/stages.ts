/** The stages that a regression is looked for in, each with a reference that our code cannot change. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from '../../electron/engine/onnx/onnxruntime.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import {
  USUAL_KINECT_V1,
  kinectV1Sensor,
} from '../../electron/engine/camera/registration/kinect-v1-model.ts';
import { createRegistration } from '../../electron/engine/camera/registration/register.ts';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { nearest } from '../../electron/engine/identity/matching.ts';
import { Recognition } from '../../electron/engine/session/recognition.ts';
import { loadEncoder } from '../../electron/engine/vision/encode/encoder.ts';
import { FUSED_LENGTH } from '../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../electron/engine/vision/fusion/template.ts';
import { HEAD_GRID, loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { loadModel } from '../../electron/engine/vision/models.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { loadHeadShape } from '../../electron/engine/vision/shape/head-shape.ts';
import { ShapeMeter } from '../../electron/engine/vision/shape/shape-meter.ts';
import { ASSETS } from '../assets.ts';
import { randomGallery, randomLook } from '../random-gallery.ts';
import { listenToNetworks } from '../vision/network-calls.ts';
import type { Stage } from './measure.ts';

const FRAMES = 12;
const REFERENCES = 10_000;
const PLANE = INPUT_SIZE * INPUT_SIZE;
const STILL = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] } as const;

export const STAGES: readonly (() => Promise<Stage>)[] = [
  decision,
  encoder,
  matching,
  registration,
  shape,
];

/** A frame to the decision, over the bare calls of its networks on the same tensors. */
async function decision(): Promise<Stage> {
  const frames = await lookAround();
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const some = orThrow(await loadModel(ASSETS, 'facemesh'));
  const networks = listenToNetworks(some.session);
  const recognition = new Recognition({ vision, gallery: [] });
  let shown = 0;
  return {
    name: 'frame to decision over its networks',
    async ours() {
      const frame = frames[shown++ % FRAMES];
      if (frame === undefined) throw new Error('There is no frame.');
      networks.clear();
      // A stream goes on: time never runs backwards in it. Vision keeps the arrays that it is given.
      await recognition.look({
        ...{ ...frame, color: frame.color.slice(), depth: frame.depth.slice() },
        ...{ sequence: shown, timeMs: (shown * 1000) / 30 },
      });
    },
    reference: () => networks.repeat(),
    async dispose() {
      networks.stop();
      await vision.dispose();
      await some.dispose();
    },
  };
}

async function lookAround(): Promise<readonly RgbdFrame[]> {
  const person = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))),
  );
  const setting = { sensor: 'kinect-v2', presentation: 'person' } as const;
  const sensor = orThrow(await VirtualSensor.create(setting, person, 7));
  const frames: RgbdFrame[] = [];
  for (let i = 0; i < FRAMES; i++) {
    const sway = Math.sin((2 * Math.PI * i) / FRAMES);
    const pose = { yaw: 4 * sway, pitch: 2 * sway, roll: 0, x: 0, y: 0, distanceMm: 650 };
    frames.push(orThrow(await sensor.capture(pose, i, (i * 1000) / 30)).frame);
  }
  return frames;
}

/** One look, over a bare onnxruntime call of the same file. */
async function encoder(): Promise<Stage> {
  const ours = orThrow(await loadEncoder(ASSETS, {}));
  const file = await readFile(join(ASSETS, 'models', 'encoder.onnx'));
  const bare = await ort.InferenceSession.create(file, { intraOpNumThreads: 1 });
  const look = Float32Array.from({ length: 4 * PLANE }, (_, i) => ((i * 37) % 255) / 128 - 1);
  const fused = new Float32Array(FUSED_LENGTH);
  fused.set(look);
  fused.set(look.subarray(0, 3 * PLANE), 4 * PLANE);
  const input = new ort.Tensor('float32', look, [1, 4, INPUT_SIZE, INPUT_SIZE]);
  return {
    name: 'encoder over a bare call',
    ours: async () => void (await ours.embed(fused)),
    reference: async () => void (await bare.run({ input })),
    async dispose() {
      await ours.dispose();
      await bare.release();
    },
  };
}

/** A look against ten thousand references. */
function matching(): Promise<Stage> {
  const gallery = randomGallery(REFERENCES);
  const probe = randomLook();
  return Promise.resolve({
    name: 'matching over passes through numbers',
    ours: () => void nearest(probe, gallery, 'virtual'),
    reference: passThrough(4_000_000),
  });
}

/** A frame of a Kinect v1 to millimetres on the grid of colour. */
function registration(): Promise<Stage> {
  const sensor = kinectV1Sensor(USUAL_KINECT_V1, 'bench', 'virtual');
  const register = createRegistration(sensor);
  const frame = syntheticSensorFrame(1, sensor);
  return Promise.resolve({
    name: 'registration of a Kinect v1 over passes through numbers',
    ours: () => void register(frame),
    reference: passThrough(4_000_000),
  });
}

/** The shape of a head by its surface, ten times. */
async function shape(): Promise<Stage> {
  const mean = orThrow(await loadMeanHead(ASSETS));
  const meter = new ShapeMeter(mean, orThrow(await loadHeadShape(ASSETS)));
  const { size, millimetresPerPixel } = HEAD_GRID;
  const points = new Float32Array(3 * size * size);
  mean.relief.forEach((z, i) => {
    const [x, y] = [(i % size) - size / 2, Math.floor(i / size) - size / 2];
    const own = z + 2 * Math.sin(x / 9) * Math.cos(y / 7);
    if (!Number.isNaN(own))
      points.set([x * millimetresPerPixel, y * millimetresPerPixel, own], 3 * i);
  });
  const surface = { width: size, height: size, points };
  const pose = { yaw: 0, pitch: 0, distanceMm: 700 };
  return {
    name: 'shape of a head over passes through numbers',
    ours() {
      for (let i = 0; i < 10; i++) meter.measure(surface, STILL, pose);
    },
    reference: passThrough(4_000_000),
  };
}

/** Multiplies and adds so many numbers: what nothing of ours makes slower. */
function passThrough(count: number): () => void {
  // Of a size that every processor's cache holds.
  const numbers = Float32Array.from({ length: 1 << 14 }, (_, i) => (i % 97) / 97);
  let kept = 0;
  return () => {
    for (let done = 0; done < count; done += numbers.length) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let i = 0; i + 3 < numbers.length; i += 4) {
        a += (numbers[i] ?? 0) * (numbers[i] ?? 0);
        b += (numbers[i + 1] ?? 0) * (numbers[i + 1] ?? 0);
        c += (numbers[i + 2] ?? 0) * (numbers[i + 2] ?? 0);
        d += (numbers[i + 3] ?? 0) * (numbers[i + 3] ?? 0);
      }
      kept += a + b + c + d;
    }
    // Used, so that it is computed.
    if (Number.isNaN(kept)) throw new Error('Numbers are no numbers.');
  };
}
