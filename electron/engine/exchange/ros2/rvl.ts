/**
 * RVL, a lossless code for depth (Wilson 2017, "Fast lossless depth image compression"), as ROS's `compressedDepth`
 * writes it: runs of pixels without and with a reading, the latter as differences; numbers in groups of three bits.
 */

/** @returns throws a phrase if the data ends before its pixels do, or holds more than them */
export function decodeRvl(data: Uint8Array, pixels: number): Uint16Array {
  const depth = new Uint16Array(pixels);
  const next = numbersIn(data);
  let at = 0;
  let previous = 0;
  while (at < pixels) {
    at += next();
    const readings = next();
    if (at + readings > pixels) throw new Error('the RVL data holds more pixels than the picture');
    for (const end = at + readings; at < end; at++) {
      const zigzag = next();
      previous += (zigzag >>> 1) ^ -(zigzag & 1);
      depth[at] = previous;
    }
  }
  return depth;
}

/** Numbers of variable length: little-endian words of eight nibbles, the highest nibble first. */
function numbersIn(data: Uint8Array): () => number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let [at, word, left] = [0, 0, 0];
  const nibble = (): number => {
    if (left === 0) {
      if (at + 4 > data.length) throw new Error('the RVL data ends before its pixels do');
      word = view.getUint32(at, true);
      at += 4;
      left = 8;
    }
    left -= 1;
    return (word >>> (4 * left)) & 0xf;
  };
  return () => {
    let value = 0;
    for (let bits = 0; bits < 32; bits += 3) {
      const group = nibble();
      value |= (group & 7) << bits;
      if ((group & 8) === 0) break;
    }
    return value >>> 0;
  };
}
