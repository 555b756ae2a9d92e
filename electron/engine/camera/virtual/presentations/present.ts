import type { Presentation } from '../../../../contract/camera.ts';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type { Figure } from '../figure.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { asleep } from './asleep.ts';
import type { GenericFace } from './generic-face.ts';
import { printBeforeFace, printInHand } from './held-print.ts';
import { mapHead } from './head-map.ts';
import { genericMask, paperMask } from './masks.ts';
import { colourOnOtherHead, headCopy } from './other-head.ts';
import { takePhoto } from './print-photo.ts';
import { bent, flat, foldedAt, withNose } from './sheet-forms.ts';
import { tabletInHand } from './tablet.ts';

/** What presentations need besides the owner. */
export interface Props {
  /** Who wears the mask or holds the print. */
  readonly attacker: VirtualPerson;
  /** Only a generic mask has it. */
  readonly genericFace: GenericFace | null;
}

/** Whether nothing else than the living person is shown. */
export const isAlive = (presentation: Presentation): boolean =>
  presentation === 'person' || presentation === 'asleep';

/** Whether hands hold what is shown, and tremble. */
export const isHeld = (presentation: Presentation): boolean =>
  presentation !== 'person' && presentation !== 'asleep' && presentation !== 'head-copy';

/** Whether somebody else is needed, who holds or wears something. */
export const needsProps = (presentation: Presentation): boolean =>
  presentation !== 'person' && presentation !== 'asleep' && presentation !== 'head-copy';

/** What stands before the camera when somebody presents themselves as the owner. */
export async function present(
  presentation: Presentation,
  owner: VirtualPerson,
  { attacker, genericFace }: Props,
): Promise<Result<Figure>> {
  if (presentation === 'person') return succeed(owner);
  if (presentation === 'head-copy') return succeed(headCopy(owner));
  const map = await mapHead(owner);
  if (!map.ok) return map;
  if (presentation === 'asleep') return succeed(asleep(owner, map.value));
  const other = await mapHead(attacker);
  if (!other.ok) return other;
  switch (presentation) {
    case 'colour-on-other-head':
      return succeed(colourOnOtherHead(map.value, attacker, other.value));
    case 'paper-mask':
      return succeed(paperMask(map.value, attacker, other.value));
    case 'generic-mask':
      return genericFace === null
        ? fail('internal', 'A generic mask was asked for without a generic face.')
        : succeed(genericMask(map.value, genericFace, attacker, other.value));
    default: {
      const photo = await takePhoto(owner, map.value);
      if (!photo.ok) return photo;
      return succeed(
        picture(
          presentation,
          photo.value,
          attacker,
          other.value.marks,
          owner.archive.interOcularMm,
        ),
      );
    }
  }
}

type Picture = Extract<Presentation, `print-${string}` | 'tablet'>;

function picture(
  presentation: Picture,
  photo: Parameters<typeof printInHand>[0],
  holder: VirtualPerson,
  marks: Parameters<typeof printBeforeFace>[2],
  interOcularMm: number,
): Figure {
  switch (presentation) {
    case 'print-flat':
      return printInHand(photo, flat, interOcularMm);
    case 'print-bent':
      return printInHand(photo, bent, interOcularMm);
    case 'print-folded':
      return printInHand(photo, foldedAt(photo.features.noseTip[0]), interOcularMm);
    case 'print-nose':
      return printInHand(photo, withNose(photo.features), interOcularMm);
    case 'print-eye-holes':
      return printBeforeFace(photo, holder, marks, 'holes');
    case 'print-near':
      return printBeforeFace(photo, holder, marks, 'near');
    case 'tablet':
      return tabletInHand(photo, interOcularMm);
  }
}
