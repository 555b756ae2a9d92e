import type { ExchangeRequest, ExportSummary } from '../../contract/exchange.ts';
import { fail, type Result } from '../../contract/problem.ts';
import { convert } from './convert.ts';
import { copyRecording } from './recording/copy-recording.ts';
import { createFrameSink } from './create-frame-sink.ts';
import { openFrameSource } from './open-frame-source.ts';

/** Opens, converts and closes. The output is complete, or not there at all. */
export async function convertFiles(
  { input, output, format, frame, strict = false, ...given }: ExchangeRequest,
  signal: AbortSignal,
  onProgress?: (done: number, total: number | null) => void,
): Promise<Result<ExportSummary>> {
  const source = await openFrameSource(input, given);
  if (!source.ok) return source;
  if (signal.aborted) {
    await source.value.close();
    return fail('conversion-cancelled', 'Cancelled before anything was written.');
  }
  const { wholeRecording, frames } = source.value;
  const progress = onProgress === undefined ? {} : { onProgress };
  if (format === 'recording' && frame === undefined && wholeRecording !== undefined) {
    await source.value.close();
    return copyRecording(wholeRecording, output, frames ?? 0, { signal, ...progress });
  }
  const sink = await createFrameSink(format, output, source.value.sensor);
  if (!sink.ok) {
    await source.value.close();
    return sink;
  }
  return convert(source.value, sink.value, {
    signal,
    ...progress,
    ...framesWanted(format, frame),
    strict,
  });
}

/** A point cloud holds one frame: the one that was asked for, else the first that can be read. */
function framesWanted(
  format: ExchangeRequest['format'],
  frame: number | undefined,
): { readonly first?: number; readonly count?: number } {
  if (frame !== undefined) return { first: frame, count: 1 };
  return format === 'ply' ? { count: 1 } : {};
}
