import { rotationFromAngles } from '../../../geometry/euler.ts';
import { rotate } from '../../../geometry/rigid.ts';
import { SURFACE } from '../atlas/atlas.ts';
import type { Figure } from '../figure.ts';
import { channelsOf, gridMesh, packColor } from './grid-mesh.ts';
import type { Photo } from './print-photo.ts';
import { StillFigure } from './still-figure.ts';

/** Half the picture of a tablet of 12.9 inches held upright, and the black glass around it, mm. */
const SCREEN = { halfWidth: 98, halfHeight: 131, bezel: 9 } as const;
const STEP_MM = 1.25;
const TILT = rotationFromAngles(-3, -4, -1.5);
const BEZEL = packColor(14, 14, 16);

/** A tablet that shows the photo at true size, brighter than the room. */
export function tabletInHand(photo: Photo, interOcularMm: number): Figure {
  const halfWidth = SCREEN.halfWidth + SCREEN.bezel;
  const halfHeight = SCREEN.halfHeight + SCREEN.bezel;
  const columns = Math.floor((2 * halfWidth) / STEP_MM) + 1;
  const rows = Math.floor((2 * halfHeight) / STEP_MM) + 1;
  const mesh = gridMesh(columns, rows, (column, row) => {
    const [across, down] = [column * STEP_MM - halfWidth, row * STEP_MM - halfHeight];
    const isLit = Math.abs(across) <= SCREEN.halfWidth && Math.abs(down) <= SCREEN.halfHeight;
    const color = isLit ? shining(photo.colorAt(across, down)) : BEZEL;
    return { position: rotate(TILT, across, down, 0), color, surface: SURFACE.screen };
  });
  return new StillFigure([mesh], interOcularMm);
}

/** Bright and a little blue, and black that is not quite black. */
function shining(color: number): number {
  const [red, green, blue] = channelsOf(color);
  return packColor(10 + 1.08 * red, 11 + 1.1 * green, 14 + 1.14 * blue);
}
