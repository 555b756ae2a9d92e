/**
 * Fills the empty pixels of a picture with the colours around them, so that lossy compression and
 * interpolation find nothing foreign at the silhouette ("push-pull": Gortler et al., The Lumigraph, 1996, §3.4).
 */

interface Level {
  readonly width: number;
  readonly height: number;
  /** Colour sums of the covered pixels below, width * height * 3. */
  readonly color: Float32Array;
  /** 0 where nothing below is covered, else 1. */
  readonly covered: Uint8Array;
}

/**
 * @param color sRGB, width * height * 3
 * @param depth width * height; 0 marks the pixels to fill
 * @returns a copy in which covered pixels are untouched
 */
export function fillBackground(
  color: Uint8Array,
  depth: Uint16Array,
  width: number,
  height: number,
): Uint8Array {
  const pyramid = [baseLevel(color, depth, width, height)];
  for (let top = pyramid[0]; top !== undefined && top.width * top.height > 1;) {
    top = halve(top);
    pyramid.push(top);
  }
  for (let i = pyramid.length - 2; i >= 0; i--) {
    const fine = pyramid[i];
    const coarse = pyramid[i + 1];
    if (fine !== undefined && coarse !== undefined) {
      fillFrom(fine, coarse);
    }
  }
  return Uint8Array.from(pyramid[0]?.color ?? [], Math.round);
}

function baseLevel(color: Uint8Array, depth: Uint16Array, width: number, height: number): Level {
  const covered = Uint8Array.from(depth, (value) => (value > 0 ? 1 : 0));
  return { width, height, color: Float32Array.from(color), covered };
}

/** Averages the covered pixels of every 2 x 2 block. */
function halve(fine: Level): Level {
  const width = (fine.width + 1) >> 1;
  const height = (fine.height + 1) >> 1;
  const color = new Float32Array(width * height * 3);
  const weight = new Uint8Array(width * height);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const from = y * fine.width + x;
      if (fine.covered[from] !== 1) {
        continue;
      }
      const to = (y >> 1) * width + (x >> 1);
      weight[to] = (weight[to] ?? 0) + 1;
      for (let c = 0; c < 3; c++) {
        color[3 * to + c] = (color[3 * to + c] ?? 0) + (fine.color[3 * from + c] ?? 0);
      }
    }
  }
  for (let i = 0; i < weight.length; i++) {
    const sum = weight[i] ?? 0;
    for (let c = 0; sum > 1 && c < 3; c++) {
      color[3 * i + c] = (color[3 * i + c] ?? 0) / sum;
    }
  }
  return { width, height, color, covered: weight.map((sum) => (sum > 0 ? 1 : 0)) };
}

/** Gives the empty pixels of `fine` the bilinear colour of the level above, which has none left empty. */
function fillFrom(fine: Level, coarse: Level): void {
  for (let y = 0; y < fine.height; y++) {
    const sourceY = clamp((y - 0.5) / 2, coarse.height - 1);
    const top = Math.floor(sourceY);
    const bottom = Math.min(top + 1, coarse.height - 1);
    for (let x = 0; x < fine.width; x++) {
      const to = y * fine.width + x;
      if (fine.covered[to] === 1) {
        continue;
      }
      const sourceX = clamp((x - 0.5) / 2, coarse.width - 1);
      const left = Math.floor(sourceX);
      const right = Math.min(left + 1, coarse.width - 1);
      for (let c = 0; c < 3; c++) {
        const at = (row: number, column: number): number =>
          coarse.color[3 * (row * coarse.width + column) + c] ?? 0;
        const upper = mix(at(top, left), at(top, right), sourceX - left);
        const lower = mix(at(bottom, left), at(bottom, right), sourceX - left);
        fine.color[3 * to + c] = mix(upper, lower, sourceY - top);
      }
    }
  }
}

const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));
const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
