/** One encoder gives one embedding, whichever engine runs it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { orThrow } from '../../../../contract/result-fixture.ts';
import { VirtualPerson } from '../../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../../camera/virtual/virtual-sensor.ts';
import { openVirtualPerson } from '../../../camera/virtual/atlas/people.ts';
import { createFaceFinder } from '../../detect/face-finder.ts';
import { Fusion, HOLE } from '../../fusion/fusion.ts';
import { INPUT_SIZE } from '../../fusion/template.ts';
import { HeadMeter } from '../../head/head-pose.ts';
import { loadMeanHead } from '../../head/mean-head.ts';
import { openTestTfjs } from './tfjs-fixture.ts';
import { openOnOnnxruntime } from './onnxruntime.ts';
import { openOnTfjs } from './tfjs.ts';

const ASSETS = join(import.meta.dirname, '../../../../../assets');
const TOLERANCE = 1e-4;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/** Every encoder that is shipped: the files called encoder*.onnx. */
async function shippedEncoders(): Promise<string[]> {
  const index = z.object({ models: z.record(z.string(), z.unknown()) });
  const text = await readFile(join(ASSETS, 'models', 'models.json'), 'utf8');
  return Object.keys(index.parse(JSON.parse(text)).models).filter((name) =>
    name.startsWith('encoder'),
  );
}

/** A virtual person as the pipeline hands them to the encoder. */
async function fusedPerson(): Promise<Float32Array> {
  const person = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))),
  );
  const options = { sensor: 'kinect-v2', presentation: 'person' } as const;
  const camera = orThrow(await VirtualSensor.create(options, person, 7));
  const pose = { yaw: 8, pitch: -3, roll: 0, x: 0, y: 0, distanceMm: 650 };
  const { frame } = orThrow(await camera.capture(pose, 0, 0));
  const finder = orThrow(await createFaceFinder(ASSETS));
  const found = await finder.find(frame);
  await finder.dispose();
  if (found.kind === 'none') throw new Error('Nobody is found in the picture of Ada.');
  const mean = orThrow(await loadMeanHead(ASSETS));
  const measured = new HeadMeter(mean).measure(frame, found.face.landmarks);
  if (measured.kind === 'no-depth') throw new Error('The picture of Ada has no depth.');
  const fused = new Fusion(mean).fuse(frame, found.face.landmarks, measured.head);
  return fused.slice(0, 4 * PLANE);
}

/** Noise within the input's range, in colour and in depth. */
function noise(): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 4 * PLANE }, () => {
    // Numerical Recipes, 2nd edition, section 7.1.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const opened = await openTestTfjs();
const encoders = await shippedEncoders();

describe.skipIf(opened === null)(`encoders on ${opened?.backend ?? 'TensorFlow.js'}`, () => {
  const inputs: { readonly what: string; readonly input: Float32Array }[] = [];
  beforeAll(async () => {
    inputs.push({ what: 'a virtual person', input: await fusedPerson() });
    inputs.push({ what: 'noise', input: noise() });
    inputs.push({ what: 'nothing', input: new Float32Array(4 * PLANE).fill(HOLE) });
  });

  it.each(encoders)('%s: the embeddings of onnxruntime to 1e-4', async (stem) => {
    if (opened === null) return;
    const reference = orThrow(await openOnOnnxruntime(ASSETS, stem));
    const tried = orThrow(await openOnTfjs(opened.tf, ASSETS, stem));
    for (const { what, input } of inputs) {
      const expected = await reference.run(input);
      const found = await tried.run(input);
      expect(found).toHaveLength(expected.length);
      const apart = found.map((x, i) => Math.abs(x - (expected[i] ?? Number.NaN)));
      expect(Math.max(...apart), what).toBeLessThan(TOLERANCE);
    }
    await reference.dispose();
    await tried.dispose();
  });
});
