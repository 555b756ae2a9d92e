import type { ExportSummary } from '../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { FrameSink, FrameSource } from './frame-source.ts';

export interface ConversionOptions {
  readonly signal: AbortSignal;
  /** Called after each frame. `total` is null when only reading would tell. */
  readonly onProgress?: (done: number, total: number | null) => void;
  /** Frames to leave out at the start; default: 0. */
  readonly first?: number;
  /** Frames to take at most; default: all. */
  readonly count?: number;
}

/**
 * Pipes a session into another format, one frame at a time: each is written before the next is read. The output is
 * complete, or, after a problem or a cancel, not there at all. Closes the source.
 *
 * @returns what was written; `conversion-cancelled` once the signal is aborted
 */
export async function convert(
  source: FrameSource,
  sink: FrameSink,
  options: ConversionOptions,
): Promise<Result<ExportSummary>> {
  try {
    const piped = await pipe(source, sink, options).catch(async (error: unknown) => {
      await sink.discard();
      throw error;
    });
    if (piped.ok) return await sink.finish();
    await sink.discard();
    return piped;
  } finally {
    await source.close();
  }
}

async function pipe(
  source: FrameSource,
  sink: FrameSink,
  { signal, onProgress, first = 0, count = Infinity }: ConversionOptions,
): Promise<Result<void>> {
  const total = source.frames === null ? null : Math.min(Math.max(0, source.frames - first), count);
  let done = 0;
  let previousMs = -Infinity;
  const isCancelled = () => signal.aborted;
  if (!isCancelled()) {
    for await (const frame of source.read(signal, first)) {
      if (isCancelled()) break;
      if (!frame.ok) return frame;
      if (!(frame.value.timeMs > previousMs)) return backwards(done, frame.value.timeMs);
      previousMs = frame.value.timeMs;
      const written = await sink.write(frame.value);
      if (!written.ok) return written;
      done++;
      onProgress?.(done, total);
      if (done >= count) break;
    }
  }
  if (isCancelled()) {
    return fail('conversion-cancelled', 'The conversion was cancelled; nothing was written.');
  }
  if (done > 0) return succeed(undefined);
  return fail(
    'files-unreadable',
    first > 0
      ? `There is no frame ${first}: the session has only ${source.frames ?? 'fewer'} frames.`
      : 'There is no frame in the session: nothing was written.',
  );
}

function backwards(frame: number, timeMs: number): Result<never> {
  return fail(
    'files-unreadable',
    `Frame ${frame} is at ${timeMs} ms, not after the one before it: the times of the session are wrong.`,
  );
}
