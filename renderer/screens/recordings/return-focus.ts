import { createContext, useContext, useEffect, type RefObject } from 'react';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';

/** A recording of the list: by id, or by name where that changes its id. */
type FocusWish = { readonly id: string } | { readonly name: string };

/** Which recording of the list the focus goes to as soon as it is drawn. */
export class ReturningFocus {
  #wish: FocusWish | null = null;

  wish(wish: FocusWish): void {
    this.#wish = wish;
  }

  /** Once: the wished recording, if it is among these. */
  take(recordings: readonly RecordingSummary[]): RecordingSummary | undefined {
    const wish = this.#wish;
    if (wish === null) return undefined;
    const found = recordings.find(({ id, name }) =>
      'id' in wish ? id === wish.id : name === wish.name,
    );
    if (found !== undefined) this.#wish = null;
    return found;
  }
}

export const ReturningFocusContext = createContext(new ReturningFocus());

export function useReturningFocus(): ReturningFocus {
  return useContext(ReturningFocusContext);
}

/** Moves the focus to the wished recording's button in the list, once it is there. */
export function useReturnedFocus(
  list: RefObject<HTMLElement | null>,
  recordings: readonly RecordingSummary[],
): void {
  const returning = useReturningFocus();
  useEffect(() => {
    const found = returning.take(recordings);
    if (found === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-recording="${CSS.escape(found.id)}"]`)?.focus();
  }, [returning, list, recordings]);
}
