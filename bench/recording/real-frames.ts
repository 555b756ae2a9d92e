import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  unpackKinectFrames,
  whyNoKinectFrames,
} from '../../electron/engine/exchange/pictures/kinect-frames-fixture.ts';
import { openFrameSource } from '../../electron/engine/exchange/open-frame-source.ts';
import { readAll } from '../../electron/engine/exchange/frame-source-fixture.ts';
import type { Pictures } from './recording-pictures.ts';

/** The frames of a real Kinect v1 in `DEPTHLOCK_DATA`, or the reason why there are none. */
export async function realFrames(): Promise<readonly Pictures[] | string> {
  const missing = whyNoKinectFrames();
  if (missing !== null) return missing;
  const folder = await unpackKinectFrames();
  try {
    const frames = await readAll(await openFrameSource(join(folder, 'pcl/grabber_sequences/tiff')));
    return frames.map(({ depth, color }) => ({
      depth: { ...depth, data: new Uint16Array(depth.data) },
      color,
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
