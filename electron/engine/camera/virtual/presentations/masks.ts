import { SURFACE } from '../atlas/atlas.ts';
import type { ViewMesh } from '../drawing/view-mesh.ts';
import type { Figure } from '../figure.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { ChangedHead } from './changed-head.ts';
import type { GenericFace } from './generic-face.ts';
import { gridMesh, packColor, printed } from './grid-mesh.ts';
import { cellAt, type FaceMarks, type HeadMap } from './head-map.ts';
import { warpFace } from './warp-face.ts';

/** A mask covers the face up to here: half axes of an ellipse about the middle of eyes and chin, in its height. */
const OUTLINE = { across: 0.62, down: 0.86 } as const;
/** Paper pressed onto a face follows it no closer: deviation of the smoothing, mm. */
const PAPER_SMOOTHING_MM = 9;
/** A mask never lies closer to the skin, mm. */
const CLEARANCE_MM = 1.5;
const STEP_MM = 2;

/** A mask of nobody's shape, printed with the owner's colours, on somebody's face. */
export const genericMask = (
  owner: HeadMap,
  face: GenericFace,
  wearer: VirtualPerson,
  wearerMap: HeadMap,
): Figure => {
  const { marks } = face;
  const [dx, dy] = [
    wearerMap.marks.eyes[0] - marks.eyes[0],
    wearerMap.marks.eyes[1] - marks.eyes[1],
  ];
  const relief = (x: number, y: number): number => face.depthAt(x - dx, y - dy);
  const worn = {
    ...marks,
    eyes: shifted(marks.eyes, dx, dy),
    nose: shifted(marks.nose, dx, dy),
    chin: marks.chin + dy,
  };
  return new ChangedHead(wearer, { attached: [mask(owner, worn, relief, wearerMap)] });
};

/** Paper with the owner's colours, pressed onto somebody's face. */
export const paperMask = (owner: HeadMap, wearer: VirtualPerson, wearerMap: HeadMap): Figure =>
  new ChangedHead(wearer, {
    attached: [mask(owner, wearerMap.marks, smoothed(wearerMap), wearerMap)],
  });

/** @param relief z of the mask by x and y on the wearer's head, up to a shift; NaN where it ends */
function mask(
  owner: HeadMap,
  marks: FaceMarks,
  relief: (x: number, y: number) => number,
  wearer: HeadMap,
): ViewMesh {
  const height = marks.chin - marks.eyes[1];
  const [x0, y0] = [marks.eyes[0], marks.eyes[1] + 0.3 * height];
  const [halfWidth, halfHeight] = [OUTLINE.across * height, OUTLINE.down * height];
  const isInside = (x: number, y: number): boolean =>
    ((x - x0) / halfWidth) ** 2 + ((y - y0) / halfHeight) ** 2 < 1;
  const columns = Math.ceil((2 * halfWidth) / STEP_MM) + 1;
  const rows = Math.ceil((2 * halfHeight) / STEP_MM) + 1;
  const placeOf = (column: number, row: number): readonly [number, number] => [
    x0 - halfWidth + column * STEP_MM,
    y0 - halfHeight + row * STEP_MM,
  ];
  let forward = -Infinity;
  for (let i = 0; i < columns * rows; i++) {
    const [x, y] = placeOf(i % columns, Math.floor(i / columns));
    if (!isInside(x, y)) continue;
    const over = relief(x, y) - (wearer.depth[cellAt(wearer, x, y)] ?? NaN);
    if (over > forward) forward = over;
  }
  const shift = Number.isFinite(forward) ? forward + CLEARANCE_MM : 0;
  return gridMesh(columns, rows, (column, row) => {
    const [x, y] = placeOf(column, row);
    const z = relief(x, y) - shift;
    if (!isInside(x, y) || Number.isNaN(z)) return null;
    const [u, v] = warpFace(marks, owner.marks, x, y);
    const color = owner.colors[cellAt(owner, u, v)] ?? 0;
    return {
      position: [x, y, z],
      color: color === 0 ? packColor(236, 236, 236) : printed(color),
      surface: SURFACE.paper,
    };
  });
}

const shifted = ([x, y, z]: FaceMarks['eyes'], dx: number, dy: number): FaceMarks['eyes'] => [
  x + dx,
  y + dy,
  z,
];

/** The relief of a head under a Gaussian, over what there is of it. */
function smoothed(map: HeadMap): (x: number, y: number) => number {
  const across = blurred(
    map,
    map.depth.map((z) => (Number.isNaN(z) ? 0 : z)),
    1,
  );
  const sums = blurred(map, across, map.width);
  const shares = blurred(
    map,
    blurred(
      map,
      map.depth.map((z) => (Number.isNaN(z) ? 0 : 1)),
      1,
    ),
    map.width,
  );
  return (x, y) => {
    const cell = cellAt(map, x, y);
    const share = shares[cell] ?? 0;
    return share < 0.3 ? NaN : (sums[cell] ?? 0) / share;
  };
}

function blurred({ width, height }: HeadMap, values: Float32Array, step: number): Float32Array {
  const reach = Math.ceil(2.5 * PAPER_SMOOTHING_MM);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * PAPER_SMOOTHING_MM ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.map((_, cell) => {
    const place = step === 1 ? cell % width : Math.floor(cell / width);
    const last = step === 1 ? width : height;
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      if (place + k < 0 || place + k >= last) continue;
      sum += (weights[k + reach] ?? 0) * (values[cell + k * step] ?? 0);
    }
    return sum / total;
  });
}
