/** Writes the frames that the stand-in's camera shows: DEPTHLOCK_USB_SCENE names such a file. */
import { open } from 'node:fs/promises';

const HEADER = 'DEPTHLOCK USB SCENE 1\n';
const PIXELS = 640 * 480;

export interface SceneFrame {
  /** Raw disparity, 640×480, 0 to 2047. */
  readonly depth: Uint16Array;
  /** RGB, 640×480×3. */
  readonly color: Uint8Array;
}

/** Frames are shown in this order, in a loop. Throws if one is not 640×480. */
export async function writeScene(file: string, frames: Iterable<SceneFrame>): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(HEADER);
    for (const { depth, color } of frames) {
      if (depth.length !== PIXELS || color.length !== PIXELS * 3) {
        throw new Error('A scene is made of frames of 640×480.');
      }
      await handle.writeFile(new Uint8Array(depth.buffer, depth.byteOffset, depth.byteLength));
      await handle.writeFile(color);
    }
  } finally {
    await handle.close();
  }
}
