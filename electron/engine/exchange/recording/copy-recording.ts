import { open, type FileHandle } from 'node:fs/promises';
import type { ExportSummary } from '../../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { openRegularFile } from '../files/files.ts';
import { beginOutput, unwritable } from '../files/unfinished-output.ts';
import { PRIVATE_FILE } from '../files/private-files.ts';

const BLOCK_BYTES = 4 * 1024 * 1024;

/**
 * Copies a recording byte for byte: re-encoding its frames could only lose something, or make the file larger. The copy
 * is complete, or, after a problem or a cancel, not there at all.
 * @param frames in the recording; `onProgress` receives how many of them lie in the part copied so far
 */
export async function copyRecording(
  file: string,
  output: string,
  frames: number,
  { signal, onProgress }: CopyOptions,
): Promise<Result<ExportSummary>> {
  const begun = await beginOutput(output, 'file');
  if (!begun.ok) return begun;
  const source = await openRegularFile(file);
  if (!source.ok) return source;
  const { handle, size } = source.value;
  try {
    const target = await open(begun.value.path, 'wx', PRIVATE_FILE.mode);
    try {
      for await (const copied of blocksCopied(handle, target)) {
        onProgress?.(Math.min(frames, Math.floor((frames * copied) / size)), frames);
        if (signal.aborted) break;
      }
      await target.sync();
    } finally {
      await target.close();
    }
    const finished = signal.aborted ? CANCELLED : await begun.value.finish();
    if (finished.ok) return succeed({ output: begun.value.output, frames, losses: [] });
    await begun.value.discard();
    return finished;
  } catch (error) {
    await begun.value.discard();
    return unwritable(output, error);
  } finally {
    await handle.close();
  }
}

interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const CANCELLED = fail('conversion-cancelled', 'Cancelled; nothing was written.');

/** Bytes copied so far, after each block. */
async function* blocksCopied(source: FileHandle, target: FileHandle): AsyncGenerator<number> {
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let copied = 0; ;) {
    const { bytesRead } = await source.read(block, 0, block.length, copied);
    if (bytesRead === 0) return;
    // `writeFile` continues at the current position, and writes all.
    await target.writeFile(block.subarray(0, bytesRead));
    copied += bytesRead;
    yield copied;
  }
}
