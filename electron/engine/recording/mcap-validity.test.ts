/**
 * Recordings checked with the readers of MCAP's authors. npm has no validator; their own `validate` is an example in
 * the format's repository. This test checks all that it checks (every record in order, one schema and channel per id,
 * each message decoded by the schema in the file), and also that every checksum is right and that the index finds
 * exactly the messages in the file.
 */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { McapIndexedReader, McapStreamReader, type McapTypes } from '@mcap/core';
import { FileHandleReadable } from '@mcap/nodejs';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { convertFiles } from '../exchange/convert-files.ts';
import {
  inFolder,
  neverAborted,
  noiseFrame,
  TEST_SENSOR,
} from '../exchange/frame-source-fixture.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { openRecordingWriter } from './mcap/write/open-recording-writer.ts';
import { repairRecording } from './mcap/read/repair-recording.ts';

const FRAMES = 70;
type RecordOf<T extends McapTypes.TypedMcapRecord['type']> = McapTypes.TypedMcapRecords[T];

await isLoaded;
const decompressHandlers = {
  zstd: (bytes: Uint8Array, size: bigint) => decompress(bytes, Number(size)),
};

async function write(file: string, color: 'jpeg' | 'lossless'): Promise<void> {
  const options = { app: '1.2.3', encoder: 'fused 3', sensor: TEST_SENSOR, color };
  const writer = orThrow(await openRecordingWriter(file, options));
  for (let number = 0; number < FRAMES; number += 1) {
    await writer.ready();
    expect(writer.offer(noiseFrame(number))).toBe(true);
  }
  orThrow(await writer.close());
}

/**
 * Every record of a file, including those in chunks; throws where one is damaged or the checksum of a chunk is wrong.
 */
async function records(file: string): Promise<McapTypes.TypedMcapRecord[]> {
  const reader = new McapStreamReader({
    includeChunks: true,
    decompressHandlers,
    validateCrcs: true,
  });
  reader.append(await readFile(file));
  const found: McapTypes.TypedMcapRecord[] = [];
  for (let record = reader.nextRecord(); record !== undefined; record = reader.nextRecord()) {
    found.push(record);
  }
  expect(reader.done()).toBe(true);
  expect(reader.bytesRemaining()).toBe(0);
  return found;
}

const only = <T extends McapTypes.TypedMcapRecord['type']>(
  type: T,
  all: readonly McapTypes.TypedMcapRecord[],
) => all.filter((record): record is RecordOf<T> => record.type === type);

/** One for each id, even if it is repeated. */
function byId<T extends { readonly id: number }>(found: readonly T[]): Map<number, T> {
  const known = new Map<number, T>();
  for (const one of found) {
    const before = known.get(one.id);
    if (before !== undefined) expect(one).toEqual(before);
    known.set(one.id, one);
  }
  return known;
}

function decoderOf(schema: RecordOf<'Schema'>): (data: Uint8Array) => protobuf.Message {
  expect(schema.encoding).toBe('protobuf');
  const set = descriptor.FileDescriptorSet.decode(schema.data);
  const root = (
    protobuf.Root as unknown as { fromDescriptor(set: unknown): protobuf.Root }
  ).fromDescriptor(set);
  const type = root.lookupType(schema.name);
  return (data) => type.decode(data);
}

const summaryOf = ({ channelId, logTime, publishTime, sequence, data }: McapTypes.Message) =>
  [channelId, logTime, publishTime, sequence, crc32(data)].join(' ');

async function expectValid(file: string): Promise<void> {
  const all = await records(file);
  expect(all[0]?.type).toBe('Header');
  expect(all.at(-1)?.type).toBe('Footer');
  const schemas = byId(only('Schema', all));
  const channels = byId(only('Channel', all));
  const decoders = new Map(
    Array.from(channels.values(), ({ id, schemaId, messageEncoding }) => {
      expect(messageEncoding).toBe('protobuf');
      const schema = schemas.get(schemaId);
      if (schema === undefined) throw new Error(`channel ${id} has no schema`);
      return [id, decoderOf(schema)] as const;
    }),
  );
  const messages = only('Message', all);
  for (const { channelId, data } of messages) {
    const decode = decoders.get(channelId);
    if (decode === undefined) throw new Error(`a message is of the unknown channel ${channelId}`);
    decode(data);
  }
  await expectRightChecksums(file, all);
  await expectIndexed(file, all, messages);
}

