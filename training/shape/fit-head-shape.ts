import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { ShapeStatistics } from '../../electron/contract/head-shape.ts';
import { quantile } from '../../electron/base/quantile.ts';
import type { HeadShapeModel } from '../../electron/engine/vision/shape/head-shape.ts';
import { RobustFit } from '../../electron/engine/vision/shape/robust-fit.ts';
import { isTowards } from '../../electron/engine/vision/shape/shape-meter.ts';
import { fitModes } from './fit-modes.ts';
import { groupBy } from './group-by.ts';
import type { PooledSample } from './pool-samples.ts';
import { measureScatter, type NestedLook } from './scatter.ts';

export interface FitOptions {
  /** Components of the relief that are fitted, and numbers that come of them. */
  readonly modes: number;
  readonly numbers: number;
}

/** Share of the within-person scatter's mean that is added to it, so that no direction counts as certain. */
const SHRINKAGE = 0.02;
/** The scatter that is whitened: of an attempt with some frames. */
const FRAME_SHARE = 0.3;
/** Share of looks that fit the modes too badly to say anything: hands, hats, hair. */
const NOTHING_SAID = 0.004;
const LEAST_VARIANCE = 0.02;

/** What the choice of thresholds fills in later; nobody is refused. */
const NOT_MEASURED = {
  outliers: { share: 0.02, widening: 9 },
  ...{ least: -100, most: 100, refuseBelow: -100, fewestLooks: 10, fewestOwnerLooks: 12 },
};

/**
 * Fits the modes of reliefs, then the discriminant of their coefficients that tells people apart best: scatter about a
 * person becomes white, scatter between people diagonal (Fisher 1936).
 */
export function fitHeadShape(
  samples: readonly PooledSample[],
  { modes: modeCount, numbers }: FitOptions,
): HeadShapeModel {
  const towards = samples.filter(isTowards);
  const modes = fitModes(towards, modeCount);
  const fit = new RobustFit(modes);
  const looks = towards.map((sample) => {
    const weight = fit.fit(sample.differences, sample.counts);
    return { ...sample, weight, numbers: Float64Array.from(fit.coefficients) };
  });
  const leastWeight = quantile(
    looks.map(({ weight }) => weight),
    NOTHING_SAID,
  );
  const good = looks.filter(({ weight }) => weight >= leastWeight);
  const scatter = measureScatter(good);
  const projection = discriminant(scatter, numbers);
  const along = (matrix: Matrix): number[] =>
    projection
      .transpose()
      .mmul(matrix)
      .mmul(projection)
      .diagonal()
      .map((value) => Math.max(LEAST_VARIANCE, value));
  const offset = new Matrix([scatter.mean]).mmul(projection);
  const statistics: ShapeStatistics = {
    version: '0',
    between: along(scatter.between),
    sitting: along(scatter.sitting),
    pose: along(scatter.pose),
    frame: along(scatter.frame),
    ...NOT_MEASURED,
  };
  return {
    modes,
    projection: Float32Array.from(projection.to1DArray()),
    offset: Float32Array.from(offset.to1DArray()),
    leastWeight,
    noise: noiseByDistance(good, projection),
    statistics,
  };
}

function discriminant(
  { between, sitting, pose, frame }: ReturnType<typeof measureScatter>,
  numbers: number,
): Matrix {
  const within = Matrix.add(sitting, pose).add(Matrix.mul(frame, FRAME_SHARE));
  const size = within.rows;
  const level = within.trace() / size;
  const { eigenvectorMatrix: vectors, realEigenvalues } = new EigenvalueDecomposition(within, {
    assumeSymmetric: true,
  });
  const scale = realEigenvalues.map(
    (value) => 1 / Math.sqrt(Math.max(value, 0) + SHRINKAGE * level),
  );
  const whiten = vectors.mmul(Matrix.diag(scale));
  const turned = new EigenvalueDecomposition(whiten.transpose().mmul(between).mmul(whiten), {
    assumeSymmetric: true,
  });
  const best = turned.realEigenvalues
    .map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value)
    .slice(0, numbers)
    .map(({ index }) => index);
  return whiten.mmul(turned.eigenvectorMatrix.subMatrixColumn(best));
}

/** How the variance of frames grows with distance: a straight line through the logarithms of both, pose by pose. */
function noiseByDistance(
  looks: readonly (NestedLook & { readonly distanceMm: number })[],
  projection: Matrix,
): HeadShapeModel['noise'] {
  const points: [number, number][] = [];
  const ofPose = ({ person, sitting, pose }: NestedLook) => `${person} ${sitting} ${pose}`;
  for (const own of groupBy(looks, ofPose).values()) {
    const [first, second] = own;
    if (first === undefined || second === undefined) continue;
    const apart = Array.from(first.numbers, (x, i) => x - (second.numbers[i] ?? 0));
    const row = new Matrix([apart]).mmul(projection).to1DArray();
    const square = row.reduce((sum, value) => sum + value * value, 0);
    points.push([Math.log(first.distanceMm), Math.log(Math.max(1e-9, square))]);
  }
  const mean = (index: 0 | 1) =>
    points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  let [above, below] = [0, 0];
  for (const [u, v] of points) {
    above += (u - x) * (v - y);
    below += (u - x) ** 2;
  }
  return { usualMm: Math.exp(x), exponent: Math.min(8, Math.max(0, above / below)) };
}
