import { beforeAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { fingerprintOf } from '../kinect-v1/fakenect/frame-fingerprint.ts';
import { createRegistration } from '../registration/register.ts';
import { archiveOf, atlasFixture } from './atlas/atlas-fixture.ts';
import { STILL, type VirtualPose } from './motion.ts';
import { ScenePainter } from './drawing/scene-painter.ts';
import { RawKinectV1 } from './raw-kinect-v1-fixture.ts';
import { VirtualPerson } from './virtual-person.ts';

let person: VirtualPerson;
beforeAll(async () => {
  person = orThrow(await VirtualPerson.create(archiveOf(atlasFixture({ focalLength: 420 }))));
});

async function registered(pose: VirtualPose): Promise<RgbdFrame> {
  const raw = orThrow(await new RawKinectV1(person, 4).capture(pose, 0, 0));
  return createRegistration(raw.sensor)(raw);
}

/** Differences of the registered depth to what the colour camera truly sees, mm, at pixels of the person. */
async function errorsOf(pose: VirtualPose): Promise<number[]> {
  const { depth, width, height, camera } = await registered(pose);
  const truth = orThrow(
    await new ScenePainter(width, height, camera.intrinsics).drawFigure(person, pose),
  );
  const errors: number[] = [];
  for (let i = 0; i < depth.length; i++) {
    const mm = depth[i] ?? 0;
    const z = truth.depth[i] ?? 0;
    if (mm > 0 && z < 1000) errors.push(Math.abs(mm - z));
  }
  return errors.sort((a, b) => a - b);
}

describe('a raw Kinect v1 before a person', () => {
  it.each([
    ['looking at it', {}],
    ['turned', { yaw: 15, pitch: -8 }],
    ['near', { distanceMm: 500 }],
    ['far and to the side', { distanceMm: 900, x: 80 }],
  ])('is registered to where the colour camera sees them: %s', async (_, change) => {
    const errors = await errorsOf({ ...STILL, ...change });
    expect(errors.length).toBeGreaterThan(5000);
    // The noise of the sensor, and what half a pixel aside is nearer or farther.
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(4);
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(20);
  });

  it('draws the same frames from the same seed', async () => {
    const fingerprint = async (): Promise<string> => {
      const { depth, color } = await registered(STILL);
      return fingerprintOf(depth, color);
    };
    expect(await fingerprint()).toBe(await fingerprint());
  });
});
