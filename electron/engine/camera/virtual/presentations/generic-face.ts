import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type { FaceMarks } from './head-map.ts';

/** Nobody's face: the mean of many heads. */
export interface GenericFace {
  readonly marks: FaceMarks;
  /** mm away from the camera at a place in mm; NaN where there is nothing. */
  depthAt(x: number, y: number): number;
}

const HOLE = -32768;
/** Places of the eyes, the tip of the nose and the chin among 68 landmarks (Multi-PIE). */
const EYES = [36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47];
const [NOSE_TIP, CHIN] = [30, 8];

/** What vision aligns heads to (`vision/head/mean-head.ts`), of which a mask needs less. */
const meanHead = z.object({
  size: z.int().min(2).max(1024),
  millimetresPerPixel: z.number().positive(),
  /** Little-endian int16, hundredths of a millimetre, base64. */
  relief: z.string(),
  landmarks: z.array(z.number()).length(68 * 3),
});

/** Reads `models/mean-head.json` in the assets folder. */
export async function loadGenericFace(assets: string): Promise<Result<GenericFace>> {
  const file = join(assets, 'models', 'mean-head.json');
  try {
    const { size, millimetresPerPixel, ...parsed } = meanHead.parse(
      JSON.parse(await readFile(file, 'utf8')),
    );
    const packed = Buffer.from(parsed.relief, 'base64');
    const at = (row: number, column: number): number => {
      if (row < 0 || column < 0 || row >= size || column >= size) return NaN;
      const value = packed.readInt16LE(2 * (row * size + column));
      return value === HOLE ? NaN : value / 100;
    };
    return succeed({
      marks: marksOf(parsed.landmarks),
      depthAt: (x, y) => {
        const [u, v] = [x / millimetresPerPixel + size / 2, y / millimetresPerPixel + size / 2];
        const [column, row] = [Math.floor(u), Math.floor(v)];
        const upper = mix(at(row, column), at(row, column + 1), u - column);
        const lower = mix(at(row + 1, column), at(row + 1, column + 1), u - column);
        return mix(upper, lower, v - row);
      },
    });
  } catch {
    return fail(
      'people-missing',
      `The mask cannot be shown: ${file} is missing or damaged. Reinstall Depthlock to restore it.`,
    );
  }
}

function marksOf(landmarks: readonly number[]): FaceMarks {
  const mean = (points: readonly number[], axis: number): number =>
    points.reduce((sum, point) => sum + (landmarks[3 * point + axis] ?? 0), 0) / points.length;
  const halves = [EYES.slice(0, 6), EYES.slice(6)].map((points) => mean(points, 0));
  return {
    eyes: [mean(EYES, 0), mean(EYES, 1), mean(EYES, 2)],
    halfEyes: ((halves[1] ?? 0) - (halves[0] ?? 0)) / 2,
    nose: [mean([NOSE_TIP], 0), mean([NOSE_TIP], 1), mean([NOSE_TIP], 2)],
    chin: mean([CHIN], 1),
  };
}

const mix = (a: number, b: number, share: number): number =>
  share === 0 ? a : a + (b - a) * share;
