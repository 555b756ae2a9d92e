import { describe, expect, it } from 'vitest';
import { SOURCE_NAMES } from '../../contract/camera.ts';
import { createCameraRegistry } from './camera-registry.ts';

describe('the camera registry', () => {
  it('waits longer for the virtual Kinect, which a busy computer slows down, than for a device', () => {
    const registry = createCameraRegistry({ assets: '', virtualProblem: null });
    const devices = SOURCE_NAMES.filter((source) => source !== 'virtual');
    expect(registry.virtual.silenceLimitMs).toBe(10_000);
    for (const device of devices) expect(registry[device].silenceLimitMs).toBeUndefined();
  });
});
