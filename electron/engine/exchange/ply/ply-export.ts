import { open } from 'node:fs/promises';
import type { RgbdFrame } from '../../../contract/frame.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { createFrameRegistration } from '../registered-frame.ts';
import type { FrameSink } from '../frame-source.ts';
import { beginOutput, unwritable } from '../files/unfinished-output.ts';
import { PRIVATE_FILE } from '../files/private-files.ts';

/** x, y, z as 32-bit floats; red, green, blue as bytes. */
const BYTES_PER_POINT = 3 * 4 + 3;

/**
 * Writes one frame as a PLY point cloud, binary little-endian: one point for each pixel with a reading, x to image
 * right, y down, z away from the camera in metres, with its colour (black where none was mapped). A second frame is a
 * problem: the caller has to choose one.
 */
export async function createPly(file: string, sensor: SensorModel): Promise<Result<FrameSink>> {
  const begun = await beginOutput(file, 'file');
  if (!begun.ok) return begun;
  const { path, output, finish, discard } = begun.value;
  const register = createFrameRegistration(sensor);
  let frames = 0;
  return succeed({
    async write(sensorFrame) {
      if (frames > 0) {
        return fail(
          'files-unwritable',
          `${output} was not written: a PLY file holds one frame. Say which one with --frame.`,
        );
      }
      const frame = register(sensorFrame);
      if (!frame.ok) return frame;
      try {
        const handle = await open(path, 'wx', PRIVATE_FILE.mode);
        try {
          await handle.writeFile(encodePly(frame.value));
        } finally {
          await handle.close();
        }
      } catch (error) {
        return unwritable(output, error);
      }
      frames++;
      return succeed(undefined);
    },
    async finish() {
      const finished = await finish();
      if (finished.ok) return succeed({ output, frames, losses: [] });
      await discard();
      return finished;
    },
    discard,
  });
}

/** The bytes of the file. */
function encodePly({ width, height, depth, color, camera }: RgbdFrame): Uint8Array {
  const { fx, fy, cx, cy } = camera.intrinsics;
  const points = depth.reduce((count, mm) => count + (mm > 0 ? 1 : 0), 0);
  const header = Buffer.from(
    [
      'ply',
      'format binary_little_endian 1.0',
      'comment Depthlock. Metres; x to image right, y down, z away from the camera',
      `element vertex ${points}`,
      ...['x', 'y', 'z'].map((name) => `property float ${name}`),
      ...['red', 'green', 'blue'].map((name) => `property uchar ${name}`),
      'end_header\n',
    ].join('\n'),
  );
  const bytes = Buffer.alloc(header.length + points * BYTES_PER_POINT);
  header.copy(bytes);
  let at = header.length;
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const z = (depth[pixel] ?? 0) / 1000;
      if (z === 0) continue;
      at = bytes.writeFloatLE(((x - cx) / fx) * z, at);
      at = bytes.writeFloatLE(((y - cy) / fy) * z, at);
      at = bytes.writeFloatLE(z, at);
      for (let channel = 0; channel < 3; channel++) {
        at = bytes.writeUInt8(color[pixel * 4 + channel] ?? 0, at);
      }
    }
  }
  return bytes;
}
