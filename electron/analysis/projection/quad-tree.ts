/** Cells are halved no further: points nearer than that to each other count as one. */
const DEEPEST = 32;
const CHILDREN = 4;

/** What all points push at one place with: the sums over 1/(1+d²) and over its square times the difference. */
export interface Repulsion {
  x: number;
  y: number;
  /** Sum of 1/(1+d²) over the other points. */
  weight: number;
}

/**
 * Barnes and Hut's tree over points of a plane ("A hierarchical O(N log N) force-calculation algorithm", Nature 1986):
 * far points push together, from their centre. Its memory is kept from one build to the next.
 */
export class QuadTree {
  /** First of four children; 0: none, since nobody's child is the root. */
  #children: Int32Array;
  /** Sums of coordinates, and how many points they are of. */
  #sumX: Float64Array;
  #sumY: Float64Array;
  #counts: Float64Array;
  /** Length of a side, squared. */
  #squaredSides: Float64Array;
  #cells = 0;
  readonly #stack = new Int32Array(CHILDREN * (DEEPEST + 2));

  /** @param points whose number is expected; more are no problem */
  constructor(points: number) {
    const cells = CHILDREN * Math.max(16, points);
    this.#children = new Int32Array(cells);
    this.#sumX = new Float64Array(cells);
    this.#sumY = new Float64Array(cells);
    this.#counts = new Float64Array(cells);
    this.#squaredSides = new Float64Array(cells);
  }

  /** @param places x and y of each point in turn, finite */
  build(places: Float64Array): void {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < places.length; i += 2) {
      const [x, y] = [places[i] ?? 0, places[i + 1] ?? 0];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    const side = Math.max(right - left, bottom - top, 1e-12);
    this.#cells = 0;
    this.#addCell(side * side);
    for (let i = 0; i < places.length; i += 2) {
      this.#insert(places[i] ?? 0, places[i + 1] ?? 0, left, top, side);
    }
  }

  /**
   * Adds up what pushes at a place; `into` is written over.
   * @param theta cells that look smaller than that, side over distance, count as one point; 0 looks at every point
   */
  repulsion(x: number, y: number, theta: number, into: Repulsion): void {
    const [sumX, sumY, counts, sides] = [this.#sumX, this.#sumY, this.#counts, this.#squaredSides];
    const [children, stack] = [this.#children, this.#stack];
    const limit = theta * theta;
    let [pushX, pushY, weight] = [0, 0, 0];
    let height = 1;
    stack[0] = 0;
    while (height > 0) {
      const cell = stack[--height] ?? 0;
      const count = counts[cell] ?? 0;
      if (count === 0) continue;
      const dx = x - (sumX[cell] ?? 0) / count;
      const dy = y - (sumY[cell] ?? 0) / count;
      const squared = dx * dx + dy * dy;
      const first = children[cell] ?? 0;
      if (first === 0 || (sides[cell] ?? 0) < limit * squared) {
        const near = 1 / (1 + squared);
        const all = count * near;
        weight += all;
        pushX += all * near * dx;
        pushY += all * near * dy;
        continue;
      }
      for (let child = 0; child < CHILDREN; child++) stack[height++] = first + child;
    }
    into.x = pushX;
    into.y = pushY;
    // The place itself is one of the points, at distance 0.
    into.weight = weight - 1;
  }

  #insert(x: number, y: number, rootLeft: number, rootTop: number, rootSide: number): void {
    let [cell, left, top, side] = [0, rootLeft, rootTop, rootSide];
    for (let depth = 0; ; depth++) {
      const count = this.#counts[cell] ?? 0;
      const [sumX, sumY] = [this.#sumX[cell] ?? 0, this.#sumY[cell] ?? 0];
      this.#counts[cell] = count + 1;
      this.#sumX[cell] = sumX + x;
      this.#sumY[cell] = sumY + y;
      if (count === 0 || depth === DEEPEST) return;
      side /= 2;
      if (this.#children[cell] === 0) {
        if (sumX === count * x && sumY === count * y) return;
        const first = this.#cells;
        for (let child = 0; child < CHILDREN; child++) this.#addCell(side * side);
        this.#children[cell] = first;
        // What was alone in the cell moves down.
        const was = first + quarter(sumX / count, sumY / count, left + side, top + side);
        this.#counts[was] = count;
        this.#sumX[was] = sumX;
        this.#sumY[was] = sumY;
      }
      const at = quarter(x, y, left + side, top + side);
      cell = (this.#children[cell] ?? 0) + at;
      if (at % 2 === 1) left += side;
      if (at >= 2) top += side;
    }
  }

  #addCell(squaredSide: number): void {
    const cell = this.#cells++;
    if (cell === this.#counts.length) this.#grow();
    this.#children[cell] = 0;
    this.#sumX[cell] = 0;
    this.#sumY[cell] = 0;
    this.#counts[cell] = 0;
    this.#squaredSides[cell] = squaredSide;
  }

  #grow(): void {
    const cells = 2 * this.#counts.length;
    const longer = (values: Float64Array): Float64Array => {
      const more = new Float64Array(cells);
      more.set(values);
      return more;
    };
    const children = new Int32Array(cells);
    children.set(this.#children);
    this.#children = children;
    this.#sumX = longer(this.#sumX);
    this.#sumY = longer(this.#sumY);
    this.#counts = longer(this.#counts);
    this.#squaredSides = longer(this.#squaredSides);
  }
}

const quarter = (x: number, y: number, middleX: number, middleY: number): number =>
  (x >= middleX ? 1 : 0) + (y >= middleY ? 2 : 0);
