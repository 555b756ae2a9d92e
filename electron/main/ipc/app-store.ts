import { applyAppEvent, type AppEvent, type AppState } from '../../contract/window/app-state.ts';

type Listener = (event: AppEvent) => void;

/** Holds the app's state: windows fetch it once and then receive each change. */
export class AppStore {
  #state: AppState;
  readonly #listeners = new Set<Listener>();

  constructor(initial: AppState) {
    this.#state = initial;
  }

  get state(): AppState {
    return this.#state;
  }

  /** Returns a function that unsubscribes. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Applies the event and sends it to every window. */
  apply(event: AppEvent): void {
    this.#state = applyAppEvent(this.#state, event);
    for (const listener of this.#listeners) listener(event);
  }
}
