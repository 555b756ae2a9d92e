/**
 * Which pairs of a batch show one person and which different people: weights 0 or 1, [batch, batch], 0 on the
 * diagonal.
 */
export function personMatrices(labels: readonly number[]): {
  readonly same: Float32Array;
  readonly different: Float32Array;
} {
  const batch = labels.length;
  const same = new Float32Array(batch * batch);
  const different = new Float32Array(batch * batch);
  labels.forEach((a, i) => {
    labels.forEach((b, j) => {
      if (i === j) return;
      (a === b ? same : different)[i * batch + j] = 1;
    });
  });
  return { same, different };
}
