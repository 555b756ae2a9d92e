import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FusedShape } from '../../../contract/head-shape.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { judgeShape } from '../../identity/shape/compare-shapes.ts';
import { fuseShape } from '../../identity/shape/fuse-shape.ts';
import { ownerShapeOf } from '../../identity/shape/shape-estimate.ts';
import { createVision } from '../pipeline.ts';
import { newStream } from '../stream.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const vision = orThrow(await createVision({ assets: ASSETS }));

afterAll(() => vision.dispose());

/** What looks at a virtual person say together, through the whole pipeline. */
async function shapeOf(person: string, sensor: 'kinect-v1' | 'kinect-v2', seed: number) {
  const someone = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, person))),
  );
  const camera = orThrow(
    await VirtualSensor.create({ sensor, presentation: 'person' }, someone, seed),
  );
  const stream = newStream();
  let fused: FusedShape | null = null;
  for (let number = 0; number < 16; number++) {
    const [yaw, pitch] = [12 * Math.sin(number / 2), 8 * Math.cos(number / 3)];
    const pose = { yaw, pitch, roll: 0, x: 0, y: 0, distanceMm: 650 };
    const { frame } = orThrow(await camera.capture(pose, number, (number * 1000) / 30));
    const { embedding } = await vision.process(frame, { embed: true, stream });
    const shape = embedding?.shape ?? null;
    if (shape !== null) fused = fuseShape(fused, shape);
  }
  return fused;
}

describe('the shape of virtual people', () => {
  it("passes who was enrolled, whatever the sensor, and refuses another person's head", async () => {
    const statistics = vision.encoder.shape;
    if (statistics === undefined) throw new Error('The pipeline has no model of shape.');
    const ada = ownerShapeOf(await shapeOf('ada', 'kinect-v2', 1), statistics);
    expect(ada?.version).toBe(statistics.version);
    const verdictOn = async (person: string, sensor: 'kinect-v1' | 'kinect-v2') =>
      judgeShape(await shapeOf(person, sensor, 2), ada, statistics);
    expect(await verdictOn('ada', 'kinect-v2')).toBe('passes');
    expect(await verdictOn('ada', 'kinect-v1')).toBe('passes');
    expect(await verdictOn('bruno', 'kinect-v2')).toBe('refuses');
  }, 120_000);
});
