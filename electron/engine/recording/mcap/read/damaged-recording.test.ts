/** Damage that `npm run fuzz` found to be read wrongly, or too slowly. */
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SensorFrame } from '../../../camera/sensor-frame.ts';
import { inFolder, noiseFrame, TEST_SENSOR } from '../../../exchange/frame-source-fixture.ts';
import { orThrow } from '../../../../contract/result-fixture.ts';
import { unpackColor } from '../colour-codec.ts';
import { openRecording } from './open-recording.ts';
import { openRecordingWriter } from '../write/open-recording-writer.ts';
import { repairRecording } from './repair-recording.ts';
import { MAGIC, OPCODE, RECORD_HEADER } from './records.ts';

const COUNT = 4;
const GIGABYTES = 4 * 2 ** 30;
const many = (make: (sequence: number) => SensorFrame = noiseFrame) =>
  Array.from({ length: COUNT }, (_, k) => make(k));

/** A frame with part of its colour missing. */
function patchyFrame(sequence: number): SensorFrame {
  const frame = noiseFrame(sequence);
  const data = frame.color.data.slice();
  data.fill(0, 0, 400);
  return { ...frame, color: { ...frame.color, data } };
}

async function write(file: string, frames: readonly SensorFrame[]): Promise<Buffer> {
  const options = { app: '1', encoder: '', sensor: TEST_SENSOR, color: 'lossless' } as const;
  const writer = orThrow(await openRecordingWriter(file, options));
  for (const frame of frames) {
    await writer.ready();
    writer.offer(frame);
  }
  orThrow(await writer.close());
  return readFile(file);
}

interface Place {
  readonly opcode: number;
  /** Offsets of the record and of its content. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

const isChunk = ({ opcode }: Place): boolean => opcode === OPCODE.chunk;

function placesOf(bytes: Buffer): readonly Place[] {
  const places: Place[] = [];
  for (let at = MAGIC.length; at + RECORD_HEADER <= bytes.length - MAGIC.length;) {
    const start = at + RECORD_HEADER;
    const end = start + Number(bytes.readBigUInt64LE(at + 1));
    places.push({ opcode: bytes.readUInt8(at), at, start, end });
    at = end;
  }
  return places;
}

/** The bytes of the file before its end was written. */
function unfinished(bytes: Buffer): Buffer {
  const end = placesOf(bytes).find(({ opcode }) => opcode === OPCODE.attachment);
  return Buffer.from(bytes.subarray(0, end?.at));
}

const bytesOf = (image: SensorFrame['depth' | 'color'] | undefined): Buffer =>
  image === undefined
    ? Buffer.alloc(0)
    : Buffer.from(image.data.buffer, image.data.byteOffset, image.data.byteLength);

/** Sequences of the frames that can be read; each must equal the original. */
async function read(file: string, given: readonly SensorFrame[]): Promise<readonly number[]> {
  const recording = orThrow(await openRecording(file));
  const sequences: number[] = [];
  for (let index = 0; index < recording.info.frames; index++) {
    const frame = await recording.frameAt(index);
    if (!frame.ok) continue;
    const { sequence, depth, color, timeMs } = frame.value;
    const original = given[sequence];
    expect(bytesOf(depth).equals(bytesOf(original?.depth))).toBe(true);
    expect(bytesOf(color).equals(bytesOf(original?.color))).toBe(true);
    expect(timeMs).toBeCloseTo(given[sequence]?.timeMs ?? NaN, 2);
    sequences.push(sequence);
  }
  await recording.close();
  return sequences;
}

describe('a damaged recording', () => {
  it('is read up to the gigabytes of zeros that a file system left in it', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = many();
      await writeFile(file, unfinished(await write(file, given)));
      await truncate(file, GIGABYTES);
      expect(await read(file, given)).toEqual([0, 1, 2, 3]);
    }));

