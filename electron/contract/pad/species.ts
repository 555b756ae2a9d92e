/**
 * What a person presents in a presentation attack test: themselves, and one kind of attack (a species) after the other.
 * The names are those of the species in datasets (docs/evaluation.md) without their measures.
 */
import type { VirtualScene } from '../camera.ts';

export const SPECIES_IDS = [
  'print-flat',
  'print-bent',
  'print-folded',
  'print-nose',
  'print-eye-holes',
  'screen',
  'paper-mask',
  'other-person',
  'eyes-closed',
] as const;
export type SpeciesId = (typeof SPECIES_IDS)[number];

/** `genuine` is the owner, who wants in. */
export type PresentationId = 'genuine' | SpeciesId;
export const PRESENTATION_IDS = [
  'genuine',
  ...SPECIES_IDS,
] as const satisfies readonly PresentationId[];

/** How the virtual Kinect shows it; `other-person` is anybody but the owner. */
export type Demonstration =
  { readonly presentation: VirtualScene['presentation'] } | { readonly person: 'other-person' };

export interface PadPresentation {
  readonly name: string;
  /**
   * `artefact`: a thing takes the owner's place, so liveness should refuse it. `person`: somebody alive, whom liveness
   * rightly takes for live; the lock should stay closed all the same.
   */
  readonly shows: 'artefact' | 'person';
  /** What has to be at hand, once for all attempts. */
  readonly prepare: string;
  /** What to do in each attempt. */
  readonly present: string;
  readonly demonstration: Demonstration;
}

/** All of them, in the order in which they are presented. */
export const PAD_PRESENTATIONS: Readonly<Record<PresentationId, PadPresentation>> = {
  genuine: {
    name: 'Yourself',
    shows: 'person',
    prepare: 'Nothing but your face, as you would come to the lock.',
    present: 'Step before the camera and look at it, as you do to open.',
    demonstration: { presentation: 'person' },
  },
  'print-flat': {
    name: 'Print, flat',
    shows: 'artefact',
    prepare:
      'A colour print of your face from the front, as large as life (about 16 cm from chin to hairline), on matt paper, taped to a stiff board.',
    present: 'Hold it where your face would be, stay behind it, and move it a little.',
    demonstration: { presentation: 'print-flat' },
  },
  'print-bent': {
    name: 'Print, bent',
    shows: 'artefact',
    prepare: 'The same print without the board.',
    present: 'Bend it round like a bottle, the face outwards; try tighter and wider bends.',
    demonstration: { presentation: 'print-bent' },
  },
  'print-folded': {
    name: 'Print, folded',
    shows: 'artefact',
    prepare: 'The same print, folded once from top to bottom through the nose.',
    present: 'Hold it with the fold towards the camera, half open; try other angles.',
    demonstration: { presentation: 'print-folded' },
  },
  'print-nose': {
    name: 'Print, nose folded out',
    shows: 'artefact',
    prepare: 'A second print. Cut along both sides of the nose and fold it out towards you.',
    present: 'Hold it flat, then a little bent, the nose pointing at the camera.',
    demonstration: { presentation: 'print-nose' },
  },
  'print-eye-holes': {
    name: 'Print, eyes cut out',
    shows: 'artefact',
    prepare: 'A third print, with both eyes cut out.',
    present: 'Hold it close to your own face, look through the holes, and blink.',
    demonstration: { presentation: 'print-eye-holes' },
  },
  screen: {
    name: 'Screen',
    shows: 'artefact',
    prepare:
      'A tablet, brightness up, that shows a picture or a film of your face as large as life.',
    present: 'Hold it where your face would be, and turn it until it does not mirror the light.',
    demonstration: { presentation: 'tablet' },
  },
  'paper-mask': {
    name: 'Mask',
    shows: 'artefact',
    prepare: 'A print of your face as a mask, on somebody else: cut out and bent round their face.',
    present: 'Whoever wears it looks at the camera and turns the head slowly.',
    demonstration: { presentation: 'paper-mask' },
  },
  'other-person': {
    name: 'Another person',
    shows: 'person',
    prepare: 'Somebody else, best one who looks like you, with your hair and your glasses.',
    present: 'They look at the camera, near enough, and hold still for a moment.',
    demonstration: { person: 'other-person' },
  },
  'eyes-closed': {
    name: 'Eyes closed',
    shows: 'person',
    prepare: 'Yourself, as if asleep: somebody else starts each attempt.',
    present: 'Close your eyes before the attempt starts, and keep them closed until it ends.',
    demonstration: { presentation: 'asleep' },
  },
};
