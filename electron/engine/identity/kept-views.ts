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
  readonly places: readonly HeldPlace[];
}

export const NO_VIEWS: KeptViews = { references: [], places: [] };

/** Gives a place its reference, or a better one; the same views where it has one that is as good. */
export function keepView(
  views: KeptViews,
  place: string,
  { reference, quality }: CandidateView,
): KeptViews {
  const { references, places } = views;
  const held = heldAt(views, place);
  if (held === null) {
    return {
      references: [...references, reference],
      places: [...places, { place, index: references.length, quality }],
    };
  }
  if (!isBetter(quality, held.quality)) return views;
  return {
    references: references.map((before, index) => (index === held.index ? reference : before)),
    places: places.map((before) => (before === held ? { ...held, quality } : before)),
  };
}

/** Whether a look is worth keeping there: the place is free, or what it has is worse. */
export function isWorthKeeping(views: KeptViews, place: string, quality: number): boolean {
  const held = heldAt(views, place);
  return held === null || isBetter(quality, held.quality);
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

const isBetter = (quality: number, before: number): boolean => quality >= before + BETTER_BY;
