/** Damage to recordings with knowledge of the format: right checksums, absurd contents. */
import { crc32 } from 'node:zlib';
import {
  encodeCompressedImage,
  encodeRawImage,
} from '../../electron/engine/recording/mcap/foxglove.ts';
import { MAGIC, OPCODE, parseMetadata } from '../../electron/engine/recording/mcap/read/records.ts';
import {
  SENSOR_METADATA,
  STREAMS,
  type Stream,
} from '../../electron/engine/recording/mcap/topics.ts';
import type { Damaged } from './byte-damage.ts';
import type { Chance } from './chance.ts';
import {
  makeChunk,
  makeMessage,
  makeMetadata,
  readRecords,
  recordBytes,
  timeOfChunk,
  writeRecords,
  type McapRecord,
} from './recording-records.ts';

/** Sequence of frames that were never recorded: their content does not matter, but must do no harm. */
export const FORGED = 1_000_000;

const ABSURD = [0n, 1n, 64n << 20n, 4n << 30n, 1n << 53n, 1n << 63n, (1n << 64n) - 1n];
const BOMB_BYTES = 64 << 20;
const TIMES = [0n, 1n, 1n << 53n, 1n << 63n, (1n << 64n) - 1n];

type Records = readonly McapRecord[];
type RecordDamage = (records: Records, chance: Chance, donor: Records) => Records;

const isChunk = ({ opcode }: McapRecord): boolean => opcode === OPCODE.chunk;
const placesOf = (records: Records, test: (record: McapRecord) => boolean): number[] =>
  records.flatMap((record, index) => (test(record) ? [index] : []));

function replaced(records: Records, index: number, ...others: McapRecord[]): Records {
  return [...records.slice(0, index), ...others, ...records.slice(index + 1)];
}

/** A chunk whose header has another time than its message. */
function atTime({ opcode, content }: McapRecord, time: bigint): McapRecord {
  const changed = Buffer.from(content);
  changed.writeBigUInt64LE(time, 0);
  return { opcode, content: changed };
}

/** A chunk with one message that was never recorded, in place of one of the first chunks. */
function forged(
  records: Records,
  chance: Chance,
  stream: Stream,
  data: Uint8Array,
  claims: Parameters<typeof makeChunk>[2] = {},
): Records {
  const index = chance.pick(placesOf(records, isChunk));
  const time = timeOfChunk(records[index] ?? { opcode: 0, content: Buffer.alloc(8) });
  const message = makeMessage(STREAMS.indexOf(stream), FORGED, time, data);
  const next = records[index + 1];
  const channel = Buffer.alloc(2);
  channel.writeUInt16LE(STREAMS.indexOf(stream));
  const messageIndex =
    next?.opcode === OPCODE.messageIndex
      ? [{ ...next, content: Buffer.concat([channel, next.content.subarray(2)]) }]
      : [];
  const chunk = makeChunk(message, time, claims);
  return [...records.slice(0, index), chunk, ...messageIndex, ...records.slice(index + 2)];
}

const image = (width: number, height: number, bytes: number): Uint8Array =>
  Buffer.concat(
    encodeRawImage({ width, height, encoding: '16UC1', data: new Uint8Array(bytes) }, 0, 'depth'),
  );
const picture = (data: string): Uint8Array =>
  Buffer.concat(
    encodeCompressedImage({ format: 'png', data: Buffer.from(data, 'latin1') }, 0, 'color'),
  );

const PICTURES: readonly string[] = [
  'hello',
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x3b\x9a\xca\0\x3b\x9a\xca\0\x08\x02\0\0\0\0\0\0\0',
  '\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01',
  'GIF89a\xff\xff\xff\xff\xf7\0\0',
  'II*\0\x08\0\0\0\xff\xff',
  '<svg xmlns="http://www.w3.org/2000/svg" width="4096" height="4096"><rect width="9" height="9"/></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"/>',
];

