import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, SMALLEST_WINDOW } from './place-window.ts';

const LEFT = { x: 0, y: 25, width: 1920, height: 1055 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 1024 };
const PLACE = { x: 2000, y: 100, width: 900, height: 700, maximised: false };

describe('a window', () => {
  it('has its own size at first', () => {
    expect(placeWindow(null, [LEFT])).toEqual({ width: 1180, height: 800 });
  });

  it('is where it was', () => {
    expect(placeWindow(PLACE, [LEFT, RIGHT])).toEqual({ x: 2000, y: 100, width: 900, height: 700 });
  });

  it('keeps its size in the middle of the first screen when its own is gone', () => {
    expect(placeWindow(PLACE, [LEFT])).toEqual({ width: 900, height: 700 });
  });

  it('does not stay above the screen, where its bar cannot be reached', () => {
    expect(placeWindow({ ...PLACE, x: 100, y: 0 }, [LEFT])).not.toHaveProperty('x');
  });

  it('fits the screen it lies on', () => {
    const wide = { ...PLACE, width: 5000, height: 5000 };
    expect(placeWindow(wide, [LEFT, RIGHT])).toMatchObject({ width: 1280, height: 1024 });
  });

  it('can always be reached, and is never too small', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 10_000 });
    const place = fc.record({ x: number, y: number, width: size, height: size });
    fc.assert(
      fc.property(place, (stored) => {
        const placed = placeWindow({ ...stored, maximised: false }, [LEFT, RIGHT]);
        expect(placed.width).toBeGreaterThanOrEqual(SMALLEST_WINDOW.width);
        expect(placed.height).toBeGreaterThanOrEqual(SMALLEST_WINDOW.height);
        const { x, y } = placed;
        if (x === undefined || y === undefined) return;
        const reached = [LEFT, RIGHT].some(
          (screen) =>
            x < screen.x + screen.width &&
            x + placed.width > screen.x &&
            y >= screen.y &&
            y < screen.y + screen.height,
        );
        expect(reached).toBe(true);
      }),
    );
  });
});
