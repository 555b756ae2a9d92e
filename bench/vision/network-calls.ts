import type { InferenceSession } from 'onnxruntime-node';

/** The part of a session in use: its method in the one form in which the engine calls it. */
interface Runs {
  run(feeds: InferenceSession.FeedsType): Promise<InferenceSession.ReturnType>;
}

interface NetworkCall {
  readonly session: Runs;
  readonly feeds: InferenceSession.FeedsType;
}

/** The networks that some code ran, to be repeated without anything around them. */
export interface NetworkCalls {
  /** Forgets the calls so far. */
  clear(): void;
  readonly count: number;
  /** Runs the same networks on the same tensors, and discards the results. */
  repeat(): Promise<void>;
  /** Records no more. */
  stop(): void;
}

/**
 * Records the inputs of every onnxruntime network in this thread from now on.
 * @param some any session: all share the intercepted method
 */
export function listenToNetworks(some: InferenceSession): NetworkCalls {
  const shared = Object.getPrototypeOf(some) as Runs;
  const run = shared.run;
  let calls: NetworkCall[] = [];
  shared.run = function (this: Runs, feeds: InferenceSession.FeedsType) {
    calls.push({ session: this, feeds });
    return run.call(this, feeds);
  };
  return {
    clear() {
      calls = [];
    },
    get count() {
      return calls.length;
    },
    async repeat() {
      for (const { session, feeds } of calls) await run.call(session, feeds);
    },
    stop() {
      shared.run = run;
    },
  };
}
