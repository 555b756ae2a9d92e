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

/** The view that a place has. */
interface HeldView extends CandidateView {
  readonly place: string;
  /** The same face in infrared, of a reference in colour. */
  readonly infrared: Reference | null;
}

export interface KeptViews {
  readonly held: readonly HeldView[];
  /** How often a look was kept, those that were replaced since included. */
  readonly looksKept: number;
  /** Where the last of them was kept. */
  readonly lastPlace: string | null;
}

export const NO_VIEWS: KeptViews = { held: [], looksKept: 0, lastPlace: null };

/** All references, of both spectra. */
export function referencesOf({ held }: KeptViews): readonly Reference[] {
  return held.flatMap(({ reference, infrared }) =>
    infrared === null ? [reference] : [reference, infrared],
  );
}

/** Gives a place its reference, or a better one; the same views where it has one that is as good. */
export function keepView(views: KeptViews, place: string, view: CandidateView): KeptViews {
  if (!isWorthKeeping(views, place, view)) return views;
  const kept: HeldView = { ...view, place, infrared: null };
  const before = heldAt(views, place);
  const held =
    before === null
      ? [...views.held, kept]
      : views.held.map((own) => (own === before ? kept : own));
  return { held, looksKept: views.looksKept + 1, lastPlace: place };
}

/** Adds to the look that was kept last, if it was in colour, how it is in infrared. */
export function keepInfrared(views: KeptViews, embedding: Float32Array): KeptViews {
  const last = views.lastPlace === null ? null : heldAt(views, views.lastPlace);
  if (last?.reference.spectrum !== 'colour') return views;
  const infrared = { ...last.reference, embedding, spectrum: 'infrared' } as const;
  const held = views.held.map((own) => (own === last ? { ...own, infrared } : own));
  return { ...views, held };
}

/**
 * Whether a look is worth keeping there: the place is free, or what it has is worse. Qualities of two spectra cannot be
 * compared, so a look in one never replaces one in the other.
 */
export function isWorthKeeping(
  views: KeptViews,
  place: string,
  { reference, quality }: CandidateView,
): boolean {
  const held = heldAt(views, place);
  if (held === null) return true;
  return held.reference.spectrum === reference.spectrum && quality >= held.quality + BETTER_BY;
}

export const isHeld = (views: KeptViews, place: string): boolean => heldAt(views, place) !== null;

/** The references of all places but one. */
export function referencesBeside(views: KeptViews, place: string): readonly Reference[] {
  return referencesOf({ ...views, held: views.held.filter((own) => own.place !== place) });
}

/** Of these places, that with the worst look; null if none has one. */
export function worstHeld({ held }: KeptViews, isAmong: (place: string) => boolean): string | null {
  let worst: HeldView | null = null;
  for (const view of held) {
    if (!isAmong(view.place)) continue;
    if (worst === null || view.quality < worst.quality) worst = view;
  }
  return worst?.place ?? null;
}

function heldAt({ held }: KeptViews, place: string): HeldView | null {
  return held.find((own) => own.place === place) ?? null;
}
