/** The references of an enrolment, one a place; a better look at a place takes the place of a worse one. */
import type { Reference } from '../../contract/engine/engine-messages.ts';

/**
 * By how much a look's quality has to be better to replace a reference: less is noise of the picture, and would only
 * replace every reference several times over.
 */
const BETTER_BY = 0.1;

/** A look that may become a reference. */
export interface CandidateView {
  readonly reference: Reference;
  /** As the encoder says (`FaceEmbedding`). */
  readonly quality: number;
}

/** Which reference a place has. */
interface HeldPlace {
  readonly place: string;
  /** Index into `references`. */
  readonly index: number;
  readonly quality: number;
}

export interface KeptViews {
  readonly references: readonly Reference[];
  /** The same looks in infrared, by index; undefined where there is none. */
  readonly infrared: readonly (Reference | undefined)[];
  readonly places: readonly HeldPlace[];
  /** How often a look was kept, and the index of the last one; null before the first. */
  readonly kept: number;
  readonly last: number | null;
}

export const NO_VIEWS: KeptViews = {
  references: [],
  infrared: [],
  places: [],
  kept: 0,
  last: null,
};

/** Every look in the spectrum that it was kept in, and in infrared too where that was there. */
export function allReferences({ references, infrared }: KeptViews): readonly Reference[] {
  return references.flatMap((reference, index) => {
    const beside = infrared[index];
    return beside === undefined ? [reference] : [reference, beside];
  });
}

/** Adds to the look that was kept last, if it was in colour, how it is in infrared. */
export function keepInfrared(views: KeptViews, embedding: Float32Array): KeptViews {
  const { references, infrared, last } = views;
  const reference = last === null ? undefined : references[last];
  if (last === null || reference?.spectrum !== 'colour') return views;
  const beside = {
    ...reference,
    embedding: Float32Array.from(embedding),
    spectrum: 'infrared',
  } as const;
  return { ...views, infrared: infrared.map((own, index) => (index === last ? beside : own)) };
}

/** Gives a place its reference, or a better one; the same views where it has one that is as good. */
export function keepView(views: KeptViews, place: string, view: CandidateView): KeptViews {
  const { reference, quality } = view;
  const { references, infrared, places } = views;
  const held = heldAt(views, place);
  const kept = views.kept + 1;
  if (held === null) {
    return {
      references: [...references, reference],
      infrared: [...infrared, undefined],
      places: [...places, { place, index: references.length, quality }],
      kept,
      last: references.length,
    };
  }
  if (!isBetter(view, held, views)) return views;
  return {
    references: references.map((before, index) => (index === held.index ? reference : before)),
    infrared: infrared.map((before, index) => (index === held.index ? undefined : before)),
    places: places.map((before) => (before === held ? { ...held, quality } : before)),
    kept,
    last: held.index,
  };
}

/** Whether a look is worth keeping there: the place is free, or what it has is worse. */
export function isWorthKeeping(views: KeptViews, place: string, view: CandidateView): boolean {
  const held = heldAt(views, place);
  return held === null || isBetter(view, held, views);
}

export const isHeld = (views: KeptViews, place: string): boolean => heldAt(views, place) !== null;

/** The references without that of a place. */
export function referencesBeside(views: KeptViews, place: string): readonly Reference[] {
  const held = heldAt(views, place);
  return held === null
    ? views.references
    : views.references.filter((_, index) => index !== held.index);
}

/** Of these places, that with the worst look; null if none has one. */
export function worstHeld(
  { places }: KeptViews,
  isAmong: (place: string) => boolean,
): string | null {
  let worst: HeldPlace | null = null;
  for (const held of places) {
    if (!isAmong(held.place)) continue;
    if (worst === null || held.quality < worst.quality) worst = held;
  }
  return worst?.place ?? null;
}

function heldAt({ places }: KeptViews, place: string): HeldPlace | null {
  return places.find((held) => held.place === place) ?? null;
}

/** Qualities of two spectra are not of one scale: a look replaces one of its own. */
const isBetter = (
  { reference, quality }: CandidateView,
  held: HeldPlace,
  { references }: KeptViews,
): boolean =>
  references[held.index]?.spectrum === reference.spectrum && quality >= held.quality + BETTER_BY;
