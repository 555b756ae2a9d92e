import { SURFACE } from '../atlas/atlas.ts';
import type { ViewMesh } from '../drawing/view-mesh.ts';
import type { Figure } from '../figure.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { ChangedHead, type HeadPoint } from './changed-head.ts';
import { channelsOf, gridMesh, packColor } from './grid-mesh.ts';
import { cellAt, type HeadMap } from './head-map.ts';

/** Half the opening of an eye with its lashes, as shares of half the distance between the eyes. */
const OPENING = { width: 0.52, height: 0.27 } as const;
/** A closed lid stands before the plane of its rim, mm. */
const LID_BULGE = 2;
/** Lashes lie this far down the opening, -1 to 1, and darken it. */
const LASHES = { at: 0.45, reach: 0.2, left: 0.55 } as const;

/** The bed around a head, mm: distances from the eyes, and of nodes. The blanket begins under the chin. */
const BED = {
  halfWidth: 800,
  halfHeight: 620,
  step: 10,
  cushionBehind: 105,
  sheetBehind: 190,
  blanketBelow: 165,
  blanketBehind: 45,
} as const;
const CUSHION = { halfWidth: 330, halfHeight: 230 } as const;
const LINEN = packColor(214, 216, 222);

/**
 * The person asleep on a cushion, the camera above. No picture shows their eyes closed, so lids are painted over them:
 * colour and relief are drawn from the rim above an eye to the one below it, with a bulge and the line of the lashes.
 * Glasses that are worn in the pictures stay on.
 */
export function asleep(person: VirtualPerson, map: HeadMap): Figure {
  const { eyes } = map.marks;
  const lids = [-1, 1].map((side) => closeLid(map, side));
  return new ChangedHead(person, {
    change: (point) => {
      for (const lid of lids) lid(point);
    },
    torso: bed(eyes[1], eyes[2]),
  });
}

function closeLid(map: HeadMap, side: number): (point: HeadPoint) => void {
  const { eyes, halfEyes } = map.marks;
  const [x, y] = [eyes[0] + side * halfEyes, eyes[1]];
  const [halfWidth, halfHeight] = [OPENING.width * halfEyes, OPENING.height * halfEyes];
  return (point) => {
    const across = (point.x - x) / halfWidth;
    const down = (point.y - y) / halfHeight;
    if (across * across + down * down >= 1) return;
    const reach = halfHeight * Math.sqrt(1 - across * across);
    const above = cellAt(map, point.x, y - reach - 1);
    const below = cellAt(map, point.x, y + reach + 1);
    const share = (point.y - (y - reach)) / (2 * reach);
    const depth = blend(map.depth[above] ?? NaN, map.depth[below] ?? NaN, share);
    if (Number.isNaN(depth)) return;
    point.z = depth - LID_BULGE * (1 - across * across - down * down);
    const line = 1 - Math.abs(down - LASHES.at) / LASHES.reach;
    const light = line <= 0 ? 1 : 1 - (1 - LASHES.left) * line;
    const [top, bottom] = [channelsOf(map.colors[above] ?? 0), channelsOf(map.colors[below] ?? 0)];
    const channel = (i: 0 | 1 | 2): number => light * blend(top[i], bottom[i], share);
    point.color = packColor(channel(0), channel(1), channel(2));
    if (point.surface === SURFACE.eye) point.surface = SURFACE.skin;
  };
}

const blend = (a: number, b: number, share: number): number => a + (b - a) * share;

/** A cushion with the dent of a head on a sheet. */
function bed(eyesY: number, eyesZ: number): ViewMesh {
  const columns = (2 * BED.halfWidth) / BED.step + 1;
  const rows = (2 * BED.halfHeight) / BED.step + 1;
  return gridMesh(columns, rows, (column, row) => {
    const x = column * BED.step - BED.halfWidth;
    const y = row * BED.step - BED.halfHeight;
    const edge = 1 - Math.max((x / CUSHION.halfWidth) ** 4, (y / CUSHION.halfHeight) ** 4);
    const dent = 55 * Math.exp(-((x / 120) ** 2 + (y / 130) ** 2));
    const rise = (BED.sheetBehind - BED.cushionBehind) * Math.sqrt(Math.max(0, edge));
    const folds = 4 * Math.sin(x / 45 + Math.sin(y / 70)) * Math.sin(y / 60);
    const covered = Math.max(0, Math.min(1, (y - BED.blanketBelow) / 40));
    const bare = BED.sheetBehind - rise + (edge > 0 ? dent : 0);
    const blanket = BED.blanketBehind + 90 * (x / 420) ** 2;
    const shade = 1 - 0.012 * folds - (edge > 0 ? 0.04 : 0.1);
    const [red, green, blue] = channelsOf(LINEN);
    return {
      position: [x, eyesY + y, eyesZ + folds + bare + covered * Math.min(0, blanket - bare)],
      color: packColor(shade * red, shade * green, shade * blue),
      surface: SURFACE.cloth,
    };
  });
}