/** Replacements for a sensor's text. */
const SENSOR_EDITS: readonly ((text: string) => string)[] = [
  () => '',
  () => 'null',
  () => '[]',
  () => '{"__proto__":{}}',
  () => '['.repeat(100_000),
  (text) => text.replace(/,"registration":.*\}$/, '}'),
  (text) => text.replace(/"depthIntrinsics":\{[^}]*\},?/, ''),
  (text) => text.replace(/"fx":[\d.]+/, '"fx":0'),
  (text) => text.replace(/"fx":[\d.]+/, '"fx":1e999'),
  (text) => text.replace(/"fx":[\d.]+/, '"fx":1e-300'),
  (text) => text.replace(/"fx":[\d.]+/, '"fx":"525"'),
  (text) => text.replace(/"kind":"[^"]*"/, '"kind":"kinect-v2"'),
  (text) => text.replace(/"kind":"[^"]*"/, '"kind":"kinect-v1"'),
  (text) => text.replace(/"trust":"[^"]*"/, '"trust":"root"'),
  (text) => text.replace(/"name":"[^"]*"/, `"name":"${'n'.repeat(300)}"`),
];

const RECORD_DAMAGES: Readonly<Record<string, RecordDamage>> = {
  'a record left out': (records, chance) => replaced(records, chance.below(records.length)),
  'a record twice': (records, chance) => {
    const index = chance.below(records.length);
    return [...records.slice(0, index + 1), ...records.slice(index)];
  },
  'many records twice': (records) => records.flatMap((record) => [record, record]),
  'two records swapped': (records, chance) => {
    const [a, b] = [chance.below(records.length), chance.below(records.length)];
    return records.map(
      (record, index) => records[index === a ? b : index === b ? a : index] ?? record,
    );
  },
  'chunks in reverse': (records) => {
    const places = placesOf(records, isChunk);
    return records.map((record, index) => {
      const at = places.indexOf(index);
      return at === -1 ? record : (records[places[places.length - 1 - at] ?? 0] ?? record);
    });
  },
  'records of another recording among its own': (records, chance, donor) => {
    const at = chance.below(records.length);
    const from = chance.below(donor.length);
    const lent = donor.slice(from, from + 1 + chance.below(12));
    return [...records.slice(0, at), ...lent, ...records.slice(at + chance.below(6))];
  },
  'a chunk of another recording in place of its own': (records, chance, donor) => {
    const lent = donor[chance.pick(placesOf(donor, isChunk))];
    const index = chance.pick(placesOf(records, isChunk));
    return lent === undefined ? records : replaced(records, index, lent);
  },
  'a chunk at another time': (records, chance) => {
    const index = chance.pick(placesOf(records, isChunk));
    const chunk = records[index];
    return chunk === undefined
      ? records
      : replaced(records, index, atTime(chunk, chance.pick(TIMES)));
  },
  'time running backwards': (records) => {
    const times = records.filter(isChunk).map(timeOfChunk);
    return records.map((record) => {
      const time = isChunk(record) ? times.pop() : undefined;
      return time === undefined ? record : atTime(record, time);
    });
  },
  'an absurd image size': (records, chance) => {
    const side = () => chance.pick([0, 1, 4096, 65_536, 1e9, 0xffffffff]);
    return forged(records, chance, 'depth', image(side(), side(), chance.pick([0, 1, 1536])));
  },
  'an absurd chunk size': (records, chance) =>
    forged(records, chance, 'depth', image(32, 24, 1536), { size: chance.pick(ABSURD) }),
  'a chunk that expands without end': (records, chance) =>
    forged(records, chance, 'depth', image(4096, 4096, chance.pick([BOMB_BYTES, BOMB_BYTES / 2])), {
      ...(chance.once(2) ? { size: chance.pick(ABSURD) } : {}),
    }),
  'a compression that is not known': (records, chance) =>
    forged(records, chance, 'depth', image(32, 24, 1536), {
      compression: chance.pick(['', 'lz4', 'zstd\0', 'z'.repeat(4000)]),
    }),
  'a picture that is none': (records, chance) =>
    forged(records, chance, 'color', picture(chance.pick(PICTURES))),
  'a message that is none': (records, chance) =>
    forged(records, chance, chance.pick(STREAMS), chance.bytes(chance.below(200))),
  'an inner record without end': (records, chance) => {
    const index = chance.pick(placesOf(records, isChunk));
    const length = chance.pick(ABSURD);
    const content = recordBytes({ opcode: OPCODE.message, content: Buffer.alloc(64) }, length);
    return replaced(records, index, makeChunk(content, 0n));
  },
  'another sensor': (records, chance) => {
    const index = records.findIndex(({ opcode }) => opcode === OPCODE.metadata);
    if (index === -1) return records;
    const { name, entries } = parseMetadata(records[index]?.content ?? Buffer.alloc(8));
    const sensor = chance.pick(SENSOR_EDITS)(entries.get('sensor') ?? '');
    const edited = new Map([...entries, ['sensor', sensor] as const]);
    return replaced(records, index, makeMetadata(name, edited));
  },
  'a sensor that is not told': (records, chance) => {
    const index = records.findIndex(({ opcode }) => opcode === OPCODE.metadata);
    const entries = new Map([['sensor', '{}']]);
    const metadata = chance.pick([
      [],
      [makeMetadata('another', entries)],
      [{ opcode: OPCODE.metadata, content: chance.bytes(chance.below(60)) }],
      Array.from({ length: 200 }, () => makeMetadata(SENSOR_METADATA, new Map())),
    ]);
    return replaced(records, index, ...metadata);
  },
  'an endless row of empty records': (records, chance) => {
    const opcode = chance.pick([0, 0x0f, 0x55, 0x80, OPCODE.messageIndex]);
    const at = chance.below(records.length);
    const empty = { opcode, content: Buffer.alloc(0) };
    const row = Array.from({ length: 20_000 }, () => empty);
    return [...records.slice(0, at), ...row, ...records.slice(at)];
  },
};
const NAMES = Object.keys(RECORD_DAMAGES);

