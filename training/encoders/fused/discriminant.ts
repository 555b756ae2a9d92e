import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** One feature vector and whose it is. */
export interface LabelledFeature {
  readonly person: string;
  /** Unit length. */
  readonly feature: Float32Array;
}

/** y = Wᵀ (x − mean). */
export interface LinearProjection {
  readonly mean: Float32Array;
  /** features × outputs. */
  readonly weights: Matrix;
}

/**
 * A linear projection that keeps what tells people apart and shrinks what varies within a person: regularised
 * linear discriminant analysis (Fisher 1936; shrinkage towards the identity as in Friedman, "Regularized
 * Discriminant Analysis", JASA 84, 1989).
 *
 * Within-class scatter is whitened only partly: `shrinkage` 1 leaves plain principal components of the means,
 * 0 is full whitening.
 *
 * @param outputs dimensions to keep, at most the features' length
 */
export function fitDiscriminant(
  samples: readonly LabelledFeature[],
  outputs: number,
  shrinkage: number,
): LinearProjection {
  const size = samples[0]?.feature.length ?? 0;
  const mean = meanOf(
    samples.map((sample) => sample.feature),
    size,
  );
  const people = groupByPerson(samples);
  const within = Matrix.zeros(size, size);
  const between = Matrix.zeros(size, size);
  let freedom = 0;
  for (const features of people.values()) {
    const centre = meanOf(features, size);
    addOuter(between, difference(centre, mean), 1 / people.size);
    if (features.length < 2) continue;
    for (const feature of features) addOuter(within, difference(feature, centre), 1);
    freedom += features.length - 1;
  }
  within.mul(1 / Math.max(1, freedom));
  const level = within.trace() / size;
  const shrunk = Matrix.add(
    Matrix.mul(within, 1 - shrinkage),
    Matrix.mul(Matrix.eye(size), shrinkage * level),
  );
  const whiten = inverseSquareRoot(shrunk);
  const sorted = topEigenvectors(whiten.mmul(between).mmul(whiten), outputs);
  return { mean, weights: whiten.mmul(sorted) };
}

function inverseSquareRoot(matrix: Matrix): Matrix {
  const decomposition = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const vectors = decomposition.eigenvectorMatrix;
  const scale = decomposition.realEigenvalues.map((value) => 1 / Math.sqrt(Math.max(value, 1e-9)));
  return vectors.mmul(Matrix.diag(scale)).mmul(vectors.transpose());
}

function topEigenvectors(matrix: Matrix, count: number): Matrix {
  const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const decomposition = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const order = decomposition.realEigenvalues
    .map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value)
    .slice(0, count);
  return decomposition.eigenvectorMatrix.subMatrixColumn(order.map(({ index }) => index));
}

function groupByPerson(samples: readonly LabelledFeature[]): Map<string, Float32Array[]> {
  const people = new Map<string, Float32Array[]>();
  for (const { person, feature } of samples) {
    const own = people.get(person);
    if (own === undefined) people.set(person, [feature]);
    else own.push(feature);
  }
  return people;
}

function meanOf(features: readonly Float32Array[], size: number): Float32Array {
  const sum = new Float64Array(size);
  for (const feature of features) {
    for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + (feature[i] ?? 0);
  }
  return Float32Array.from(sum, (x) => x / features.length);
}

const difference = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((x, i) => x - (b[i] ?? 0));

function addOuter(matrix: Matrix, vector: Float32Array, weight: number): void {
  for (let i = 0; i < vector.length; i++) {
    const scaled = weight * (vector[i] ?? 0);
    for (let j = 0; j < vector.length; j++) {
      matrix.set(i, j, matrix.get(i, j) + scaled * (vector[j] ?? 0));
    }
  }
}
