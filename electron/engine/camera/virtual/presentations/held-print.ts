import { rotationFromAngles } from '../../../geometry/euler.ts';
import { rotate, type Vector3 } from '../../../geometry/rigid.ts';
import { SURFACE } from '../atlas/atlas.ts';
import type { ViewMesh } from '../drawing/view-mesh.ts';
import type { Figure } from '../figure.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { ChangedHead } from './changed-head.ts';
import { gridMesh, packColor, printed } from './grid-mesh.ts';
import type { FaceMarks } from './head-map.ts';
import type { Photo } from './print-photo.ts';
import { isEyeHole, type SheetForm } from './sheet-forms.ts';
import { StillFigure } from './still-figure.ts';

const BORDER_MM = 8;
const PAPER = packColor(236, 236, 236);
/** Distance of neighbouring nodes on the paper, mm. */
const STEP_MM = 1.25;
/** Nobody holds a sheet quite straight, degrees. */
const TILT = rotationFromAngles(4, -3, 2);
/** From the sheet to the tip of the nose behind it, mm. */
const GAP_MM = { holes: 3, near: 90 } as const;

/** A print, held up before an empty room. */
export const printInHand = (photo: Photo, form: SheetForm, interOcularMm: number): Figure =>
  new StillFigure(
    [
      paper(
        photo,
        (across, down) => rotate(TILT, ...form(across, down)),
        () => false,
      ),
    ],
    interOcularMm,
  );

/** A print before the face of whoever holds it, whose eyes are behind the printed ones and look through where it has holes. */
export function printBeforeFace(
  photo: Photo,
  holder: VirtualPerson,
  { eyes, nose }: FaceMarks,
  kind: keyof typeof GAP_MM,
): Figure {
  const { bridge } = photo.features;
  const front = Math.min(nose[2], eyes[2]) - GAP_MM[kind];
  const place = (across: number, down: number): Vector3 => [
    eyes[0] + across - bridge[0],
    eyes[1] + down - bridge[1],
    front,
  ];
  const isHole = (across: number, down: number): boolean =>
    kind === 'holes' && isEyeHole(photo.features, across, down);
  return new ChangedHead(holder, { attached: [paper(photo, place, isHole)] });
}

function paper(
  photo: Photo,
  place: SheetForm,
  isHole: (across: number, down: number) => boolean,
): ViewMesh {
  const [halfWidth, halfHeight] = [photo.halfWidth + BORDER_MM, photo.halfHeight + BORDER_MM];
  const columns = Math.floor((2 * halfWidth) / STEP_MM) + 1;
  const rows = Math.floor((2 * halfHeight) / STEP_MM) + 1;
  return gridMesh(columns, rows, (column, row) => {
    const [across, down] = [column * STEP_MM - halfWidth, row * STEP_MM - halfHeight];
    if (isHole(across, down)) return null;
    const isInside = Math.abs(across) <= photo.halfWidth && Math.abs(down) <= photo.halfHeight;
    const color = isInside ? printed(photo.colorAt(across, down)) : PAPER;
    return { position: place(across, down), color, surface: SURFACE.paper };
  });
}
