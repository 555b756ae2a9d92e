/** What was measured of a head, made small enough for a window. */
import {
  LOOK_PLANES,
  LOOK_SIDE,
  RELIEF_HOLE,
  RELIEF_LIMIT_MM,
  type ShownHead,
} from '../../contract/shown-head.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { invert } from '../geometry/rigid.ts';
import { HOLE } from './fusion/fusion.ts';
import type { MeasuredHead } from './head/head-pose.ts';

const PLANE = LOOK_SIDE * LOOK_SIDE;
/** Of the planes of a fused head, the one that holds the relief. */
const RELIEF = 3;
/** A unit of the fused relief. */
const MILLIMETRES_PER_UNIT = 100;

/**
 * @param landmarks 468 × (x, y, z), pixels of the frame
 * @param fused what encoders see (`Fusion`); null: no planes
 */
export function shownHead(
  { sequence, camera }: Pick<RgbdFrame, 'sequence' | 'camera'>,
  landmarks: Float32Array,
  { alignment }: MeasuredHead,
  fused: Float32Array | null,
): ShownHead {
  const { rotation, translation } = invert(alignment.transform);
  return {
    sequence,
    landmarks: landmarks.filter((_, i) => i % 3 !== 2),
    place: { rotation: [...rotation], translation: [...translation] },
    intrinsics: camera.intrinsics,
    looks: fused === null ? null : asBytes(fused),
  };
}

/** What encoders see as bytes: colour as it came from the camera, relief from nearest to farthest. */
export function asBytes(fused: Float32Array): Uint8Array {
  const bytes = new Uint8Array(LOOK_PLANES * PLANE);
  for (let plane = 0; plane < LOOK_PLANES; plane++) {
    const toByte = plane === RELIEF ? reliefByte : colourByte;
    for (let i = plane * PLANE, end = i + PLANE; i < end; i++) bytes[i] = toByte(fused[i] ?? 0);
  }
  return bytes;
}

const colourByte = (value: number): number => within(0, Math.round(128 * value + 127));

function reliefByte(value: number): number {
  if (value === HOLE) return RELIEF_HOLE;
  return within(1, Math.round(128 + (127 * value * MILLIMETRES_PER_UNIT) / RELIEF_LIMIT_MM));
}

const within = (least: number, value: number): number => Math.min(255, Math.max(least, value));
