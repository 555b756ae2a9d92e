import { quantile } from '../../electron/base/quantile.ts';
import type { FusedShape, OwnerShape, ShapeLook } from '../../electron/contract/head-shape.ts';
import { unlimitedRatio } from '../../electron/engine/identity/shape/compare-shapes.ts';
import { fuseShape } from '../../electron/engine/identity/shape/fuse-shape.ts';
import { ownerShapeOf } from '../../electron/engine/identity/shape/shape-estimate.ts';
import type { HeadShapeModel } from '../../electron/engine/vision/shape/head-shape.ts';
import { ShapeMeter } from '../../electron/engine/vision/shape/shape-meter.ts';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { groupBy } from './group-by.ts';
import type { PooledSample } from './pool-samples.ts';
import { groupOfSitting, type SittingGroup } from './shape-samples.ts';

/** A sitting of somebody, as looks at their shape; those that say nothing are null. */
export interface MeasuredSitting {
  readonly person: number;
  readonly sitting: number;
  readonly name: PooledSample['name'];
  /** Heads of other sizes are no strangers that could pass. */
  readonly size: number;
  readonly group: SittingGroup;
  readonly looks: readonly (ShapeLook | null)[];
}

/** An attempt by somebody: against their own enrolment, and against those of everybody else as large. */
export interface ShapeTrials {
  /** Log ratios, and how many attempts said too little. */
  readonly genuine: readonly number[];
  readonly impostors: readonly number[];
  readonly unmeasured: number;
}

const SAME_SIZE = 0.03;

export function measureSittings(
  set: IdentitySet,
  samples: readonly PooledSample[],
  mean: MeanHead,
  model: HeadShapeModel,
): MeasuredSitting[] {
  const meter = new ShapeMeter(mean, model);
  const bySitting = groupBy(samples, ({ person, sitting }) => `${person} ${sitting}`);
  return [...bySitting.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { person, sitting, name, size } = first;
    const looks = own.map((sample) => meter.measureRelief(sample, sample));
    const group = groupOfSitting(set, person, sitting);
    return [{ person, sitting, name, size, group, looks }];
  });
}

const fuseLooks = (looks: readonly (ShapeLook | null)[]): FusedShape | null =>
  looks.reduce<FusedShape | null>(
    (before, look) => (look === null ? before : fuseShape(before, look)),
    null,
  );

/**
 * @param looks taken of each attempt
 * @param isTried the sittings that are attempts
 */
export function shapeTrials(
  sittings: readonly MeasuredSitting[],
  statistics: HeadShapeModel['statistics'],
  looks: number,
  isTried: (sitting: MeasuredSitting) => boolean,
): ShapeTrials {
  const owners = sittings.flatMap(({ name, person, size, looks: all }) => {
    const shape = name === 'enrolment' ? ownerShapeOf(fuseLooks(all), statistics) : null;
    return shape === null ? [] : [{ person, size, shape }];
  });
  const genuine: number[] = [];
  const impostors: number[] = [];
  let unmeasured = 0;
  const compare = (fused: FusedShape | null, owner: OwnerShape) =>
    unlimitedRatio(fused, owner, statistics);
  for (const attempt of sittings.filter(isTried)) {
    const fused = fuseLooks(attempt.looks.slice(0, looks));
    for (const { person, size, shape } of owners) {
      if (Math.abs(size - attempt.size) > SAME_SIZE) continue;
      const ratio = compare(fused, shape);
      if (ratio === null) {
        if (person === attempt.person) unmeasured++;
      } else (person === attempt.person ? genuine : impostors).push(ratio);
    }
  }
  return { genuine, impostors, unmeasured };
}

/** Shares of genuine attempts below a ratio, and of impostors not below it. */
export interface ShapeRates {
  readonly genuine: number;
  readonly refused: number;
  readonly unmeasured: number;
  readonly impostors: number;
  readonly passed: number;
  /** Where both errors are alike. */
  readonly equal: number;
  readonly medians: readonly [number, number];
}

export function ratesAt(
  threshold: number,
  { genuine, impostors, unmeasured }: ShapeTrials,
): ShapeRates {
  const share = (values: readonly number[], isCounted: (value: number) => boolean) =>
    values.filter(isCounted).length / Math.max(1, values.length);
  const sorted = [...genuine].sort((a, b) => a - b);
  let equal = 1;
  for (const [k, value] of sorted.entries()) {
    const refused = k / sorted.length;
    const passed = share(impostors, (other) => other >= value);
    equal = Math.min(equal, Math.max(refused, passed));
  }
  return {
    genuine: genuine.length,
    refused: share(genuine, (value) => value < threshold),
    unmeasured,
    impostors: impostors.length,
    passed: share(impostors, (value) => value >= threshold),
    equal,
    medians: [quantile(genuine, 0.5), quantile(impostors, 0.5)],
  };
}

/**
 * How badly log ratios predict, in bits: 0 is perfect, 1 is worth nothing (Brümmer and du Preez,
 * "Application-independent evaluation of speaker detection", Computer Speech and Language 20, 2006).
 */
export function ratioCost({ genuine, impostors }: ShapeTrials): number {
  const bits = (values: readonly number[], sign: 1 | -1) =>
    values.reduce((sum, value) => sum + softplus(sign * value), 0) /
    (Math.max(1, values.length) * Math.LN2);
  return (bits(genuine, -1) + bits(impostors, 1)) / 2;
}

const softplus = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)));
