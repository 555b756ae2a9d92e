import { fail, type Result } from '../../../contract/problem.ts';
import { convert } from './convert.ts';
import { createSession, type ExportFormat } from './create-session.ts';
import type { DepthEncoding } from './depth-image-import.ts';
import { openSession } from './open-session.ts';
import type { ExportSummary } from './session.ts';

export interface ConversionRequest {
  /** Recognised by its content. */
  readonly input: string;
  /** Must not exist yet. */
  readonly output: string;
  readonly format: ExportFormat;
  /** The only frame to take, counted from 0; a point cloud takes the first where nothing is said. */
  readonly frame?: number;
  /** What the values of a single depth PNG mean. */
  readonly encoding?: DepthEncoding;
}

/** Opens, converts and closes. The output is there as a whole, or not at all. */
export async function convertSession(
  { input, output, format, frame = format === 'ply' ? 0 : undefined, encoding }: ConversionRequest,
  signal: AbortSignal,
  onProgress?: (done: number, total: number | null) => void,
): Promise<Result<ExportSummary>> {
  const source = await openSession(input, encoding);
  if (!source.ok) return source;
  if (signal.aborted) {
    await source.value.close();
    return fail('conversion-cancelled', 'Cancelled before anything was written.');
  }
  const sink = await createSession(format, output, source.value.sensor);
  if (!sink.ok) {
    await source.value.close();
    return sink;
  }
  return convert(source.value, sink.value, {
    signal,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(frame === undefined ? {} : { first: frame, count: 1 }),
  });
}
