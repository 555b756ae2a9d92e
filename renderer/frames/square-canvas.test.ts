import { expect, it } from 'vitest';
import { makeSquare } from './square-canvas.ts';

it('makes a canvas square that has the width already, as a new one of 300 pixels has', () => {
  const canvas = { width: 300, height: 150 };
  makeSquare(canvas, 300);
  expect(canvas).toEqual({ width: 300, height: 300 });
});

it('does not set a size that is there: that would clear the picture', () => {
  let cleared = 0;
  const canvas = {
    get width() {
      return 420;
    },
    set width(_) {
      cleared++;
    },
    get height() {
      return 420;
    },
    set height(_) {
      cleared++;
    },
  };
  makeSquare(canvas, 420);
  expect(cleared).toBe(0);
});
