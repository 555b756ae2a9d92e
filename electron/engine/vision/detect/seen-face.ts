import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceBox } from '../../../contract/observation.ts';
import { quantile } from '../../../base/quantile.ts';
import { EquationsOfSix } from '../../geometry/least-squares.ts';
import type { Point } from './detector.ts';

/** A face in the picture: a detection, or the landmarks of the face that is followed. */
export interface FaceInPicture {
  /** Pixels. */
  readonly box: FaceBox;
  readonly keypoints: {
    readonly rightEye: Point;
    readonly leftEye: Point;
    readonly noseTip: Point;
  };
}

/** What depth says of a face in the picture. */
export interface SeenFace {
  readonly box: FaceBox;
  /** Null where depth has too few readings. */
  readonly distanceMm: number | null;
  /** The longer side of the box; 0 without a distance. */
  readonly sizeMm: number;
  /** Root mean square distance of its surface from the best bent sheet, mm; null without enough readings. */
  readonly reliefMm: number | null;
  /** Looks roughly towards the camera, by where the nose lies between the eyes. */
  readonly isTowards: boolean;
}

/** The middle of a box, as a share of it: there is the face, beside it the room. */
const MIDDLE = 0.7;
/** Points along a side of the middle at which depth is read. */
const READINGS = 24;
/** With fewer of them depth says nothing. */
const LEAST_SHARE = 0.3;
/** The face is the nearer part of what lies in its middle. */
const NEAR_SHARE = 0.4;
/** Readings farther from that are of something else, mm. */
const DEEP_MM = 120;
/** Limit on a residual: an edge or a flying pixel makes no face of a sheet, mm. */
const LARGEST_ERROR_MM = 20;
const DAMPING = [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6];
/**
 * How far the nose tip may lie from the middle between the eyes, in distances of the eyes along their line: on rendered
 * people 0.84 times the tangent of the yaw, so up to about 38°.
 */
const TOWARDS = 0.65;

/** Measures faces one at a time; cheap, a few hundred readings each. */
export class FaceSurveyor {
  readonly #sheet = new EquationsOfSix();

  survey(frame: RgbdFrame, { box, keypoints }: FaceInPicture): SeenFace {
    const isTowards = noseOffset(keypoints) < TOWARDS;
    const readings = readMiddle(frame, box);
    if (readings.length < LEAST_SHARE * READINGS ** 2) {
      return { box, distanceMm: null, sizeMm: 0, reliefMm: null, isTowards };
    }
    const distanceMm = quantile(
      readings.map(({ z }) => z),
      NEAR_SHARE,
    );
    const sizeMm = (Math.max(box.width, box.height) * distanceMm) / frame.camera.intrinsics.fx;
    const reliefMm = this.#reliefOverSheet(readings, distanceMm);
    return { box, distanceMm, sizeMm, reliefMm, isTowards };
  }

  #reliefOverSheet(readings: readonly Reading[], distanceMm: number): number | null {
    const sheet = this.#sheet;
    sheet.clear();
    for (const { x, y, z } of readings) {
      if (Math.abs(z - distanceMm) < DEEP_MM) sheet.add(1, x, y, x * x, x * y, y * y, z, 1);
    }
    if (sheet.count < LEAST_SHARE * READINGS ** 2) return null;
    const terms = sheet.solve(DAMPING);
    if (terms === null) return null;
    let square = 0;
    for (let i = 0; i < sheet.count; i++) {
      square += Math.min(LARGEST_ERROR_MM, Math.abs(sheet.miss(i, terms))) ** 2;
    }
    return Math.sqrt(square / sheet.count);
  }
}

/** Place in the middle, -1 to 1 either way, and distance, mm. */
interface Reading {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

function readMiddle(frame: RgbdFrame, box: FaceBox): Reading[] {
  const readings: Reading[] = [];
  for (let row = 0; row < READINGS; row++) {
    const y = (2 * (row + 0.5)) / READINGS - 1;
    const v = Math.floor(box.y + (box.height * (1 + MIDDLE * y)) / 2);
    if (v < 0 || v >= frame.height) continue;
    for (let column = 0; column < READINGS; column++) {
      const x = (2 * (column + 0.5)) / READINGS - 1;
      const u = Math.floor(box.x + (box.width * (1 + MIDDLE * x)) / 2);
      if (u < 0 || u >= frame.width) continue;
      const z = frame.depth[v * frame.width + u] ?? 0;
      if (z > 0) readings.push({ x, y, z });
    }
  }
  return readings;
}

/** How far the nose tip lies aside of the middle between the eyes, in distances of the eyes; Infinity from the side. */
function noseOffset({ rightEye, leftEye, noseTip }: FaceInPicture['keypoints']): number {
  const [x, y] = [leftEye.x - rightEye.x, leftEye.y - rightEye.y];
  const square = x * x + y * y;
  const along = (noseTip.x - rightEye.x) * x + (noseTip.y - rightEye.y) * y;
  return square > 0 ? Math.abs(along / square - 0.5) : Infinity;
}
