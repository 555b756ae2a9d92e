import type { ExportSummary } from '../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { assumptionsInWords, type LeftOut } from '../../contract/reading.ts';
import { hasReading } from './has-reading.ts';
import { LeftOutCount, NOTHING_LEFT_OUT, sumOf } from './left-out.ts';
import type { FrameSink, FrameSource } from './frame-source.ts';

export interface ConversionOptions {
  readonly signal: AbortSignal;
  /** Called after each frame. `total` is null when only reading would tell. */
  readonly onProgress?: (done: number, total: number | null) => void;
  /** The first frame that is wanted, counted from 0: one that cannot be read is a problem then. Default: from the start. */
  readonly first?: number;
  /** Frames to take at most; default: all. */
  readonly count?: number;
  /** Whether one frame that cannot be read ends it; default: such frames are left out, counted and named. */
  readonly strict?: boolean;
}

/**
 * Pipes a session into another format, one frame at a time: each is written before the next is read. The output is
 * complete, or, after a problem or a cancel, not there at all. A session without a frame, and an import without a
 * reading, is a problem. Closes the source.
 *
 * @returns what was written, and what of an import has to be known; `conversion-cancelled` once the signal is aborted
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
    if (!piped.ok) {
      await sink.discard();
      return piped;
    }
    const finished = await sink.finish();
    return finished.ok ? succeed({ ...finished.value, ...about(source, piped.value) }) : finished;
  } finally {
    await source.close();
  }
}

/** What of an import has to be known. */
function about(source: FrameSource, leftOut: LeftOut): Partial<ExportSummary> {
  const { reading } = source.sensor;
  const assumed = reading === undefined ? null : assumptionsInWords(reading);
  const notices = [...(source.notices ?? []), ...(assumed === null ? [] : [assumed])];
  return {
    ...(leftOut.count === 0 ? {} : { leftOut }),
    ...(notices.length === 0 ? {} : { notices }),
    ...(reading === undefined ? {} : { reading }),
  };
}

/** @returns what was left out */
async function pipe(
  source: FrameSource,
  sink: FrameSink,
  { signal, onProgress, first: asked, count = Infinity, strict = false }: ConversionOptions,
): Promise<Result<LeftOut>> {
  const first = asked ?? 0;
  const listed = source.leftOut ?? NOTHING_LEFT_OUT;
  const [refused] = listed.reasons;
  if (strict && refused !== undefined) return fail('files-unreadable', refused);
  const total = source.frames === null ? null : Math.min(Math.max(0, source.frames - first), count);
  let done = 0;
  let isSeen = false;
  let previousMs = -Infinity;
  const lost = new LeftOutCount();
  const isCancelled = () => signal.aborted;
  if (!isCancelled()) {
    for await (const frame of source.read(signal, first)) {
      if (isCancelled()) break;
      if (!frame.ok) {
        // One that was asked for by its number cannot be replaced by the next.
        if (strict || asked !== undefined) return frame;
        lost.add(frame.problem.message);
        continue;
      }
      if (!(frame.value.timeMs > previousMs)) return backwards(done, frame.value.timeMs);
      previousMs = frame.value.timeMs;
      isSeen ||= hasReading(frame.value);
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
  const leftOut = sumOf(listed, lost.value);
  if (done === 0) return noFrame(source, first, leftOut);
  // Colour alone has no reading either, and is said to have none.
  const isExpected = source.sensor.reading !== undefined && source.hasDepth !== false;
  return isExpected && !isSeen ? noReading(source) : succeed(leftOut);
}

function noFrame(
  { frames, notices = [] }: FrameSource,
  first: number,
  { count, reasons }: LeftOut,
): Result<never> {
  const [reason] = reasons;
  if (reason !== undefined) {
    const all =
      count === 1 ? 'Nothing was written.' : `None of ${count} can be used. Nothing was written.`;
    return fail('files-unreadable', `${reason} ${all}`);
  }
  if (first > 0) {
    return fail(
      'files-unreadable',
      `There is no frame ${first}: the session has only ${frames ?? 'fewer'} frames.`,
    );
  }
  const nothing = 'There is no frame in the session: nothing was written.';
  return fail('files-unreadable', [nothing, ...notices].join(' '));
}

function noReading({ sensor }: FrameSource): Result<never> {
  const scale = sensor.reading?.scale.value;
  const nothing = `There is not one reading in the session of “${sensor.name}”, so nothing was written.`;
  if (scale?.kind !== 'linear') return fail('files-unreadable', nothing);
  const unit = `At ${scale.millimetres} mm a unit all of its depth is none, or farther than the 65.5 m that a frame can say. Where that unit is wrong, say --depth or --depth-scale.`;
  return fail('files-unreadable', `${nothing} ${unit}`);
}

function backwards(frame: number, timeMs: number): Result<never> {
  return fail(
    'files-unreadable',
    `Frame ${frame} is at ${timeMs} ms, not after the one before it: the times of the session are wrong.`,
  );
}
