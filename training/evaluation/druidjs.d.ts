/** The part of DruidJS in use, which comes without types. */
declare module '@saehrimnir/druidjs' {
  export class Matrix {
    static from(rows: readonly (readonly number[])[]): Matrix;
    readonly to2dArray: readonly ArrayLike<number>[];
  }
  export class PCA {
    constructor(rows: Matrix, parameters: { readonly d: number; readonly seed: number });
    transform(): Matrix;
  }
  export class TSNE {
    constructor(rows: Matrix, parameters: { readonly perplexity: number; readonly seed: number });
    transform(iterations: number): Matrix;
  }
}
