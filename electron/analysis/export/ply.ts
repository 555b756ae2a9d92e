/** A frame as a point cloud, for other programs. */
import type { RgbdFrame } from '../../contract/frame.ts';
import type { RegisteredImages } from '../../contract/window/bridge.ts';

/** x, y, z as 32-bit floats; red, green, blue as bytes. */
const BYTES_PER_POINT = 3 * 4 + 3;

/** What a cloud is made of; `color` is RGBA, `depth` in millimetres with 0 where nothing was read. */
export type CloudImages = Pick<RgbdFrame, 'width' | 'height' | 'color' | 'depth'> &
  Pick<RegisteredImages, 'intrinsics'>;

/**
 * The bytes of a PLY file, binary little-endian: one point for each pixel with a reading, x to image right, y down, z
 * away from the camera in metres, with its colour (black where none was mapped).
 */
export function encodePly({ width, height, depth, color, intrinsics }: CloudImages): Uint8Array {
  const { fx, fy, cx, cy } = intrinsics;
  const points = depth.reduce((count, mm) => count + (mm > 0 ? 1 : 0), 0);
  const header = asciiBytes(
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
  const bytes = new Uint8Array(header.length + points * BYTES_PER_POINT);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  let at = header.length;
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const z = (depth[pixel] ?? 0) / 1000;
      if (z === 0) continue;
      view.setFloat32(at, ((x - cx) / fx) * z, true);
      view.setFloat32(at + 4, ((y - cy) / fy) * z, true);
      view.setFloat32(at + 8, z, true);
      for (let channel = 0; channel < 3; channel++) {
        bytes[at + 12 + channel] = color[pixel * 4 + channel] ?? 0;
      }
      at += BYTES_PER_POINT;
    }
  }
  return bytes;
}

const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));
