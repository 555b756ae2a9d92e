/**
 * What a reader that knows nothing of Depthlock finds in a file: @mcap/core, record by record. Repair is held to it.
 */
import { open } from 'node:fs/promises';
import { McapStreamReader, type McapTypes } from '@mcap/core';
import { lz4Decompress } from '../lz4.ts';
import { STREAMS, TOPICS, type Stream } from '../topics.ts';
import { zstdDecompress, zstdLoaded } from '../zstd.ts';
import { LARGEST_CHUNK } from './records.ts';

const BLOCK = 1 << 20;
/** A record that is longer than this is none. */
const LONGEST_RECORD = 2 * LARGEST_CHUNK;

export interface PlainContents {
  /** Times at which every needed stream has an image, as often as all of them have. */
  readonly wholeFrames: number;
  /** Messages and attachments that are none of a recording's. */
  readonly others: number;
}

/**
 * Reads until the end, or until the reader gives up. Throws where the file cannot be read at all.
 * @param needed streams without which a frame is incomplete
 */
export async function readPlainly(file: string, needed: readonly Stream[]): Promise<PlainContents> {
  await zstdLoaded;
  const wanted = new Map(needed.map((stream, bit) => [TOPICS[stream] as string, bit]));
  const ours = new Set<string>(STREAMS.map((stream) => TOPICS[stream]));
  const topics = new Map<number, string>();
  const counts = new Map<bigint, number[]>();
  let others = 0;
  for await (const record of recordsIn(file)) {
    if (record.type === 'Channel') topics.set(record.id, record.topic);
    else if (record.type === 'Attachment' && record.name !== 'depthlock.frames') others += 1;
    if (record.type !== 'Message') continue;
    const topic = topics.get(record.channelId) ?? '';
    if (!ours.has(topic)) others += 1;
    const bit = wanted.get(topic);
    if (bit === undefined) continue;
    const counted = counts.get(record.logTime) ?? needed.map(() => 0);
    counted[bit] = (counted[bit] ?? 0) + 1;
    counts.set(record.logTime, counted);
  }
  let wholeFrames = 0;
  for (const counted of counts.values()) wholeFrames += Math.min(...counted);
  return { wholeFrames, others };
}

async function* recordsIn(file: string): AsyncGenerator<McapTypes.TypedMcapRecord> {
  const handle = await open(file, 'r');
  try {
    const reader = new McapStreamReader({
      validateCrcs: true,
      decompressHandlers: {
        zstd: (data, size) => zstdDecompress(data, Math.min(Number(size), LARGEST_CHUNK)),
        lz4: (data, size) => lz4Decompress(data, Math.min(Number(size), LARGEST_CHUNK)),
      },
    });
    for (let at = 0; reader.bytesRemaining() < LONGEST_RECORD;) {
      const block = Buffer.alloc(BLOCK);
      const { bytesRead } = await handle.read(block, 0, BLOCK, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      reader.append(block.subarray(0, bytesRead));
      for (;;) {
        const record = nextOf(reader);
        if (record === null) return;
        if (record === undefined) break;
        yield record;
      }
    }
  } finally {
    await handle.close();
  }
}

/** Undefined: it needs more of the file; null: it gives up. */
function nextOf(reader: McapStreamReader): McapTypes.TypedMcapRecord | null | undefined {
  try {
    return reader.nextRecord();
  } catch {
    return null;
  }
}
