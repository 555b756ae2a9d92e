import { EXIT } from './exit-codes.ts';
import { interruptionSource, SIGNALS, type SignalSource } from './interruption-source.ts';
import { onReaderGone } from './readers.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening and restores the system's own handling. */
  end(): void;
}

/**
 * The first Ctrl-C (or SIGTERM) aborts the signal, for an orderly end; the second ends the process at once. When
 * nobody reads the output any more the signal is aborted too, without a word.
 * @param onInterrupted called at the first, to report what happens now
 * @param from the emitter of the signals, and how the process ends; replaced in tests
 */
export function listenForInterruption(
  onInterrupted: () => void,
  from: SignalSource = interruptionSource(),
  exit: (code: number) => void = (code) => process.exit(code),
): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) {
      exit(EXIT.interrupted);
      return;
    }
    controller.abort();
    onInterrupted();
  };
  const forgetReaders = onReaderGone(() => controller.abort());
  for (const signal of SIGNALS) from.on(signal, interrupt);
  return {
    signal: controller.signal,
    end: () => {
      forgetReaders();
      for (const signal of SIGNALS) from.off(signal, interrupt);
    },
  };
}
