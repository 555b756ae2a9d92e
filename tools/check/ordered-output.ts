/** Collects the output of concurrent writers into consecutive sections. */

export interface Section {
  write(chunk: string | Uint8Array): void;
  /** Ends the section. */
  end(): void;
}

interface State {
  readonly waiting: (string | Uint8Array)[];
  ended: boolean;
}

/**
 * Sections in reading order. The output of the first unfinished one is passed on at once; that of later ones is kept
 * until all previous ones have ended.
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
