import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SCENE } from '../../../contract/camera.ts';
import type { VirtualScene } from '../../../contract/camera.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import type { Problem } from '../../../contract/problem.ts';
import { writePeopleFixture } from './atlas/people-fixture.ts';
import { VirtualCamera } from './virtual-camera.ts';

const scene: VirtualScene = { ...DEFAULT_SCENE, person: 'fixture' };

let assets = '';
beforeAll(async () => {
  assets = await writePeopleFixture({ focalLength: 160, yaws: [0], pitches: [0] });
});
afterAll(() => rm(assets, { recursive: true, force: true }));

/** Collects what a camera says; `framesUntil` resolves with the frames when `enough` of them are there. */
function listener() {
  const frames: RgbdFrame[] = [];
  const problems: Problem[] = [];
  let check = (): void => undefined;
  return {
    frames,
    problems,
    onFrame: (frame: RgbdFrame) => {
      frames.push(frame);
      check();
    },
    onStopped: (problem: Problem) => {
      problems.push(problem);
      check();
    },
    until: (enough: () => boolean) =>
      new Promise<void>((resolve) => {
        check = () => (enough() ? resolve() : undefined);
        check();
      }),
  };
}

describe('virtual camera', () => {
  it('delivers frames of a virtual Kinect v2, in order, until it is stopped', async () => {
    const camera = new VirtualCamera({ assets, scene, seed: 1 });
    const told = listener();
    const model = await camera.start(told);
    expect(model).toMatchObject({
      ok: true,
      value: { name: 'Virtual Kinect v2', trust: 'virtual', intrinsics: { fx: 365.5 } },
    });
    await told.until(() => told.frames.length >= 5);
    await camera.stop();
    await camera.stop();
    const count = told.frames.length;
    for (const [i, frame] of told.frames.entries()) {
      const before = told.frames[i - 1];
      expect(frame.sequence).toBeGreaterThan(before?.sequence ?? -1);
      expect(frame.timeMs).toBeGreaterThan(before?.timeMs ?? -1);
      expect(frame.color).toHaveLength(512 * 424 * 4);
      expect(frame.depth).toHaveLength(512 * 424);
      expect(frame.infrared).toHaveLength(512 * 424);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told.frames).toHaveLength(count);
    expect(told.problems).toEqual([]);
  });

  it('changes the sensor and the person while it runs', async () => {
    const camera = new VirtualCamera({ assets, scene, seed: 1 });
    const told = listener();
    await camera.start(told);
    camera.setScene({ ...scene, person: 'nobody', sensor: 'kinect-v1' });
    await told.until(() => told.frames.some((frame) => frame.width === 640));
    await camera.stop();
    const frame = told.frames.at(-1) ?? expect.fail('no frame');
    expect(frame.camera).toMatchObject({ name: 'Virtual Kinect v1', intrinsics: { fx: 531 } });
    expect(frame.depth.filter((z) => z > 0).every((z) => z > 1900)).toBe(true);
    expect(frame).not.toHaveProperty('infrared');
  });

  it('can be darkened while it runs, which infrared does not see', async () => {
    const camera = new VirtualCamera({ assets, scene, seed: 1 });
    const told = listener();
    await camera.start(told);
    await told.until(() => told.frames.length > 0);
    camera.setScene({ ...scene, light: 'dark' });
    const isDark = ({ color }: RgbdFrame) => color.every((x, i) => i % 4 === 3 || x < 40);
    await told.until(() => told.frames.some(isDark));
    await camera.stop();
    const dark = told.frames.find(isDark) ?? expect.fail('no dark frame');
    const [first] = told.frames;
    const middle = 200 * 512 + 256;
    const infrared = first?.infrared?.[middle] ?? NaN;
    expect(Math.abs((dark.infrared?.[middle] ?? NaN) / infrared - 1)).toBeLessThan(0.3);
    expect(dark.depth.some((z) => z > 0)).toBe(true);
  });

  it('does not start with a person that is not there, and says so', async () => {
    const told = listener();
    const camera = new VirtualCamera({ assets, scene: { ...scene, person: 'ghost' } });
    const started = await camera.start(told);
    expect(started).toMatchObject({ ok: false, problem: { code: 'people-missing' } });
    expect(started.ok ? '' : started.problem.message).toContain('ghost');
    expect(told.problems).toEqual([]);
    await camera.stop();
  });

  it('tells its observer when a new scene cannot be shown', async () => {
    const told = listener();
    const camera = new VirtualCamera({ assets, scene });
    await camera.start(told);
    camera.setScene({ ...scene, person: 'ghost' });
    await told.until(() => told.problems.length > 0);
    expect(told.problems).toMatchObject([{ code: 'people-missing' }]);
    await camera.stop();
  });
});
