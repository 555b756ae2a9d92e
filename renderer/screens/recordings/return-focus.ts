import { createContext, useContext, useEffect, type RefObject } from 'react';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';

/** Which recording of the list the focus goes to as soon as it is drawn: by id, or by name where that changes its id. */
export type FocusWish = { readonly id: string } | { readonly name: string };

/** Null: the focus stays where it is. */
export const FocusWishContext = createContext<RefObject<FocusWish | null>>({ current: null });

export function useFocusWish(): RefObject<FocusWish | null> {
  return useContext(FocusWishContext);
}

/** Moves the focus to the wished recording's button in the list, once it is there. */
export function useReturnedFocus(
  list: RefObject<HTMLElement | null>,
  recordings: readonly RecordingSummary[],
): void {
  const wish = useFocusWish();
  useEffect(() => {
    const wished = wish.current;
    if (wished === null) return;
    const found = recordings.find(({ id, name }) =>
      'id' in wished ? id === wished.id : name === wished.name,
    );
    if (found === undefined) return;
    wish.current = null;
    list.current?.querySelector<HTMLElement>(`[data-recording="${CSS.escape(found.id)}"]`)?.focus();
  }, [wish, list, recordings]);
}
