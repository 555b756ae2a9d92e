/** Import and export for the windows: queued conversions with progress, each of which can be cancelled. */
import { randomUUID } from 'node:crypto';
import { RateLimit } from '../../base/rate-limit.ts';
import type { ExchangeEvent, ExchangeRequest, ExportSummary } from '../../contract/exchange.ts';
import { fail, type Result } from '../../contract/problem.ts';
import { reasonOf } from '../../base/error-words.ts';

export interface Exchange {
  /**
   * Queues a conversion and returns its id, which every event about it carries; the last event is its end.
   * @param id new id chosen by the caller; default: one is generated
   */
  start(request: ExchangeRequest, id?: string): string;
  /** Cancels a conversion that waits or runs, leaving none of its output. No effect once it has ended. */
  cancel(id: string): void;
  /** Cancels everything; resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** Often enough for a moving bar, rare enough to cost nothing. */
const PROGRESS_PER_SECOND = 10;

/** Runs one conversion, whichever process does the work. */
export type Conversion = (
  request: ExchangeRequest,
  signal: AbortSignal,
  onProgress: (done: number, total: number | null) => void,
) => Promise<Result<ExportSummary>>;

/**
 * Runs one conversion at a time, since the live picture needs the machine too. Emits `progress` about ten times a
 * second, and with the last frame.
 */
export function createExchange(
  onEvent: (event: ExchangeEvent) => void,
  convert: Conversion,
): Exchange {
  const jobs = new Map<string, AbortController>();
  let last: Promise<void> = Promise.resolve();

  async function run(id: string, request: ExchangeRequest, signal: AbortSignal): Promise<void> {
    const converted = signal.aborted ? CANCELLED : await convertNow(id, request, signal);
    jobs.delete(id);
    if (converted.ok) onEvent({ kind: 'finished', id, summary: converted.value });
    else if (converted.problem.code === 'conversion-cancelled') onEvent({ kind: 'cancelled', id });
    else onEvent({ kind: 'failed', id, problem: converted.problem });
  }

  async function convertNow(
    id: string,
    request: ExchangeRequest,
    signal: AbortSignal,
  ): Promise<Result<ExportSummary>> {
    onEvent({ kind: 'started', id });
    const rate = new RateLimit(PROGRESS_PER_SECOND);
    try {
      return await convert(request, signal, (done, total) => {
        if (done !== total && !rate.passes(performance.now())) return;
        onEvent({ kind: 'progress', id, done, total });
      });
    } catch (error) {
      // A bug of ours must not take down the engine, nor the conversions that wait.
      const reason = reasonOf(error);
      return fail(
        'internal',
        `The conversion stopped because of a mistake in Depthlock: ${reason}`,
      );
    }
  }

  return {
    start(request, id = randomUUID()) {
      const controller = new AbortController();
      jobs.set(id, controller);
      last = last.then(() => run(id, request, controller.signal));
      return id;
    },
    cancel: (id) => jobs.get(id)?.abort(),
    async stop() {
      for (const controller of jobs.values()) controller.abort();
      await last;
    },
  };
}

const CANCELLED = fail('conversion-cancelled', 'Cancelled before it began.');
