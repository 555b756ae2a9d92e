import type { RgbdFrame } from '../../../electron/contract/frame.ts';

/** Width and height of the crop, pixels. */
export const CROP_SIZE = 200;
const PIXELS = CROP_SIZE * CROP_SIZE;
/** Red, green and blue of every pixel as bytes, then depth in mm as little-endian u16. */
export const CROP_BYTES = 5 * PIXELS;

/**
 * What the article's program sees of a frame: the pixels in the middle (of 640 × 480 its columns 220 to 420 and rows
 * 140 to 340), wherever the face is. Throws when the frame is smaller than that.
 */
export function cropFrame({ width, height, color, depth }: RgbdFrame): Uint8Array {
  if (width < CROP_SIZE || height < CROP_SIZE) {
    throw new RangeError(`A frame of ${width} × ${height} has no ${CROP_SIZE} × ${CROP_SIZE}.`);
  }
  const [left, top] = [(width - CROP_SIZE) >> 1, (height - CROP_SIZE) >> 1];
  const record = new Uint8Array(CROP_BYTES);
  const view = new DataView(record.buffer);
  for (let y = 0, i = 0; y < CROP_SIZE; y++) {
    for (let x = 0; x < CROP_SIZE; x++, i++) {
      const from = (top + y) * width + left + x;
      for (let c = 0; c < 3; c++) record[3 * i + c] = color[4 * from + c] ?? 0;
      view.setUint16(3 * PIXELS + 2 * i, depth[from] ?? 0, true);
    }
  }
  return record;
}

/**
 * The article's tensor of a crop, 4 × 200 × 200: colour from 0 to 255, and beside it depth less its mean, divided by
 * its largest value (missing depth is 0 mm, as there). A crop without any depth is 0.
 */
export function cropTensor(record: Uint8Array, out: Float32Array): void {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  let [sum, largest] = [0, 0];
  for (let i = 0; i < PIXELS; i++) {
    for (let c = 0; c < 3; c++) out[c * PIXELS + i] = record[3 * i + c] ?? 0;
    const mm = view.getUint16(3 * PIXELS + 2 * i, true);
    out[3 * PIXELS + i] = mm;
    sum += mm;
    largest = Math.max(largest, mm);
  }
  if (largest === 0) return;
  for (let i = 3 * PIXELS; i < 4 * PIXELS; i++) {
    out[i] = ((out[i] ?? 0) - sum / PIXELS) / largest;
  }
}
