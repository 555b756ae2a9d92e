/** Lets several write at once, to be read one after the other. */

export interface Section {
  write(chunk: string | Uint8Array): void;
  /** Nothing more comes. */
  end(): void;
}

interface State {
  readonly waiting: (string | Uint8Array)[];
  ended: boolean;
}

/**
 * Sections in the order in which they are to be read. What the first unfinished one writes is passed on at once; what
 * later ones write is kept until all before them have ended.
 */
export function orderedSections(
  count: number,
  write: (chunk: string | Uint8Array) => void,
): readonly Section[] {
  const states = Array.from({ length: count }, (): State => ({ waiting: [], ended: false }));
  let turn = 0;
  const passOn = (): void => {
    for (let state = states[turn]; state !== undefined; state = states[++turn]) {
      for (const chunk of state.waiting.splice(0)) write(chunk);
      if (!state.ended) return;
    }
  };
  return states.map((state) => ({
    write: (chunk) => {
      state.waiting.push(chunk);
      passOn();
    },
    end: () => {
      state.ended = true;
      passOn();
    },
  }));
}
