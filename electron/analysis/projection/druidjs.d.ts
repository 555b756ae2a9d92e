/** The part of DruidJS in use, which comes without types. */
declare module '@saehrimnir/druidjs' {
  export class Matrix {
    static from(rows: readonly ArrayLike<number>[]): Matrix;
    readonly to2dArray: readonly ArrayLike<number>[];
  }
  export class PCA {
    constructor(rows: Matrix, parameters: { readonly d: number; readonly seed: number });
    /** Columns are the components. */
    principal_components(): Matrix;
  }
  /** Exact, and slow beyond some hundreds. */
  export class TSNE {
    constructor(rows: Matrix, parameters: { readonly perplexity: number; readonly seed: number });
    transform(iterations: number): Matrix;
  }
  export class UMAP {
    constructor(
      rows: Matrix,
      parameters: {
        readonly n_neighbors: number;
        readonly min_dist: number;
        readonly seed: number;
        readonly _n_epochs: number;
      },
    );
    /** Yields after every epoch, the same matrix each time. */
    generator(epochs: number): Generator<Matrix, Matrix>;
  }
  /** Mersenne Twister; a seed of 0 is the time of day. */
  export class Randomizer {
    constructor(seed: number);
    /** 0 inclusive to 1 exclusive. */
    readonly random: number;
    gauss_random(): number;
  }
}
