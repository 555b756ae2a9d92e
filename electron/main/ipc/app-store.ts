import { applyAppEvent, type AppEvent, type AppState } from '../../contract/window/app-state.ts';

type Listener = (event: AppEvent) => void;

/** The one place that knows how the app stands: windows ask it once and are then told of each change. */
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

  /** Takes the change in and tells everybody. */
  apply(event: AppEvent): void {
    this.#state = applyAppEvent(this.#state, event);
    for (const listener of this.#listeners) listener(event);
  }
}
