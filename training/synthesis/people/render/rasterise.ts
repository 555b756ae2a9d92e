import type { Intrinsics } from '../../../../electron/contract/frame.ts';

/**
 * Visibility buffer: which primitive is nearest at each sample, and where in it. Colours are computed later, once a
 * sample. `nearness` is 1/z for perspective views (linear on screen), 0 where nothing is visible.
 */
export interface VisibilityBuffer {
  readonly width: number;
  readonly height: number;
  readonly nearness: Float32Array;
  /** Primitive number, −1 where nothing is visible. */
  readonly primitive: Int32Array;
  /** Weights of the second and third corner (perspective-correct); for strands, place along and across. */
  readonly second: Float32Array;
  readonly third: Float32Array;
}

export function visibilityBuffer(width: number, height: number): VisibilityBuffer {
  return {
    width,
    height,
    nearness: new Float32Array(width * height),
    primitive: new Int32Array(width * height).fill(-1),
    second: new Float32Array(width * height),
    third: new Float32Array(width * height),
  };
}

/** Creates buffers that share the same memory: each is valid until the next is created. */
export function reusedBuffer(): (width: number, height: number) => VisibilityBuffer {
  let memory = visibilityBuffer(0, 0);
  return (width, height) => {
    const samples = width * height;
    if (memory.primitive.length < samples) memory = visibilityBuffer(samples, 1);
    const buffer = {
      width,
      height,
      nearness: memory.nearness.subarray(0, samples),
      primitive: memory.primitive.subarray(0, samples),
      second: memory.second.subarray(0, samples),
      third: memory.third.subarray(0, samples),
    };
    clearBuffer(buffer);
    return buffer;
  };
}

export function clearBuffer(buffer: VisibilityBuffer): void {
  buffer.nearness.fill(0);
  buffer.primitive.fill(-1);
}

/**
 * Projects camera-space points (mm) to (u, v, 1/z). Sample (i, j) of a buffer lies at (i + 0.5, j + 0.5); with the
 * contract's pixel-centre convention pass cx + 0.5 and cy + 0.5, scaled for supersampling.
 */
export function project(
  { fx, fy, cx, cy }: Intrinsics,
  points: Float32Array,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  for (let i = 0; i < points.length; i += 3) {
    const nearness = 1 / (points[i + 2] ?? 0);
    out[i] = fx * (points[i] ?? 0) * nearness + cx;
    out[i + 1] = fy * (points[i + 1] ?? 0) * nearness + cy;
    out[i + 2] = nearness;
  }
  return out;
}

/** Tolerance of the inside test, so that no sample falls between two triangles that share an edge. */
const EDGE_SLACK = 1e-6;

/**
 * Draws triangles of projected points into the buffer, nearest first. 1/z is linear on screen, so its plain
 * barycentric sum is exact; the stored weights are w_i q_i / Σ w q (Heckbert and Moreton, 1991).
 *
 * @param screen (u, v, nearness) of every point; triangles with a point behind the camera are left out
 * @param firstPrimitive number given to the first triangle
 * @param cullBack leave out triangles that face away
 */
export function rasteriseTriangles(
  buffer: VisibilityBuffer,
  screen: Float32Array,
  triangles: Int32Array,
  firstPrimitive: number,
  cullBack: boolean,
): void {
  const { width, height, nearness, primitive } = buffer;
  for (let t = 0; 3 * t < triangles.length; t++) {
    const a = 3 * (triangles[3 * t] ?? 0);
    const b = 3 * (triangles[3 * t + 1] ?? 0);
    const c = 3 * (triangles[3 * t + 2] ?? 0);
    const ax = screen[a] ?? 0;
    const ay = screen[a + 1] ?? 0;
    const bx = screen[b] ?? 0;
    const by = screen[b + 1] ?? 0;
    const cx = screen[c] ?? 0;
    const cy = screen[c + 1] ?? 0;
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (area === 0 || (cullBack && area > 0)) continue;
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    // Most triangles of a small face lie between the samples.
    if (x0 > x1 || y0 > y1) continue;
    const qa = screen[a + 2] ?? 0;
    const qb = screen[b + 2] ?? 0;
    const qc = screen[c + 2] ?? 0;
    if (!(qa > 0 && qb > 0 && qc > 0)) continue;
    const bStepX = (cy - ay) / area;
    const bStepY = -(cx - ax) / area;
    const cStepX = -(by - ay) / area;
    const cStepY = (bx - ax) / area;
    for (let y = y0; y <= y1; y++) {
      const dy = y + 0.5 - ay;
      const dx = x0 + 0.5 - ax;
      let wb = dx * bStepX + dy * bStepY;
      let wc = dx * cStepX + dy * cStepY;
      let sample = y * width + x0;
      for (let x = x0; x <= x1; x++, sample++, wb += bStepX, wc += cStepX) {
        if (wb < -EDGE_SLACK || wc < -EDGE_SLACK || wb + wc > 1 + EDGE_SLACK) continue;
        const q = qa + wb * (qb - qa) + wc * (qc - qa);
        if (q <= (nearness[sample] ?? 0)) continue;
        nearness[sample] = q;
        primitive[sample] = firstPrimitive + t;
        buffer.second[sample] = (wb * qb) / q;
        buffer.third[sample] = (wc * qc) / q;
      }
    }
  }
}

/**
 * Draws one strand segment as a line of the given half width (samples), stepping along its longer axis: a thin line
 * costs its length, not its bounding box. Lines thinner than a sample cover it in proportion.
 * @param from,to indices of the end points in `screen`
 */
export function rasteriseSegment(
  buffer: VisibilityBuffer,
  screen: Float32Array,
  from: number,
  to: number,
  halfWidth: number,
  primitiveNumber: number,
): void {
  const au = screen[3 * from] ?? 0;
  const av = screen[3 * from + 1] ?? 0;
  const qa = screen[3 * from + 2] ?? 0;
  const bu = screen[3 * to] ?? 0;
  const bv = screen[3 * to + 1] ?? 0;
  const qb = screen[3 * to + 2] ?? 0;
  if (!(qa > 0 && qb > 0)) return;
  const steep = Math.abs(bv - av) > Math.abs(bu - au);
  const a = steep ? av : au;
  const b = steep ? bv : bu;
  const crossA = steep ? au : av;
  const crossB = steep ? bu : bv;
  const run = b - a;
  if (Math.abs(run) < 1e-4) return;
  const slope = (crossB - crossA) / run;
  const half = halfWidth * Math.sqrt(1 + slope * slope);
  const alongLimit = steep ? buffer.height : buffer.width;
  const acrossLimit = steep ? buffer.width : buffer.height;
  const first = Math.max(0, Math.ceil(Math.min(a, b) - 0.5));
  const last = Math.min(alongLimit - 1, Math.ceil(Math.max(a, b) - 0.5) - 1);
  for (let along = first; along <= last; along++) {
    const t = (along + 0.5 - a) / run;
    const centre = crossA + slope * (along + 0.5 - a);
    const q = qa + t * (qb - qa);
    const low = Math.max(0, Math.ceil(centre - half - 0.5));
    const high = Math.min(acrossLimit - 1, Math.ceil(centre + half - 0.5) - 1);
    for (let across = low; across <= high; across++) {
      const sample = steep ? along * buffer.width + across : across * buffer.width + along;
      if (q <= (buffer.nearness[sample] ?? 0)) continue;
      buffer.nearness[sample] = q;
      buffer.primitive[sample] = primitiveNumber;
      buffer.second[sample] = t;
      buffer.third[sample] = (across + 0.5 - centre) / half;
    }
  }
}
