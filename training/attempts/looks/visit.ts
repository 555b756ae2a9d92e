import type { Presentation, RoomLight } from '../../../electron/contract/camera.ts';
import { PRESENTATIONS } from '../../../electron/contract/camera.ts';

/** Somebody, or something that claims to be somebody, before locks: as many attempts as are played, one after the other. */
export interface Visit {
  /** `condition` for people themselves, else the species. */
  readonly name: string;
  readonly presentation: Presentation;
  readonly day: 'enrolled' | 'another';
  readonly distanceMm: number;
  readonly light: RoomLight;
  /** Also before the locks of everybody else. */
  readonly triesOthers: boolean;
}

/** Seen well: the condition in which time to open is measured. */
export const SEEN_WELL = 'seen well';

/** What everybody does: they come back in several ways, and somebody presents something in their name. */
export function visitsOf(place: number): readonly Visit[] {
  const person = {
    presentation: 'person',
    day: 'enrolled',
    light: 'bright',
    triesOthers: false,
  } as const;
  return [
    { ...person, name: SEEN_WELL, distanceMm: 650, triesOthers: true },
    { ...person, name: 'another day', day: 'another', distanceMm: 650 + 20 * (place % 3) },
    { ...person, name: '1.1 to 1.4 m', distanceMm: 1100 + 60 * (place % 6) },
    { ...person, name: 'dim', light: 'dim', distanceMm: 700 },
    ...PRESENTATIONS.filter((presentation) => presentation !== 'person').map(
      (presentation, k): Visit => ({
        ...person,
        name: presentation,
        presentation,
        // From 0.5 to 1.2 m, every species everywhere; what is held before a face is nearer by that.
        distanceMm: (presentation === 'print-near' ? 590 : 500) + 140 * ((place + k) % 6),
      }),
    ),
  ];
}