/** Number of chunk checksums the reader compared; 0 would mean there are none. */
async function expectRightChecksums(
  file: string,
  all: readonly McapTypes.TypedMcapRecord[],
): Promise<void> {
  const chunks = only('Chunk', all);
  expect(chunks.length).toBeGreaterThan(0);
  for (const { uncompressedCrc } of chunks) expect(uncompressedCrc).not.toBe(0);
  const bytes = await readFile(file);
  const [footer] = only('Footer', all);
  if (footer === undefined) throw new Error('there is no footer');
  // The summary's checksum covers the footer up to the checksum itself: opcode, length, two offsets.
  const footerAt = bytes.length - 8 - (1 + 8 + 8 + 8 + 4);
  const summaryEnd = footerAt + 1 + 8 + 8 + 8;
  expect(footer.summaryCrc).toBe(crc32(bytes.subarray(Number(footer.summaryStart), summaryEnd)));
  const [dataEnd] = only('DataEnd', all);
  const dataEndAt = Number(footer.summaryStart) - (1 + 8 + 4);
  if (dataEnd?.dataSectionCrc !== 0) {
    expect(dataEnd?.dataSectionCrc).toBe(crc32(bytes.subarray(0, dataEndAt)));
  }
}

async function expectIndexed(
  file: string,
  all: readonly McapTypes.TypedMcapRecord[],
  messages: readonly RecordOf<'Message'>[],
): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const reader = await McapIndexedReader.Initialize({
      readable: new FileHandleReadable(handle),
      decompressHandlers,
    });
    const found: string[] = [];
    for await (const message of reader.readMessages()) found.push(summaryOf(message));
    expect(found.sort()).toEqual(messages.map(summaryOf).sort());
    const times = messages.map(({ logTime }) => logTime);
    expect(reader.statistics).toMatchObject({
      messageCount: BigInt(messages.length),
      schemaCount: reader.schemasById.size,
      channelCount: reader.channelsById.size,
      chunkCount: only('Chunk', all).length,
      metadataCount: only('Metadata', all).length,
      messageStartTime: times.reduce((least, time) => (time < least ? time : least)),
      messageEndTime: times.reduce((most, time) => (time > most ? time : most)),
    });
    for (const [channel, count] of reader.statistics?.channelMessageCounts ?? []) {
      expect(count).toBe(BigInt(messages.filter(({ channelId }) => channelId === channel).length));
    }
    expect(reader.chunkIndexes).toHaveLength(only('Chunk', all).length);
    const names: string[] = [];
    for await (const { name } of reader.readMetadata()) names.push(name);
    expect(names.sort()).toEqual(
      only('Metadata', all)
        .map(({ name }) => name)
        .sort(),
    );
  } finally {
    await handle.close();
  }
}

describe('a recording is valid MCAP', () => {
  it.each(['jpeg', 'lossless'] as const)('with %s colour', (color) =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await write(file, color);
      await expectValid(file);
    }),
  );

  it('when it was imported', () =>
    inFolder(async (folder) => {
      const [input, output] = [join(folder, 'a.mcap'), join(folder, 'tum')];
      await write(input, 'jpeg');
      orThrow(await convertFiles({ input, output, format: 'tum' }, neverAborted()));
      const imported = join(folder, 'b.mcap');
      const request = { input: output, output: imported, format: 'recording' } as const;
      orThrow(await convertFiles(request, neverAborted()));
      await expectValid(imported);
    }));

  it('when it was cut off and repaired', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await write(file, 'jpeg');
      const handle = await open(file, 'r+');
      await handle.truncate(Math.floor((await handle.stat()).size * 0.6));
      await handle.close();
      await expect(expectValid(file)).rejects.toThrow();
      const { file: repaired } = orThrow(await repairRecording(file));
      await expectValid(repaired ?? '');
    }));
});
