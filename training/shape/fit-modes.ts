import { EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { quantile } from '../../electron/base/quantile.ts';
import { HEAD_GRID } from '../../electron/engine/vision/head/mean-head.ts';
import { SHAPE_POOL } from '../../electron/engine/vision/shape/head-shape.ts';
import type { ShapeModes } from '../../electron/engine/vision/shape/robust-fit.ts';
import { groupBy } from './group-by.ts';
import { POOLED, type PooledSample } from './pool-samples.ts';

/** The front of the head: half axes and middle of an ellipse, mm, as the mean head's stable part. */
const FRONT = { across: 75, down: 105, middle: 6 } as const;
/** Cells measured in a smaller share of looks are left out. */
const LEAST_KNOWN = 0.5;
/** Differences beyond it are no head, mm; differences between people beyond the second are hair. */
const LIMITS_MM = { cell: 24, person: 12 } as const;
/** Expected variance of a cell about the modes, mm²: neighbouring cells err together. */
const NOISE_MM2 = 30;
/** Mean weight of a usual fit, for which the preconditioner is exact: from a half on steps converge for any weights. */
const USUAL_WEIGHT = 0.5;

/** Principal components of people's reliefs, each of them the median over sittings, so that no hat makes a mode. */
export function fitModes(samples: readonly PooledSample[], count: number): ShapeModes {
  const cells = cellsInUse(samples);
  const reliefs = reliefsOfPeople(samples, cells);
  const usual = Float32Array.from(cells, (_, i) =>
    medianOf(reliefs.map((relief) => relief[i] ?? NaN)),
  );
  const rows = reliefs.map((relief) =>
    relief.map((value, i) => {
      const away = value - (usual[i] ?? 0);
      return Number.isNaN(away) ? 0 : Math.max(-LIMITS_MM.person, Math.min(LIMITS_MM.person, away));
    }),
  );
  const centred = new Matrix(rows).center('column');
  const covariance = centred
    .transpose()
    .mmul(centred)
    .mul(1 / Math.max(1, rows.length - 1));
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const best = realEigenvalues
    .map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value)
    .slice(0, count);
  const basis = eigenvectorMatrix.subMatrixColumn(best.map(({ index }) => index));
  const ridge = best.map(({ value }) => NOISE_MM2 / Math.max(1e-6, value));
  const normal = basis.transpose().mmul(basis).mul(USUAL_WEIGHT).add(Matrix.diag(ridge));
  return {
    cells: Int32Array.from(cells),
    modes: count,
    usual,
    basis: Float32Array.from(basis.to1DArray()),
    ridge: Float32Array.from(ridge),
    preconditioner: Float32Array.from(inverse(normal).to1DArray()),
  };
}

function cellsInUse(samples: readonly PooledSample[]): number[] {
  const cellMm = SHAPE_POOL * HEAD_GRID.millimetresPerPixel;
  return Array.from({ length: POOLED * POOLED }, (_, place) => place).filter((place) => {
    const row = Math.floor(place / POOLED);
    const x = (place - row * POOLED - POOLED / 2 + 0.5) * cellMm;
    const y = (row - POOLED / 2 + 0.5) * cellMm;
    if ((x / FRONT.across) ** 2 + ((y - FRONT.middle) / FRONT.down) ** 2 >= 1) return false;
    const known = samples.reduce((sum, { counts }) => sum + ((counts[place] ?? 0) > 0 ? 1 : 0), 0);
    return known > LEAST_KNOWN * samples.length;
  });
}

/** The relief of each person at the cells; NaN where it is unknown. */
function reliefsOfPeople(samples: readonly PooledSample[], cells: readonly number[]): number[][] {
  const people = groupBy(samples, ({ person }) => person);
  return [...people.values()].map((own) => {
    const sittings = [...groupBy(own, ({ sitting }) => sitting).values()];
    return cells.map((place) => {
      const known = sittings.map((looks) =>
        medianOf(
          looks.map(({ differences, counts }) => {
            const value = differences[place] ?? NaN;
            return (counts[place] ?? 0) > 0 && Math.abs(value) < LIMITS_MM.cell ? value : NaN;
          }),
        ),
      );
      return medianOf(known);
    });
  });
}

/** Median of what is a number; NaN where nothing is. */
function medianOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return quantile(known, 0.5);
}
