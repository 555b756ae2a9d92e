/** Side of every encoder's input, pixels. */
export const INPUT_SIZE = 112;

/**
 * Where eyes, nose tip and mouth corners go: the ArcFace template (Deng et al., "ArcFace", CVPR 2019, as in
 * InsightFace). Image left eye first.
 */
const TEMPLATE = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
] as const;

/** Similarity from template to image: (x, y) → (a·x − b·y + tx, b·x + a·y + ty). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** Least-squares similarity that carries TEMPLATE onto the points (Umeyama, PAMI 1991, for two dimensions). */
export function similarityToImage(points: readonly (readonly [number, number])[]): Similarity {
  const n = TEMPLATE.length;
  const mean = (list: readonly (readonly [number, number])[], k: 0 | 1) =>
    list.reduce((sum, p) => sum + p[k], 0) / n;
  const [mx, my, px, py] = [mean(TEMPLATE, 0), mean(TEMPLATE, 1), mean(points, 0), mean(points, 1)];
  let [dot, cross, spread] = [0, 0, 0];
  TEMPLATE.forEach(([tx, ty], i) => {
    const [sx, sy] = [tx - mx, ty - my];
    const [dx, dy] = [(points[i]?.[0] ?? 0) - px, (points[i]?.[1] ?? 0) - py];
    dot += sx * dx + sy * dy;
    cross += sx * dy - sy * dx;
    spread += sx * sx + sy * sy;
  });
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, tx: px - a * mx + b * my, ty: py - b * mx - a * my };
}

/** The point of the template that its five points surround; a similarity carries it to the middle of what was found. */
export const TEMPLATE_MIDDLE: readonly [number, number] = [
  TEMPLATE.reduce((sum, [x]) => sum + x, 0) / TEMPLATE.length,
  TEMPLATE.reduce((sum, [, y]) => sum + y, 0) / TEMPLATE.length,
];

/** The same similarity at `factor` times its scale; the middle of the template stays where it is. */
export function scaledAboutMiddle({ a, b, tx, ty }: Similarity, factor: number): Similarity {
  const [x, y] = TEMPLATE_MIDDLE;
  const rest = 1 - factor;
  return {
    a: factor * a,
    b: factor * b,
    tx: tx + rest * (a * x - b * y),
    ty: ty + rest * (b * x + a * y),
  };
}
