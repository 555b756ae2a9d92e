import { RING_TICKS } from '../../../electron/contract/identity.ts';

/** A point on the ring's drawing, which is a square around (0, 0): x right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface TickLine {
  readonly from: Point;
  readonly to: Point;
}

/**
 * Position of a tick. The ring surrounds a mirrored preview, so the camera's clockwise is counter-clockwise on the
 * screen: when a person turns to their own right, their face and the ticks move right.
 * @param index 0 to RING_TICKS − 1, clockwise from the top as the camera sees it
 */
export function tickLine(index: number, innerRadius: number, outerRadius: number): TickLine {
  const angle = (-2 * Math.PI * index) / RING_TICKS;
  const x = Math.sin(angle);
  const y = -Math.cos(angle);
  return {
    from: { x: x * innerRadius, y: y * innerRadius },
    to: { x: x * outerRadius, y: y * outerRadius },
  };
}

/** Direction of the head, as a place inside the mirrored ring, and the visibility of its marker. */
export interface Marker extends Point {
  /** 0 while the head looks straight ahead, where the marker is useless, to 1. */
  readonly opacity: number;
}

/**
 * @param direction unit disc as the camera sees it: x image right, y down; longer vectors are shortened
 * @param radius of the ring that the marker may reach
 */
export function directionMarker(direction: Point, radius: number): Marker {
  const length = Math.hypot(direction.x, direction.y);
  const reach = radius / Math.max(1, length);
  return {
    x: -direction.x * reach,
    y: direction.y * reach,
    opacity: Math.min(1, Math.max(0, (length - 0.2) / 0.4)),
  };
}

/** Ticks reached so far. */
export function countFilled(ticks: readonly boolean[]): number {
  return ticks.filter(Boolean).length;
}
