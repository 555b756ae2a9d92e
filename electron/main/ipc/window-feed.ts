/** Passes the store's events on to windows, as far as the lock lets them know. */
import type { AppEvent } from '../../contract/window/app-state.ts';
import type { AppStore } from './app-store.ts';
import { isOpenTo, windowEvent, windowState } from './locked-window.ts';

/**
 * When the lock opens, a window gets the whole state; when it closes, one from which everything is gone that a closed
 * lock keeps to itself. Returns a function that unsubscribes.
 */
export function feedWindows(store: AppStore, send: (event: AppEvent) => void): () => void {
  let wasOpen = isOpenTo(store.state.lock);
  return store.subscribe((event) => {
    const told = windowEvent(event, store.state);
    if (told !== null) send(told);
    const isOpen = isOpenTo(store.state.lock);
    if (isOpen !== wasOpen) send({ kind: 'state', state: windowState(store.state) });
    wasOpen = isOpen;
  });
}