/** Edits the table of frames, or its offset at the end of the file; every earlier offset stays valid. */
function damageEnd(file: Buffer, chance: Chance): Buffer {
  const changed = Buffer.from(file);
  let at: number = MAGIC.length;
  for (const { opcode, content } of readRecords(file)) {
    const start = at + 9;
    at = start + content.length;
    if (opcode === OPCODE.attachment && chance.once(2)) {
      const data = content.length - 4;
      const absurd = Buffer.alloc(8);
      absurd.writeBigUInt64LE(chance.pick(ABSURD));
      const from = start + 60 + 8 * chance.below((data - 68) / 8);
      changed.set(chance.once(3) ? Buffer.from(Float64Array.of(NaN).buffer) : absurd, from);
      const isChecked = chance.once(2);
      if (isChecked)
        changed.writeUInt32LE(crc32(changed.subarray(start, start + data)), start + data);
    }
    if ((opcode === OPCODE.footer || opcode === OPCODE.attachmentIndex) && chance.once(2)) {
      changed.writeBigUInt64LE(chance.pick(ABSURD), start + 8 * chance.below(2));
    }
  }
  return changed;
}

/**
 * Damages a complete recording, record by record. Half of the results lack their end, so that they have to be scanned.
 * @param donor another complete recording, of the same sensor
 */
export function damageRecording(file: Buffer, chance: Chance, donor: Buffer): Damaged {
  if (chance.once(8)) return { bytes: damageEnd(file, chance), how: 'the end of the file edited' };
  const lent = readRecords(donor);
  let records: Records = readRecords(file);
  const how: string[] = [];
  for (let left = chance.pick([1, 1, 2, 3]); left > 0 && records.some(isChunk); left--) {
    const name = chance.pick(NAMES);
    try {
      records = RECORD_DAMAGES[name]?.(records, chance, lent) ?? records;
      how.push(name);
    } catch {
      // Earlier damage left nothing to damage in this way.
    }
  }
  const end = records.findIndex(({ opcode }) => opcode === OPCODE.dataEnd);
  if (end === -1 || chance.once(2)) return { bytes: writeRecords(records), how: how.join(', ') };
  return {
    bytes: writeRecords(records.slice(0, end), Buffer.alloc(0)),
    how: [...how, 'without its end'].join(', '),
  };
}
