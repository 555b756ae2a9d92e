import type { RgbdFrame } from '../../../contract/frame.ts';
import type { SquareRegion } from '../image/image.ts';

/** A head with some room around it, mm. */
const REGION_MM = 340;
/** From the crown to the middle of the face, mm. */
const CROWN_TO_FACE_MM = 130;
/** Anything wider than a head with hair, or shoulders seen too high, is a wall or furniture, mm. */
const WIDEST_MM = 600;
/** How far a person extends behind their nearest point, mm. */
const PERSON_DEPTH_MM = 300;
/** Step between rows and columns; a head is far larger. */
const STEP = 2;

/**
 * Where a head should be, from depth alone: the top of the nearest person-sized thing.
 * @returns a square in pixels, or null if nothing stands out
 */
export function headRegionFromDepth(frame: RgbdFrame): SquareRegion | null {
  const nearest = nearestSurface(frame);
  if (nearest === null) return null;
  const far = nearest + PERSON_DEPTH_MM;
  const pixelsPerMm = frame.camera.intrinsics.fx / (nearest + PERSON_DEPTH_MM / 3);
  // A row belongs to the head when a good part of a head's width is in front.
  const wanted = (60 * pixelsPerMm) / STEP;
  for (let y = 0; y < frame.height; y += STEP) {
    const row = personInRow(frame, y, far);
    if (row.count < wanted) continue;
    const crown = y;
    const centerY = crown + CROWN_TO_FACE_MM * pixelsPerMm;
    const below = personInRow(frame, Math.min(frame.height - 1, Math.round(centerY)), far);
    if ((STEP * Math.max(row.count, below.count)) / pixelsPerMm > WIDEST_MM) return null;
    const centerX = below.count > 0 ? below.sum / below.count : row.sum / row.count;
    return { centerX, centerY, side: REGION_MM * pixelsPerMm, angle: 0 };
  }
  return null;
}

/** Distance below which two per cent of all readings lie, so that flying pixels do not count. */
function nearestSurface({ depth }: RgbdFrame): number | null {
  const histogram = new Uint32Array(1024);
  let readings = 0;
  for (let i = 0; i < depth.length; i += STEP) {
    const z = depth[i] ?? 0;
    if (z === 0) continue;
    histogram[Math.min(1023, z >> 3)] = (histogram[Math.min(1023, z >> 3)] ?? 0) + 1;
    readings++;
  }
  if (readings < 200) return null;
  let seen = 0;
  for (let bin = 0; bin < histogram.length; bin++) {
    seen += histogram[bin] ?? 0;
    if (seen > 0.02 * readings) return bin << 3;
  }
  return null;
}

function personInRow(frame: RgbdFrame, y: number, far: number) {
  let count = 0;
  let sum = 0;
  for (let x = 0; x < frame.width; x += STEP) {
    const z = frame.depth[y * frame.width + x] ?? 0;
    if (z === 0 || z > far) continue;
    count++;
    sum += x;
  }
  return { count, sum };
}
