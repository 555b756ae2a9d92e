/**
 * Which of the faces in a picture wants in: the nearest living-sized one within reach that looks towards the camera.
 * Pictures on the wall, screens and people farther behind are no reason to keep it out; somebody at its side is.
 *
 * A flat picture beside a face is none: its surface is a sheet's (`SeenFace.reliefMm`). What is bent too much for that
 * counts as a face, and keeps the lock closed. A picture is followed only where nobody else is there; liveness refuses it.
 */
import { REACH } from '../reach.ts';
import type { SeenFace } from './seen-face.ts';

/** Longer side of the box of a face, mm: those of rendered adults have 114 to 171. A face on a telephone has 70. */
const FACE_MM = { least: 85, most: 230 };
/**
 * With less relief than this over the best sheet a face is flat, mm. Sheets show the noise of depth, which grows with the
 * square of the distance: rendered prints have 1.7 at 0.65 m, 3.5 at 1.3 m; people more than 2.5 and 2.9.
 */
const flatBelow = (distanceMm: number): number => 1.3 + 1.25e-6 * distanceMm * distanceMm;
/** Faces no farther apart than this in distance stand side by side, mm. */
export const SIDE_BY_SIDE_MM = 200;

/** From the one who wants in to what cannot be told. */
const RANKS = ['wants-in', 'in-reach', 'out-of-reach', 'unmeasured', 'no-person'] as const;
export type Standing = (typeof RANKS)[number];

/** How a face stands before the camera. */
export function standingOf({ distanceMm, sizeMm, reliefMm, isTowards }: SeenFace): Standing {
  if (distanceMm === null || reliefMm === null) return 'unmeasured';
  if (sizeMm < FACE_MM.least || sizeMm > FACE_MM.most) return 'no-person';
  if (distanceMm < REACH.from || distanceMm > REACH.to) return 'out-of-reach';
  if (reliefMm < flatBelow(distanceMm)) return 'no-person';
  return isTowards ? 'wants-in' : 'in-reach';
}

/** A person within reach, whether looking at the camera or not. */
export function isNear(face: SeenFace): boolean {
  const standing = standingOf(face);
  return standing === 'wants-in' || standing === 'in-reach';
}

/** The faces from the one to be judged on, whatever order they come in. */
export function inOrder<T extends SeenFace>(faces: readonly T[]): readonly T[] {
  return [...faces].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.distanceMm ?? Infinity) - (b.distanceMm ?? Infinity) ||
      area(b) - area(a) ||
      a.box.x - b.box.x ||
      a.box.y - b.box.y,
  );
}

/**
 * The face to be followed in place of the one that is; null where it stays. Of two side by side the followed one stays:
 * neither is judged.
 */
export function instead<T extends SeenFace>(followed: SeenFace, others: readonly T[]): T | null {
  const [best] = inOrder(others);
  if (best === undefined) return null;
  if (rank(best) !== rank(followed)) return rank(best) < rank(followed) ? best : null;
  const nearer = (followed.distanceMm ?? 0) - (best.distanceMm ?? 0);
  return isNear(best) && nearer > SIDE_BY_SIDE_MM ? best : null;
}

/** Who is there besides the face that is judged. */
export interface Company {
  /** People at its side who look towards the camera as well: who of them wants in cannot be told. */
  readonly beside: number;
  /** People within reach, those at its side and those behind. */
  readonly near: number;
}

export const NO_COMPANY: Company = { beside: 0, near: 0 };

/** @param others all faces but the one that is judged */
export function companyOf(judged: SeenFace, others: readonly SeenFace[]): Company {
  const near = others.filter(isNear);
  const beside = near.filter(
    (other) => other.isTowards && isNear(judged) && apartMm(judged, other) <= SIDE_BY_SIDE_MM,
  );
  return { beside: beside.length, near: near.length };
}

const rank = (face: SeenFace): number => RANKS.indexOf(standingOf(face));
const area = ({ box }: SeenFace): number => box.width * box.height;
const apartMm = (a: SeenFace, b: SeenFace): number =>
  a.distanceMm === null || b.distanceMm === null ? Infinity : Math.abs(a.distanceMm - b.distanceMm);
