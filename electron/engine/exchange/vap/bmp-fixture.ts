/** A 24-bit Windows bitmap; bottom-up as usual, top-down on request. */
export function encodeBmp(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => readonly [number, number, number],
  order: 'bottom-up' | 'top-down' = 'bottom-up',
): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + stride * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(order === 'bottom-up' ? height : -height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    const row = order === 'bottom-up' ? height - 1 - y : y;
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colorAt(x, y);
      bytes.set([blue, green, red], 54 + stride * row + 3 * x);
    }
  }
  return bytes;
}