  it('takes the time of a message where that of its chunk is wrong', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = many();
      const bytes = unfinished(await write(file, given));
      // Two chunks are calibrations; the third is depth of the first frame.
      const chunk = placesOf(await readFile(file)).filter(isChunk)[2];
      bytes.writeBigUInt64LE(1n << 62n, chunk?.start);
      await writeFile(file, bytes);
      expect(await read(file, given)).toEqual([0, 1, 2, 3]);
    }));

  it('is walked through when its table of frames has a wrong bit', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = many();
      const bytes = await write(file, given);
      const table = placesOf(bytes).find(({ opcode }) => opcode === OPCODE.attachment);
      const at = (table?.end ?? 0) - 40;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(file, bytes);
      const opened = orThrow(await openRecording(file));
      expect(opened.info).toMatchObject({ complete: true, frames: COUNT });
      await opened.close();
      expect(await read(file, given)).toEqual([0, 1, 2, 3]);
    }));

  it('never shows colour that was not mapped, wherever it ends', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = many(patchyFrame);
      const bytes = await write(file, given);
      const counts = new Set<number>();
      for (const { at } of placesOf(bytes)) {
        await writeFile(file, bytes.subarray(0, at));
        const opened = await openRecording(file);
        if (!opened.ok) continue;
        await opened.value.close();
        counts.add((await read(file, given)).length);
      }
      expect([...counts]).toEqual([0, 1, 2, 3, 4]);
    }));

  it.each(['of another frame', 'made up', 'the index of nothing', 'too small for a message'])(
    'never shows colour that was not mapped, where the place of its mask holds one %s',
    (what) =>
      inFolder(async (folder) => {
        const file = join(folder, 'a.mcap');
        const frames = many(patchyFrame);
        const bytes = unfinished(await write(file, frames));
        const chunks = placesOf(bytes).filter(isChunk);
        const indexOf = (chunk: Place | undefined) =>
          placesOf(bytes).find(({ at }) => at === chunk?.end);
        const [depth, mask] = [chunks.at(-3), chunks.at(-2)];
        const isForged = what === 'made up' || what === 'too small for a message';
        const stranger = isForged ? depth : chunks.at(-6);
        const chunk = Buffer.from(bytes.subarray(stranger?.at, stranger?.end));
        // After the head of the record and two times: how large its messages are.
        if (what === 'too small for a message') chunk.writeBigUInt64LE(1n, 9 + 16);
        const parts = [
          bytes.subarray(0, mask?.at),
          ...(what === 'the index of nothing' ? [] : [chunk]),
          bytes.subarray(indexOf(stranger)?.at, indexOf(stranger)?.end),
          bytes.subarray(indexOf(mask)?.end),
        ];
        await writeFile(file, Buffer.concat(parts));
        expect(await read(file, frames)).toEqual([0, 1, 2]);
        const repaired = orThrow(await repairRecording(file));
        expect(repaired).toMatchObject({ info: { frames: 3 }, left: 1 });
        expect(await read(repaired.file ?? '', frames)).toEqual([0, 1, 2]);
      }),
  );

  it('never shows colour that was not mapped, where the place of its mask holds a schema', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const frames = many(patchyFrame);
      const whole = await write(file, frames);
      const schema = placesOf(whole).find(({ opcode }) => opcode === OPCODE.schema);
      const bytes = unfinished(whole);
      const places = placesOf(bytes);
      const mask = places.filter(isChunk).at(-2);
      const index = places.find(({ at }) => at === mask?.end);
      const parts = [
        bytes.subarray(0, mask?.at),
        whole.subarray(schema?.at, schema?.end),
        bytes.subarray(index?.end),
      ];
      await writeFile(file, Buffer.concat(parts));
      expect(await read(file, frames)).toEqual([0, 1, 2]);
    }));

  it('is read, and repaired, where a chunk claims more than it holds, and its checksum is right', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const frames = many();
      const bytes = unfinished(await write(file, frames));
      const [chunk] = placesOf(bytes).filter(isChunk);
      // After two times: how large its messages are.
      bytes.writeBigUInt64LE(64n << 20n, (chunk?.start ?? 0) + 16);
      await writeFile(file, bytes);
      expect(await read(file, frames)).toEqual([0, 1, 2, 3]);
      expect(orThrow(await repairRecording(file))).toMatchObject({ info: { frames: 4 }, left: 0 });
    }));

  it('never shows colour that was not mapped, where each record is there twice, and another depth in the place of its mask', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const frames = many(patchyFrame);
      const bytes = unfinished(await write(file, frames));
      const places = placesOf(bytes);
      const [depth, mask] = places.filter(isChunk).slice(-3);
      const parts = places.flatMap(({ at, end }) => {
        const isMask = at === mask?.at || at === mask?.end;
        const source = at === mask?.at ? depth : places.find((place) => place.at === depth?.end);
        const record = isMask ? bytes.subarray(source?.at, source?.end) : bytes.subarray(at, end);
        return [record, record];
      });
      await writeFile(file, Buffer.concat([MAGIC, ...parts]));
      expect(new Set(await read(file, frames))).toEqual(new Set([0, 1, 2]));
    }));

  it.each(['with its end', 'without its end'])(
    'never shows colour that was not mapped, where of its mask the index alone is there, %s',
    (how) =>
      inFolder(async (folder) => {
        const file = join(folder, 'a.mcap');
        const frames = many(patchyFrame);
        const whole = await write(file, frames);
        const bytes = how === 'with its end' ? whole : unfinished(whole);
        const mask = placesOf(bytes).filter(isChunk).at(-2);
        await writeFile(
          file,
          Buffer.concat([bytes.subarray(0, mask?.at), bytes.subarray(mask?.end)]),
        );
        expect(await read(file, frames)).toEqual([0, 1, 2]);
      }),
  );

  it('never shows colour that was not mapped, where the index of another image is there twice', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const frames = many(patchyFrame);
      const bytes = unfinished(await write(file, frames));
      const places = placesOf(bytes);
      const chunks = places.filter(isChunk);
      const [depth, color] = [chunks.at(-3), chunks.at(-1)];
      const twice = [depth, color].flatMap((chunk) => {
        const index = places.find(({ at }) => at === chunk?.end);
        return [{ at: index?.end ?? 0, copy: bytes.subarray(index?.at, index?.end) }];
      });
      const [first, second] = twice;
      const parts = [
        ...[bytes.subarray(0, first?.at), first?.copy ?? ''],
        ...[bytes.subarray(first?.at, second?.at), second?.copy ?? ''],
        bytes.subarray(second?.at),
      ];
      await writeFile(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
      expect(await read(file, frames)).toEqual([0, 1, 2, 3]);
    }));

  it('is read at once where the offset of its summary lies in gigabytes of zeros', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const whole = await write(file, many());
      const end = whole.subarray(whole.length - 37);
      await truncate(file, unfinished(whole).length);
      await truncate(file, GIGABYTES);
      await appendFile(file, end);
      expect(await read(file, many())).toEqual([0, 1, 2, 3]);
    }));

  it('never pairs depth with the colour of another frame, whichever image is lost', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = many(patchyFrame);
      const bytes = await write(file, given);
      const chunks = placesOf(bytes).filter(isChunk);
      for (const { at } of chunks.slice(2)) {
        // An unknown record, then one whose index is empty.
        const lost = unfinished(bytes);
        lost[at] = 0x7f;
        await writeFile(file, lost);
        const left = await read(file, given);
        expect(left.length).toBeGreaterThanOrEqual(COUNT - 1);
      }
    }));

  it('says at which byte its description is cut off', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const bytes = await write(file, many());
      const metadata = placesOf(bytes).find(({ opcode }) => opcode === OPCODE.metadata);
      bytes.fill(0xff, metadata?.start, (metadata?.start ?? 0) + 4);
      await writeFile(file, bytes);
      const opened = await openRecording(file);
      expect(!opened.ok && opened.problem.message).toContain(
        `byte ${metadata?.at}: a text is longer than its record`,
      );
    }));

  it('is repaired though its date is none', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = many();
      const bytes = unfinished(await write(file, given));
      bytes.write('tomorrow', bytes.indexOf('createdAt') + 'createdAt'.length + 4);
      await writeFile(file, bytes);
      const repaired = orThrow(await repairRecording(file));
      expect(repaired.info).toMatchObject({ complete: true });
      expect(await read(repaired.file ?? '', given)).toEqual([0, 1, 2, 3]);
    }));
});

describe('what stands in place of a recording', () => {
  it('is said to be no file, where it is a folder', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'a.mcap'));
      const opened = await openRecording(join(folder, 'a.mcap'));
      expect(!opened.ok && opened.problem.message).toContain('a.mcap cannot be played (it is not');
    }));

  it.skipIf(process.platform === 'win32')('is not waited for, where it is a pipe', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      execFileSync('mkfifo', [file]);
      expect((await stat(file)).isFIFO()).toBe(true);
      const opened = await openRecording(file);
      expect(!opened.ok && opened.problem.message).toContain('it is not a file');
    }),
  );

  it('is no picture, where it is a program that draws one', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(unpackColor(svg, null)).rejects.toThrow('neither JPEG nor PNG');
  });
});
