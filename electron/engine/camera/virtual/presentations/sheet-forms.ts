import type { Vector3 } from '../../../geometry/rigid.ts';

/** Where a place on flat paper comes to lie, mm: x to the right, y down, z away from the camera. */
export type SheetForm = (across: number, down: number) => Vector3;

/** Where features are on the paper, mm from its middle. */
export interface PrintedFeatures {
  readonly eyes: readonly (readonly [number, number])[];
  readonly bridge: readonly [number, number];
  readonly noseTip: readonly [number, number];
}

export const BEND_RADIUS_MM = 90;
/** How far each half is folded back, radians. */
export const FOLD = (35 * Math.PI) / 180;
const NOSE = { heightMm: 24, halfWidthMm: 17, dropMm: 9 } as const;
const EYE_HOLE = { halfWidth: 17, halfHeight: 11 } as const;

export const flat: SheetForm = (across, down) => [across, down, 0];

/** Round an upright cylinder. */
export const bent: SheetForm = (across, down) => {
  const angle = across / BEND_RADIUS_MM;
  return [BEND_RADIUS_MM * Math.sin(angle), down, BEND_RADIUS_MM * (1 - Math.cos(angle))];
};

/** Folded once, down the nose. */
export const foldedAt =
  (crease: number): SheetForm =>
  (across, down) => {
    const beside = across - crease;
    return [crease + Math.cos(FOLD) * beside, down, Math.sin(FOLD) * Math.abs(beside)];
  };

/** A flap folded up over the printed nose: a pyramid, highest at the tip. */
export function withNose({ bridge, noseTip }: PrintedFeatures): SheetForm {
  const length = Math.max(10, noseTip[1] - bridge[1]);
  return (across, down) => {
    const share =
      down < noseTip[1] ? (down - bridge[1]) / length : 1 - (down - noseTip[1]) / NOSE.dropMm;
    const width = NOSE.halfWidthMm * Math.max(0.25, Math.min(1, share));
    const side = 1 - Math.abs(across - noseTip[0]) / width;
    const height = share <= 0 || side <= 0 ? 0 : NOSE.heightMm * share * side;
    return [across, down, -height];
  };
}

/** Whether a place on the paper is cut out so that whoever is behind can look through. */
export const isEyeHole = ({ eyes }: PrintedFeatures, across: number, down: number): boolean =>
  eyes.some(
    ([x, y]) =>
      ((across - x) / EYE_HOLE.halfWidth) ** 2 + ((down - y) / EYE_HOLE.halfHeight) ** 2 < 1,
  );
