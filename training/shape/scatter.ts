import { Matrix } from 'ml-matrix';

/** One measurement of a head and where it belongs: frames within poses within sittings within people. */
export interface NestedLook {
  readonly person: number;
  readonly sitting: number;
  readonly pose: number;
  readonly numbers: ArrayLike<number>;
}

/** Scatter of looks by cause, numbers × numbers each. */
export interface Scatter {
  readonly mean: number[];
  readonly between: Matrix;
  readonly sitting: Matrix;
  readonly pose: Matrix;
  readonly frame: Matrix;
}

interface Group {
  readonly parent: string;
  readonly count: number;
  readonly mean: number[];
}

/**
 * Variance components of nested looks by the method of moments (Henderson, "Estimation of variance and covariance
 * components", Biometrics 9, 1953): each level's scatter less the share that the levels below it leave in its means.
 */
export function measureScatter(looks: readonly NestedLook[]): Scatter {
  const items = looks.map(({ person, sitting, pose, numbers }) => ({
    parent: `${person} ${sitting} ${pose}`,
    mean: Array.from(numbers),
  }));
  const poses = groupsOf(items, (parent) => parent.slice(0, parent.lastIndexOf(' ')));
  const sittings = groupsOf(poses, (parent) => parent.slice(0, parent.lastIndexOf(' ')));
  const people = groupsOf(sittings, () => '');
  const all = groupsOf(people, () => '');
  const frame = scatterWithin(items, poses);
  const inPose = meanInverse(poses);
  const pose = scatterWithin(poses, sittings).sub(Matrix.mul(frame, inPose));
  const inSitting = meanInverse(sittings);
  const ofPoses = Matrix.mul(pose, inSitting).add(Matrix.mul(frame, inSitting * inPose));
  const sitting = scatterWithin(sittings, people).sub(ofPoses);
  const inPerson = meanInverse(people);
  const between = scatterWithin(people, all)
    .sub(Matrix.mul(sitting, inPerson))
    .sub(Matrix.mul(ofPoses, inPerson));
  return { mean: [...(all.values().next().value?.mean ?? [])], between, sitting, pose, frame };
}

/** The groups of items by parent. @param parentOf the parent of a group by its name */
function groupsOf(
  items: Iterable<{ readonly parent: string; readonly mean: number[] }> | Map<string, Group>,
  parentOf: (name: string) => string,
): Map<string, Group> {
  const sums = new Map<string, { count: number; sum: number[] }>();
  for (const { parent, mean } of items instanceof Map ? items.values() : items) {
    const own = sums.get(parent) ?? { count: 0, sum: mean.map(() => 0) };
    sums.set(parent, { count: own.count + 1, sum: own.sum.map((x, i) => x + (mean[i] ?? 0)) });
  }
  return new Map(
    [...sums].map(([name, { count, sum }]) => [
      name,
      { parent: parentOf(name), count, mean: sum.map((x) => x / count) },
    ]),
  );
}

function scatterWithin(
  items: Iterable<{ readonly parent: string; readonly mean: number[] }> | Map<string, Group>,
  groups: Map<string, Group>,
): Matrix {
  const size = groups.values().next().value?.mean.length ?? 0;
  const sum = Matrix.zeros(size, size);
  let count = 0;
  for (const { parent, mean } of items instanceof Map ? items.values() : items) {
    const centre = groups.get(parent)?.mean ?? [];
    const away = mean.map((x, i) => x - (centre[i] ?? 0));
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) sum.set(i, j, sum.get(i, j) + (away[i] ?? 0) * (away[j] ?? 0));
    }
    count++;
  }
  return sum.mul(1 / Math.max(1, count - groups.size));
}

/** Mean of 1 / count. */
function meanInverse(groups: Map<string, Group>): number {
  let sum = 0;
  for (const { count } of groups.values()) sum += 1 / count;
  return sum / Math.max(1, groups.size);
}
