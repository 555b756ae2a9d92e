import type { CleanFrame } from './clean-frame.ts';

/**
 * From which to which column each row of a frame shows the subject or touches it: outside of that a pixel and its four
 * neighbours show the background.
 */
export class SubjectRows {
  /** First and last column, inclusive and never on the border; right < left where a row has none. */
  left = new Int16Array(0);
  right = new Int16Array(0);

  /** Finds the rows of a frame in one pass over its subject's box. */
  find(frame: CleanFrame): void {
    const { width, height, subject } = frame;
    if (this.left.length !== height) {
      this.left = new Int16Array(height);
      this.right = new Int16Array(height);
    }
    this.left.fill(width);
    this.right.fill(-1);
    const bottom = Math.min(height - 1, subject.bottom);
    for (let y = Math.max(0, subject.top); y <= bottom; y++) {
      this.#findRow(frame, y);
    }
  }

  #findRow({ width, height, surface, subject }: CleanFrame, y: number): void {
    const row = y * width;
    const last = row + Math.min(width - 1, subject.right);
    let from = row + Math.max(0, subject.left);
    while (from <= last && surface[from] === 0) from++;
    if (from > last) {
      return;
    }
    let to = last;
    while (surface[to] === 0) to--;
    const left = Math.max(1, from - row - 1);
    const right = Math.min(width - 2, to - row + 1);
    // A pixel above or below the subject touches it too.
    const bottom = Math.min(height - 2, y + 1);
    for (let r = Math.max(1, y - 1); r <= bottom; r++) {
      if (left < (this.left[r] ?? 0)) this.left[r] = left;
      if (right > (this.right[r] ?? 0)) this.right[r] = right;
    }
  }
}

/** Whether the pixel and its neighbours all show the background, which is smooth. */
export function isSurrounded(surface: Uint8Array, width: number, i: number): boolean {
  const beside = (surface[i - 1] ?? 0) | (surface[i] ?? 0) | (surface[i + 1] ?? 0);
  return (beside | (surface[i - width] ?? 0) | (surface[i + width] ?? 0)) === 0;
}
