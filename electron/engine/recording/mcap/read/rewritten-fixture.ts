/** Recordings as other programs write them anew: MCAP's own tools, or a script with one of its libraries. */
import { readFile, writeFile } from 'node:fs/promises';
import { McapStreamReader, McapWriter, TempBuffer, type McapTypes } from '@mcap/core';
import { lz4Frame } from '../lz4-fixture.ts';
import { zstdCompress, zstdDecompress, zstdLoaded } from '../zstd.ts';

export interface Rewriting {
  /** Default: without. */
  readonly compression?: 'zstd' | 'lz4';
  /** Bytes; null: messages lie in no chunks. Default: all in one chunk. */
  readonly chunkSize?: number | null;
  readonly withAttachments?: boolean;
  readonly withMetadata?: boolean;
  /** Metadata comes after the messages. */
  readonly withMetadataLast?: boolean;
  readonly withSummary?: boolean;
  readonly withMessageIndexes?: boolean;
  /** Channels and schemas get other numbers. */
  readonly withOtherIds?: boolean;
  /** Messages of nobody's, between the others. */
  readonly withStrangers?: boolean;
  /** Order of the messages; default: theirs. */
  readonly order?: (
    messages: McapTypes.TypedMcapRecords['Message'][],
  ) => readonly McapTypes.TypedMcapRecords['Message'][];
}

type Record<Type extends keyof McapTypes.TypedMcapRecords> = McapTypes.TypedMcapRecords[Type];

/** Writes the recording `from` anew. */
export async function rewriteRecording(
  from: string,
  to: string,
  rewriting: Rewriting,
): Promise<void> {
  const { withSummary = true, withMessageIndexes = true, withOtherIds = false } = rewriting;
  const all = await recordsOfFile(from);
  const of = <Type extends keyof McapTypes.TypedMcapRecords>(type: Type) =>
    all.filter((record): record is Record<Type> => record.type === type);
  const [header] = of('Header');
  const writable = new TempBuffer();
  const { chunkSize = 2 ** 30, compression } = rewriting;
  const writer = new McapWriter({
    writable,
    useChunks: chunkSize !== null,
    chunkSize: chunkSize ?? 0,
    useMessageIndex: withMessageIndexes,
    ...{ useStatistics: withSummary, useSummaryOffsets: withSummary, useChunkIndex: withSummary },
    ...{ repeatSchemas: withSummary, repeatChannels: withSummary },
    ...{ useAttachmentIndex: withSummary, useMetadataIndex: withSummary },
    startChannelId: withOtherIds ? 40 : 0,
    ...(compression === undefined ? {} : { compressChunk: (data) => packed(data, compression) }),
  });
  await writer.start({ profile: '', library: header?.library ?? '' });
  const putMetadata = async (): Promise<void> => {
    if (rewriting.withMetadata === false) return;
    for (const metadata of of('Metadata')) await writer.addMetadata(metadata);
  };
  if (rewriting.withMetadataLast !== true) await putMetadata();
  if (withOtherIds) {
    for (const name of ['a', 'b', 'c']) {
      await writer.registerSchema({ name, encoding: 'protobuf', data: new Uint8Array() });
    }
  }
  const channels = await registerChannels(writer, of('Schema'), of('Channel'));
  const stranger = await writer.registerChannel({
    ...{ topic: '/imu', schemaId: 0, messageEncoding: 'json', metadata: new Map() },
  });
  const messages = of('Message');
  for (const message of rewriting.order?.(messages) ?? messages) {
    await writer.addMessage({ ...message, channelId: channels.get(message.channelId) ?? 0 });
    if (rewriting.withStrangers !== true) continue;
    await writer.addMessage({ ...message, channelId: stranger, data: Buffer.from('{"x":1.25}') });
  }
  if (rewriting.withAttachments === true) {
    for (const attachment of of('Attachment')) await writer.addAttachment(attachment);
  }
  if (rewriting.withMetadataLast === true) await putMetadata();
  await writer.end();
  await writeFile(to, writable.get());
}

async function recordsOfFile(file: string): Promise<readonly McapTypes.TypedMcapRecord[]> {
  await zstdLoaded;
  const reader = new McapStreamReader({
    decompressHandlers: { zstd: (data, size) => zstdDecompress(data, Number(size)) },
  });
  reader.append(await readFile(file));
  const records: McapTypes.TypedMcapRecord[] = [];
  for (;;) {
    const record = reader.nextRecord();
    if (record === undefined) return records;
    records.push(record);
  }
}

async function registerChannels(
  writer: McapWriter,
  schemas: readonly Record<'Schema'>[],
  channels: readonly Record<'Channel'>[],
): Promise<ReadonlyMap<number, number>> {
  const schemaIds = new Map<number, number>();
  for (const schema of schemas) {
    if (!schemaIds.has(schema.id)) schemaIds.set(schema.id, await writer.registerSchema(schema));
  }
  const channelIds = new Map<number, number>();
  for (const channel of channels) {
    if (channelIds.has(channel.id)) continue;
    const schemaId = schemaIds.get(channel.schemaId) ?? 0;
    channelIds.set(channel.id, await writer.registerChannel({ ...channel, schemaId }));
  }
  return channelIds;
}

function packed(data: Uint8Array, compression: 'zstd' | 'lz4') {
  const compressedData = compression === 'zstd' ? zstdCompress(data, 1) : lz4Frame(data);
  return { compression, compressedData };
}
