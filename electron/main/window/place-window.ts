/** Puts the window where it was, if that is still on a screen. */
import type { Rectangle, WindowPlace } from '../../contract/window/window-place.ts';

export const SMALLEST_WINDOW = { width: 320, height: 480 } as const;
const FIRST_SIZE = { width: 1180, height: 800 } as const;
/** So much of the window's upper edge has to be on a screen, or nobody could move it: points. */
const LEAST_SHOWN = { width: 120, height: 40 } as const;

export interface PlacedWindow {
  readonly width: number;
  readonly height: number;
  /** Both missing: in the middle of the first screen. */
  readonly x?: number;
  readonly y?: number;
}

/**
 * Bounds of a new window. No larger than the screen it lies on, no smaller than the smallest; without a place where that
 * is on no screen any more.
 * @param screens the parts of the screens that windows may have, without bars and docks
 */
export function placeWindow(
  stored: WindowPlace | null,
  screens: readonly Rectangle[],
): PlacedWindow {
  if (stored === null) return FIRST_SIZE;
  const { x, y } = stored;
  for (const screen of screens) {
    const placed = { x, y, ...sizeOn(stored, screen) };
    if (showsUpperEdge(placed, screen)) return placed;
  }
  return sizeOn(stored, screens[0]);
}

const sizeOn = (stored: WindowPlace, screen: Rectangle | undefined) => ({
  width: sizeIn(stored.width, SMALLEST_WINDOW.width, screen?.width),
  height: sizeIn(stored.height, SMALLEST_WINDOW.height, screen?.height),
});

function sizeIn(wanted: number, smallest: number, room = Infinity): number {
  return Math.max(smallest, Math.min(wanted, room));
}

function showsUpperEdge({ x, y, width }: Rectangle, screen: Rectangle): boolean {
  const shown = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  const below = screen.y + screen.height - y;
  return shown >= LEAST_SHOWN.width && y >= screen.y && below >= LEAST_SHOWN.height;
}
