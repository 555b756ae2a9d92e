import { Matrix, inverse } from 'ml-matrix';
import type { MeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { HEAD_GRID } from '../../../electron/engine/vision/head/mean-head.ts';
import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import type { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { int, ints } from '../../../electron/engine/onnx/onnx-model.ts';
import { attributeAt, type FrontalView } from '../../synthesis/head/frontal-view.ts';
import type { IctHead } from '../../synthesis/head/ict-head.ts';

/** Cells of HEAD_GRID are averaged 2 × 2: 4 mm, about what a Kinect resolves on a face. */
const POOL = 2;
const POOLED = HEAD_GRID.size / POOL;
/** Rigid motion that alignment leaves over: three shifts and three turns. */
const RIGID = 6;
/** Turns are measured at this lever so that they weigh like shifts, mm. */
const LEVER_MM = 50;
/** Ridge: expected noise over the expected size of a mode, in mm² a cell. */
const RIDGE = 100;
const RIGID_RIDGE = 1e-3;
/** Scale of the Cauchy weights against hair, glasses and noise, mm. */
const ROBUST_MM = 3;
const OUTLIER_MM = 30;
const ITERATIONS = 16;
/** With less of the head than this, shape says nothing. */
const LEAST_COVERAGE = 0.35;

/** A linear model of how heads differ, seen from the front along the normal of the mean head. */
export interface ShapeBasis {
  /** Pooled cells in use. */
  readonly cells: readonly number[];
  /** cells × (modes + RIGID), mm along the normal for one unit of each. */
  readonly design: Matrix;
  readonly modes: number;
}

/** Builds the basis from the scans' modes: displacement along the normal, as a frontal depth camera sees it. */
export function shapeBasis(head: IctHead, view: FrontalView, mean: MeanHead): ShapeBasis {
  const cells: number[] = [];
  const rows: number[][] = [];
  for (let v = 0; v < POOLED; v++) {
    for (let u = 0; u < POOLED; u++) {
      const parts = [0, 1, 2, 3].map(
        (k) => (POOL * v + (k >> 1)) * HEAD_GRID.size + POOL * u + (k & 1),
      );
      if (!parts.every((cell) => mean.stable[cell] === 1)) continue;
      const columns = parts.map((cell) => designRow(head, view, mean, cell));
      cells.push(v * POOLED + u);
      rows.push((columns[0] ?? []).map((_, j) => columns.reduce((s, c) => s + (c[j] ?? 0), 0) / 4));
    }
  }
  return { cells, design: new Matrix(rows), modes: head.modes.length };
}

function designRow(head: IctHead, view: FrontalView, mean: MeanHead, cell: number): number[] {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const n = [0, 1, 2].map((k) => -(mean.normals[3 * cell + k] ?? 0));
  const along = (d: readonly number[]) => d.reduce((s, x, k) => s + x * (n[k] ?? 0), 0);
  const x = ((cell % size) - size / 2) * millimetresPerPixel;
  const y = (Math.floor(cell / size) - size / 2) * millimetresPerPixel;
  const z = mean.relief[cell] ?? 0;
  const [nx = 0, ny = 0, nz = 0] = n;
  return [
    ...head.modes.map((mode) => along(attributeAt(view, head, mode, cell))),
    nx,
    ny,
    nz,
    (y * nz - z * ny) / LEVER_MM,
    (z * nx - x * nz) / LEVER_MM,
    (x * ny - y * nx) / LEVER_MM,
  ];
}

/**
 * Adds the shape branch to a graph: the ridge fit of Blanz and Vetter's morphable model (SIGGRAPH 1999) to the
 * measured relief, reweighted against outliers, unrolled as preconditioned gradient steps
 * θ ← θ + P (Aᵀ W (r − A θ) − S θ), P = (AᵀA + S)⁻¹, which converge because no weight exceeds one.
 *
 * @param depth 1×1×112×112, the fourth channel of the encoder's input
 * @returns 1×modes coefficients in standard deviations, and 1×1 that is 1 where enough of the head was seen
 */
export function addShapeBranch(
  graph: OnnxGraphBuilder,
  depth: string,
  basis: ShapeBasis,
  mean: MeanHead,
): { readonly coefficients: string; readonly known: string } {
  const { residual, weight } = addResidual(graph, depth, basis, mean);
  const unknowns = basis.modes + RIGID;
  const count = basis.cells.length;
  const ridge = Array.from({ length: unknowns }, (_, k) => (k < basis.modes ? RIDGE : RIGID_RIDGE));
  const normal = basis.design.transpose().mmul(basis.design).add(Matrix.diag(ridge));
  const design = graph.floats([count, unknowns], flat(basis.design));
  const designT = graph.floats([unknowns, count], flat(basis.design.transpose()));
  const preconditioner = graph.floats([unknowns, unknowns], flat(inverse(normal)));
  const s = graph.floats([1, unknowns], ridge);
  const one = graph.floats([], [1]);
  const robust = graph.floats([], [1 / ROBUST_MM ** 2]);
  let theta = graph.floats([1, unknowns], new Float32Array(unknowns));
  for (let i = 0; i < ITERATIONS; i++) {
    const error = graph.node('Sub', [residual, graph.node('MatMul', [theta, designT])]);
    const spread = graph.node('Mul', [graph.node('Mul', [error, error]), robust]);
    const weights = graph.node('Div', [weight, graph.node('Add', [spread, one])]);
    const pull = graph.node('MatMul', [graph.node('Mul', [weights, error]), design]);
    const gradient = graph.node('Sub', [pull, graph.node('Mul', [theta, s])]);
    theta = graph.node('Add', [theta, graph.node('MatMul', [gradient, preconditioner])]);
  }
  const coefficients = graph.node('Slice', [
    theta,
    graph.integers([0]),
    graph.integers([basis.modes]),
    graph.integers([1]),
  ]);
  const coverage = graph.node('ReduceMean', [weight], { axes: ints(1), keepdims: int(1) });
  const enough = graph.node('Greater', [coverage, graph.floats([], [LEAST_COVERAGE])]);
  return { coefficients, known: graph.node('Cast', [enough], { to: int(1) }) };
}

/** Distance of the measured relief from the mean head along its normal, pooled; and which cells are known. */
function addResidual(
  graph: OnnxGraphBuilder,
  depth: string,
  basis: ShapeBasis,
  mean: MeanHead,
): { readonly residual: string; readonly weight: string } {
  const { size } = HEAD_GRID;
  const stable = Float32Array.from(mean.stable);
  const relief = mean.relief.map((z, i) => (stable[i] === 1 ? z : 0));
  // Along the normal: a difference in z counts by the cosine of the slope.
  const cosine = Float32Array.from(stable, (s, i) => s * -(mean.normals[3 * i + 2] ?? 0));
  const grid = [1, 1, size, size];
  const toFloat = (condition: string) => graph.node('Cast', [condition], { to: int(1) });
  const known = toFloat(graph.node('Greater', [depth, graph.floats([], [HOLE / 2])]));
  const millimetres = graph.node('Mul', [depth, graph.floats([], [100])]);
  const difference = graph.node('Mul', [
    graph.node('Sub', [millimetres, graph.floats(grid, relief)]),
    graph.floats(grid, cosine),
  ]);
  const near = toFloat(
    graph.node('Less', [graph.node('Abs', [difference]), graph.floats([], [OUTLIER_MM])]),
  );
  const usable = graph.node('Mul', [graph.node('Mul', [known, near]), graph.floats(grid, stable)]);
  const pool = (tensor: string) =>
    graph.node('AveragePool', [tensor], {
      kernel_shape: ints(POOL, POOL),
      strides: ints(POOL, POOL),
    });
  const share = pool(usable);
  const sum = pool(graph.node('Mul', [difference, usable]));
  const average = graph.node('Div', [sum, graph.node('Add', [share, graph.floats([], [1e-6])])]);
  const half = toFloat(graph.node('Greater', [share, graph.floats([], [0.25])]));
  const shape = graph.integers([1, POOLED * POOLED]);
  const indices = graph.integers(basis.cells);
  const pick = (tensor: string) =>
    graph.node('Gather', [graph.node('Reshape', [tensor, shape]), indices], { axis: int(1) });
  return { residual: pick(average), weight: pick(half) };
}

/** The modes that a frontal depth map determines best: the diagonal of the ridge fit's resolution matrix. */
export function bestResolvedModes(basis: ShapeBasis, count: number): number[] {
  const energy = Array.from({ length: basis.modes }, (_, k) => {
    const column: Matrix = basis.design.getColumnVector(k);
    const sum = column.dot(column);
    return { k, resolution: sum / (sum + RIDGE) };
  });
  return energy
    .sort((a, b) => b.resolution - a.resolution)
    .slice(0, count)
    .map(({ k }) => k)
    .sort((a, b) => a - b);
}

const flat = (matrix: Matrix): Float32Array => Float32Array.from(matrix.to1DArray());
