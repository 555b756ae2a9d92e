/** The square of a picture that shows the head: follows it as a camera operator would, without jumps. */
import type { PictureSquare } from '../../contract/window/bridge.ts';

/** Place and size of the face in a picture, pixels. */
export interface FaceInPicture {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Centre and size of the square, pixels, and how fast each changes, pixels a second. */
export interface Followed {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly speed: { readonly x: number; readonly y: number; readonly size: number };
}

/** Size of the square relative to the face. */
const AIR = 2;
/** The square's centre lies above the face's by this share of its height: hair is part of a head. */
const HEAD_ROOM = 0.08;
/** The square never gets smaller than this share of the picture, so that coming closer remains visible. */
const SMALLEST_SHARE = 0.36;
/** Stiffness, 1/s: 90 % of a step are done after 3.9 divided by it. Size is slower, as a box breathes with the head. */
const PLACE_STIFFNESS = 8;
const SIZE_STIFFNESS = 5;

/** The largest square in the middle: all that a square can show of a picture in which nobody is. */
export function wholeSquare(width: number, height: number): PictureSquare {
  const size = Math.min(width, height);
  return { x: (width - size) / 2, y: (height - size) / 2, size };
}

/** The square around a head, inside the picture. */
export function headSquare(face: FaceInPicture, width: number, height: number): PictureSquare {
  const largest = Math.min(width, height);
  const wanted = AIR * Math.max(face.width, face.height);
  const size = Math.min(largest, Math.max(SMALLEST_SHARE * largest, wanted));
  const x = face.x + face.width / 2;
  const y = face.y + face.height * (0.5 - HEAD_ROOM);
  return inside({ x: x - size / 2, y: y - size / 2, size }, width, height);
}

/**
 * One step of a critically damped spring from where the square is towards `target`; exact for every step, so that it
 * neither overshoots at a low rate of frames nor depends on it.
 * @param followed null: starts at the target
 * @param elapsedS seconds since the last step, at least 0
 */
export function followHead(
  followed: Followed | null,
  target: PictureSquare,
  elapsedS: number,
): Followed {
  const x = target.x + target.size / 2;
  const y = target.y + target.size / 2;
  const { size } = target;
  if (followed === null) return { x, y, size, speed: { x: 0, y: 0, size: 0 } };
  const { speed } = followed;
  const acrossTo = spring(followed.x, speed.x, x, PLACE_STIFFNESS, elapsedS);
  const downTo = spring(followed.y, speed.y, y, PLACE_STIFFNESS, elapsedS);
  const sizeTo = spring(followed.size, speed.size, size, SIZE_STIFFNESS, elapsedS);
  return {
    x: acrossTo.place,
    y: downTo.place,
    size: sizeTo.place,
    speed: { x: acrossTo.speed, y: downTo.speed, size: sizeTo.speed },
  };
}

/** The square that is followed, moved and if need be shrunk into the picture. */
export function squareOf({ x, y, size }: Followed, width: number, height: number): PictureSquare {
  const fitting = Math.min(Math.max(1, size), width, height);
  return inside({ x: x - fitting / 2, y: y - fitting / 2, size: fitting }, width, height);
}

function inside({ x, y, size }: PictureSquare, width: number, height: number): PictureSquare {
  return {
    x: Math.min(width - size, Math.max(0, x)),
    y: Math.min(height - size, Math.max(0, y)),
    size,
  };
}

function spring(from: number, speed: number, to: number, stiffness: number, elapsedS: number) {
  const away = from - to;
  const push = (speed + stiffness * away) * elapsedS;
  const decay = Math.exp(-stiffness * elapsedS);
  return { place: to + (away + push) * decay, speed: (speed - stiffness * push) * decay };
}
