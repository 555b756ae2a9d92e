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
  /**
   * `artefact`: a thing takes the owner's place, so liveness should refuse it. `person`: somebody alive, whom liveness
   * rightly takes for live; the lock should stay closed all the same.
   */
  readonly shows: 'artefact' | 'person';
  readonly demonstration: Demonstration;
}

/** All of them, in the order in which they are presented. */
export const PAD_PRESENTATIONS: Readonly<Record<PresentationId, PadPresentation>> = {
  genuine: {
    shows: 'person',
    demonstration: { presentation: 'person' },
  },
  'print-flat': {
    shows: 'artefact',
    demonstration: { presentation: 'print-flat' },
  },
  'print-bent': {
    shows: 'artefact',
    demonstration: { presentation: 'print-bent' },
  },
  'print-folded': {
    shows: 'artefact',
    demonstration: { presentation: 'print-folded' },
  },
  'print-nose': {
    shows: 'artefact',
    demonstration: { presentation: 'print-nose' },
  },
  'print-eye-holes': {
    shows: 'artefact',
    demonstration: { presentation: 'print-eye-holes' },
  },
  screen: {
    shows: 'artefact',
    demonstration: { presentation: 'tablet' },
  },
  'paper-mask': {
    shows: 'artefact',
    demonstration: { presentation: 'paper-mask' },
  },
  'other-person': {
    shows: 'person',
    demonstration: { person: 'other-person' },
  },
  'eyes-closed': {
    shows: 'person',
    demonstration: { presentation: 'asleep' },
  },
};
