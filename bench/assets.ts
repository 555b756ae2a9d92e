import { join } from 'node:path';
import type { RgbdFrame } from '../electron/contract/frame.ts';
import { orThrow } from '../electron/contract/result-fixture.ts';
import type { VirtualScene } from '../electron/contract/camera.ts';
import { VirtualCamera } from '../electron/engine/camera/virtual/virtual-camera.ts';
import { quantile } from '../electron/base/quantile.ts';

export const ASSETS = join(import.meta.dirname, '../assets');

export const SCENE: VirtualScene = {
  person: 'ada',
  presentation: 'person',
  sensor: 'kinect-v2',
  motion: { kind: 'script', script: 'look-around' },
  light: 'bright',
  distanceMm: 650,
};

/** The first frames of a virtual person, kept in memory so that rendering does not disturb the clock. */
export async function recordFrames(count: number, scene = SCENE): Promise<readonly RgbdFrame[]> {
  const camera = new VirtualCamera({ assets: ASSETS, scene });
  const frames: RgbdFrame[] = [];
  await new Promise<void>((resolve, reject) => {
    const observer = {
      onFrame(frame: RgbdFrame) {
        if (frames.length < count) frames.push(frame);
        else resolve();
      },
      onStopped: (problem: { readonly message: string }) => {
        reject(new Error(problem.message));
      },
    };
    camera.start(observer).then(orThrow).catch(reject);
  });
  await camera.stop();
  return frames;
}

export const spread = (values: readonly number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(2)} ms, p95 ${quantile(values, 0.95).toFixed(2)} ms`;
