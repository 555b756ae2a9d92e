import { open, type FileHandle } from 'node:fs/promises';
import { FileWindow } from '../../recording/mcap/read/file-window.ts';
import {
  MAGIC,
  OPCODE,
  parseHeader,
  RECORD_HEADER,
  uint64At,
} from '../../recording/mcap/read/records.ts';
import { scanMessages } from '../../recording/mcap/read/scan-messages.ts';
import { zstdLoaded } from '../../recording/mcap/zstd.ts';
import { ros2TypeOf } from './ros2-messages.ts';

const LARGEST_HEADER = 1 << 16;

/**
 * What an MCAP file holds: messages of ROS as its header says it, or as its channels do; else, or where it cannot be
 * read, a recording, whose reader then says what is wrong.
 */
export async function contentOfMcap(file: string): Promise<'recording' | 'ros1' | 'ros2'> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, 'r');
    const { profile, library } = await headerOf(handle);
    if (profile === 'ros2' || profile === 'ros1') return profile;
    // Found at once, without a look at all of its records.
    if (library.startsWith('depthlock')) return 'recording';
    await zstdLoaded;
    const { channels } = await scanMessages(handle, () => false);
    const encodings = [...channels.values()]
      .filter(({ schema }) => ros2TypeOf(schema) !== null)
      .map(({ messageEncoding }) => messageEncoding);
    if (encodings.includes('cdr')) return 'ros2';
    return encodings.includes('ros1') ? 'ros1' : 'recording';
  } catch {
    return 'recording';
  } finally {
    await handle?.close();
  }
}

/** Throws where the file does not begin with a header. */
async function headerOf(handle: FileHandle): ReturnType<typeof headerIn> {
  const { size } = await handle.stat();
  return headerIn(new FileWindow(handle, size));
}

async function headerIn(
  window: FileWindow,
): Promise<{ readonly profile: string; readonly library: string }> {
  const head = await window.at(MAGIC.length, RECORD_HEADER);
  const length = uint64At(head, 1);
  if (head[0] !== OPCODE.header || length > LARGEST_HEADER) throw new Error('there is no header');
  return parseHeader(await window.at(MAGIC.length + RECORD_HEADER, length));
}
