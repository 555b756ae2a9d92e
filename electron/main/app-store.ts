import type { AppEvent, AppState } from '../contract/bridge.ts';
import type { VirtualPersonInfo } from '../contract/camera.ts';

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
    this.#state = { ...this.#state, ...changeOf(this.#state, event) };
    for (const listener of this.#listeners) listener(event);
  }

  /** Known once the engine is ready; windows ask for the state again then. */
  setVirtualPeople(virtualPeople: readonly VirtualPersonInfo[]): void {
    this.#state = { ...this.#state, virtualPeople };
  }
}

function changeOf(state: AppState, event: AppEvent): Partial<AppState> {
  switch (event.kind) {
    case 'engine':
      return { engine: event.state };
    case 'sources':
      return { sources: event.sources };
    case 'scene':
      return { scene: event.scene };
    case 'enrolment':
      return { enrolment: event.view };
    case 'lock':
      return { lock: event.view };
    case 'people':
      return { people: event.people };
    case 'recorder':
      return { recorder: event.view };
    case 'recordings':
      return { recordings: event.recordings };
    case 'player':
      return { player: event.view };
    case 'exchange':
      return { exchange: event.jobs };
    case 'problem': {
      // The newest of a kind stands for those before it, so that the list stays short.
      const others = state.problems.filter((problem) => problem.code !== event.problem.code);
      return { problems: [...others, event.problem] };
    }
    case 'observation':
    case 'distances':
    case 'statistics':
      return {};
  }
}
