import { z } from 'zod';
import type { ShapeStatistics } from '../../../contract/head-shape.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { HEAD_GRID } from '../head/mean-head.ts';
import { readModelFile } from '../models.ts';
import type { ShapeModes } from './robust-fit.ts';

/** Cells of HEAD_GRID along the side of a cell of the relief that shape is measured on: 8 mm. */
export const SHAPE_POOL = 4;
const PLACES = (HEAD_GRID.size / SHAPE_POOL) ** 2;

/** Measures the shape of heads in numbers by which people differ most; made by `training/shape`. */
export interface HeadShapeModel {
  readonly modes: ShapeModes;
  /** modes × numbers: a look's numbers are coefficients · projection − offset. */
  readonly projection: Float32Array;
  readonly offset: Float32Array;
  /** With less of the head measured and fitting than this mean weight, shape says nothing. */
  readonly leastWeight: number;
  /** Variance of a look's noise is (distance / usualMm) ^ exponent. */
  readonly noise: { readonly usualMm: number; readonly exponent: number };
  readonly statistics: ShapeStatistics;
}

const variances = z.array(z.number().gt(0)).min(1).max(64);
const fileSchema = z.object({
  places: z.literal(PLACES),
  cells: z.array(z.int().min(0).lt(PLACES)).min(1),
  modes: z.int().min(1).max(128),
  leastWeight: z.number().min(0).max(1),
  noise: z.object({ usualMm: z.number().gt(0), exponent: z.number().min(0).max(8) }),
  statistics: z.object({
    version: z.string().min(1).max(100),
    between: variances,
    sitting: variances,
    pose: variances,
    frame: variances,
    outliers: z.object({ share: z.number().gt(0).lt(0.5), widening: z.number().gt(1) }),
    least: z.number().lt(0),
    most: z.number().gt(0),
    refuseBelow: z.number(),
    fewestLooks: z.int().min(1),
    fewestOwnerLooks: z.int().min(1),
  }),
  /** Little-endian float32, base64: usual, basis, ridge, preconditioner, projection, offset, one after the other. */
  weights: z.base64(),
});

/** Writes what `loadHeadShape` reads. */
export function encodeHeadShape(model: HeadShapeModel): string {
  const { modes, projection, offset, leastWeight, noise, statistics } = model;
  const parts = [modes.usual, modes.basis, modes.ridge, modes.preconditioner, projection, offset];
  const packed = Buffer.alloc(4 * parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) for (const value of part) at = packed.writeFloatLE(value, at);
  return `${JSON.stringify({
    ...{ places: PLACES, cells: [...modes.cells], modes: modes.modes },
    ...{ leastWeight, noise, statistics },
    weights: packed.toString('base64'),
  })}\n`;
}

/** Reads what `encodeHeadShape` wrote; throws where it is not that. */
export function decodeHeadShape(text: string): HeadShapeModel {
  const { cells, modes, leastWeight, noise, statistics, weights } = fileSchema.parse(
    JSON.parse(text),
  );
  const length = statistics.between.length;
  const { sitting, pose, frame } = statistics;
  if ([sitting, pose, frame].some((own) => own.length !== length)) {
    throw new RangeError('Variances are missing.');
  }
  const packed = Buffer.from(weights, 'base64');
  let at = 0;
  const take = (count: number) =>
    Float32Array.from({ length: count }, () => {
      const value = packed.readFloatLE(at);
      if (!Number.isFinite(value)) throw new RangeError('A weight is no number.');
      at += 4;
      return value;
    });
  const model: HeadShapeModel = {
    modes: {
      cells: Int32Array.from(cells),
      modes,
      usual: take(cells.length),
      basis: take(cells.length * modes),
      ridge: take(modes),
      preconditioner: take(modes * modes),
    },
    projection: take(modes * length),
    offset: take(length),
    ...{ leastWeight, noise, statistics },
  };
  if (at !== packed.length) throw new RangeError('There are too many weights.');
  return model;
}

/** Reads the model `head-shape` of the assets folder; problems as of `readModelFile`. */
export async function loadHeadShape(assets: string): Promise<Result<HeadShapeModel>> {
  const bytes = await readModelFile(assets, 'head-shape');
  if (!bytes.ok) return bytes;
  try {
    return succeed(decodeHeadShape(new TextDecoder().decode(bytes.value)));
  } catch {
    return fail(
      'model-corrupt',
      'The model "head-shape" holds no weights that this version of Depthlock understands, so the shape of heads cannot be told apart. Reinstall Depthlock, or run `git checkout assets/models`.',
    );
  }
}
