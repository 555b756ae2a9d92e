import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { decompress, isLoaded } from '@foxglove/wasm-zstd';
import { McapIndexedReader, McapStreamReader } from '@mcap/core';
import { FileHandleReadable } from '@mcap/nodejs';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it, vi } from 'vitest';
import type { SensorFrame, SensorModel } from '../../camera/sensor-frame.ts';
import { SeededRandom } from '../../../base/seeded-random.ts';
import { inFolder, noiseFrame, TEST_SENSOR } from '../../exchange/frame-source-fixture.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import type { Recording } from '../../camera/recording/recording.ts';
import { openRecording } from './read/open-recording.ts';
import { openRecordingWriter, openThreadedRecordingWriter } from './write/open-recording-writer.ts';
import { repairRecording } from './read/repair-recording.ts';

const MADE = { app: '1.2.3', encoder: 'fused 3' } as const;

async function write(file: string, frames: readonly SensorFrame[], sensor = TEST_SENSOR) {
  const options = { ...MADE, sensor, color: 'lossless' } as const;
  const writer = orThrow(await openRecordingWriter(file, options));
  for (const frame of frames) {
    await writer.ready();
    expect(writer.offer(frame)).toBe(true);
  }
  orThrow(await writer.close());
}

async function readAll(recording: Recording): Promise<SensorFrame[]> {
  const frames: SensorFrame[] = [];
  for (let i = 0; i < recording.info.frames; i++) {
    frames.push(orThrow(await recording.frameAt(i)));
  }
  await recording.close();
  return frames;
}

const frames = (count: number) => Array.from({ length: count }, (_, k) => noiseFrame(k));

/** Sequence, time, and every pixel. */
function expectSame(found: readonly SensorFrame[], expected: readonly SensorFrame[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((frame, i) => {
    const { sequence, timeMs, depth, color, registeredColor, infrared } = frame;
    const other = expected[i];
    expect({ sequence, depth, color, registeredColor, infrared }).toEqual({
      sequence: other?.sequence,
      depth: other?.depth,
      color: other?.color,
      registeredColor: other?.registeredColor,
      infrared: other?.infrared,
    });
    expect(timeMs).toBeCloseTo(other?.timeMs ?? NaN, 5);
  });
}

describe('a recording', () => {
  it('gives back every pixel, number and time', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = frames(20);
      await write(file, given);
      const recording = orThrow(await openRecording(file));
      expect(recording.info).toMatchObject({
        ...MADE,
        frames: 20,
        dropped: 0,
        complete: true,
        sensor: TEST_SENSOR,
        streams: ['/depth/image', '/color/image'],
        bytes: (await stat(file)).size,
      });
      expect(recording.info.durationMs).toBeCloseTo((1000 * 19) / 30, 2);
      expect(recording.indexAt(0)).toBe(0);
      expect(recording.indexAt(recording.times[7] ?? 0)).toBe(7);
      expect(recording.indexAt(1e9)).toBe(19);
      expectSame(await readAll(recording), given);
    }));

  it('keeps all that a Kinect v2 delivers, and where no colour was mapped', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'v2.mcap');
      const sensor: SensorModel = { ...TEST_SENSOR, registration: { kind: 'kinect-v2' } };
      const given = frames(3).map((frame): SensorFrame => {
        const registered = frame.color.data.slice();
        for (let i = 0; i < registered.length; i += 28) registered.fill(0, i, i + 4);
        return {
          ...frame,
          sensor,
          color: { width: 2, height: 2, data: new Uint8Array(16).fill(255) },
          registeredColor: { ...frame.color, data: registered },
          infrared: frame.depth,
        };
      });
      await write(file, given, sensor);
      expectSame(await readAll(orThrow(await openRecording(file))), given);
    }));

  it('counts frames that are missing, and says whose fault it was', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'gaps.mcap');
      await write(file, [noiseFrame(3), noiseFrame(4), noiseFrame(9)]);
      const recording = orThrow(await openRecording(file));
      const drops = { dropped: 4, droppedByDisk: 0, missedByCamera: 4 };
      expect(recording.info).toMatchObject({ frames: 3, ...drops });
      await recording.close();
      // Known also when the very end of the file is missing, and their sum where they are cut off too.
      await truncate(file, (await stat(file)).size - 100);
      const almost = orThrow(await openRecording(file));
      expect(almost.info).toMatchObject({ frames: 3, ...drops, complete: false });
      await almost.close();
      const bytes = await readFile(file);
      await truncate(file, bytes.indexOf('depthlock.drops'));
      const cut = orThrow(await openRecording(file));
      const unknown = { dropped: 4, droppedByDisk: null, missedByCamera: null };
      expect(cut.info).toMatchObject({ frames: 3, ...unknown, complete: false });
      await cut.close();
      expect(orThrow(await repairRecording(file)).info).toMatchObject({
        ...unknown,
        complete: true,
      });
    }));

  it('refuses frames whose time falls back, and a file that is there', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const options = { ...MADE, sensor: TEST_SENSOR, color: 'jpeg' } as const;
      const writer = orThrow(await openRecordingWriter(file, options));
      expect([noiseFrame(5), noiseFrame(4), noiseFrame(6)].map((f) => writer.offer(f))).toEqual([
        true,
        false,
        true,
      ]);
      orThrow(await writer.close());
      expect(writer.statistics()).toMatchObject({ frames: 2, droppedByDisk: 0, missedByCamera: 1 });
      const again = await openRecordingWriter(file, options);
      expect(again).toMatchObject({
        ok: false,
        problem: { message: expect.stringContaining('choose another') as unknown },
      });
    }));

  it('drops what a slow disk cannot take, and never keeps more than half a second', () =>
    inFolder(async (folder) => {
      const options = { ...MADE, sensor: TEST_SENSOR, color: 'jpeg' } as const;
      const writer = orThrow(await openRecordingWriter(join(folder, 'a.mcap'), options));
      const taken = frames(40).filter((frame) => writer.offer(frame)).length;
      expect(taken).toBe(15);
      orThrow(await writer.close());
      expect(writer.statistics()).toMatchObject({
        frames: 15,
        droppedByDisk: 25,
        missedByCamera: 0,
      });
      const recording = orThrow(await openRecording(join(folder, 'a.mcap')));
      expect(recording.info).toMatchObject({ dropped: 25, droppedByDisk: 25, missedByCamera: 0 });
      await recording.close();
    }));

  it('takes no frame while another has waited for half a second, unless whoever brings it has waited too', () =>
    inFolder(async (folder) => {
      const options = { ...MADE, sensor: TEST_SENSOR, color: 'jpeg' } as const;
      const writer = orThrow(await openRecordingWriter(join(folder, 'a.mcap'), options));
      const [first, second, third, fourth] = frames(4);
      if (!first || !second || !third || !fourth) throw new Error('there are four frames');
      let nowMs = 0;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
      try {
        expect(writer.offer(first)).toBe(true);
        nowMs += 501;
        expect(writer.offer(second)).toBe(false);
        await writer.ready();
        expect(writer.offer(third)).toBe(true);
        await writer.ready();
        nowMs += 501;
        expect(writer.offer(fourth)).toBe(true);
      } finally {
        clock.mockRestore();
      }
      orThrow(await writer.close());
      expect(writer.statistics()).toMatchObject({ frames: 3, droppedByDisk: 1 });
    }));

  it('is read by somebody else’s reader, to the same millimetres', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = frames(5);
      await write(file, given);
      await isLoaded;
      const handle = await open(file, 'r');
      const reader = await McapIndexedReader.Initialize({
        readable: new FileHandleReadable(handle),
        decompressHandlers: { zstd: (data, size) => decompress(data, Number(size)) },
      });
      const found: number[][] = [];
      for await (const message of reader.readMessages({ topics: ['/depth/image'] })) {
        const channel = reader.channelsById.get(message.channelId);
        const schema = reader.schemasById.get(channel?.schemaId ?? 0);
        expect(schema).toMatchObject({ name: 'foxglove.RawImage', encoding: 'protobuf' });
        // From the file's own description of the schema, as viewers do.
        const set = descriptor.FileDescriptorSet.decode(schema?.data ?? new Uint8Array());
        const root = (
          protobuf.Root as unknown as { fromDescriptor(d: unknown): protobuf.Root }
        ).fromDescriptor(set);
        const type = root.lookupType('foxglove.RawImage');
        const image = type.toObject(type.decode(message.data)) as Record<string, unknown>;
        expect(image).toMatchObject({ width: 32, height: 24, step: 64, encoding: '16UC1' });
        const data = image['data'] as Uint8Array;
        found.push([...new Uint16Array(Uint8Array.from(data).buffer)]);
      }
      expect(found).toEqual(given.map(({ depth }) => [...depth.data]));
      expect(reader.statistics?.messageCount).toBe(12n);
      await handle.close();
    }));
});

/** What another reader, which checks all checksums, finds: topic, number, time and digest of each message. */
async function messagesIn(file: string): Promise<readonly string[]> {
  await isLoaded;
  const reader = new McapStreamReader({
    validateCrcs: true,
    decompressHandlers: { zstd: (data, size) => decompress(data, Number(size)) },
  });
  reader.append(await readFile(file));
  const topics = new Map<number, string>();
  const found: string[] = [];
  for (;;) {
    const record = reader.nextRecord();
    if (record === undefined) break;
    if (record.type === 'Channel') topics.set(record.id, record.topic);
    if (record.type !== 'Message') continue;
    const digest = createHash('sha256').update(record.data).digest('hex');
    found.push(
      `${topics.get(record.channelId) ?? ''} ${record.sequence} ${record.logTime} ${digest}`,
    );
  }
  expect(reader.done()).toBe(true);
  return found;
}

describe('a recording that a thread of its own writes', () => {
  it('is the same, bit for bit', () =>
    inFolder(async (folder) => {
      const [here, there] = [join(folder, 'here.mcap'), join(folder, 'there.mcap')];
      const createdAt = new Date(0);
      const options = { ...MADE, sensor: TEST_SENSOR, color: 'jpeg', createdAt } as const;
      for (const [file, openWriter] of [
        [here, openRecordingWriter],
        [there, openThreadedRecordingWriter],
      ] as const) {
        const writer = orThrow(await openWriter(file, options));
        // More than may wait at once, so that buffers are reused.
        for (const frame of frames(40)) {
          await writer.ready();
          expect(writer.offer(frame)).toBe(true);
        }
        orThrow(await writer.close());
        expect(writer.statistics()).toMatchObject({ frames: 40, droppedByDisk: 0 });
      }
      expect(await readFile(there)).toEqual(await readFile(here));
    }));

  it('says why there is no file', () =>
    inFolder(async (folder) => {
      const options = { ...MADE, sensor: TEST_SENSOR, color: 'jpeg' } as const;
      const file = join(folder, 'none', 'a.mcap');
      expect(await openThreadedRecordingWriter(file, options)).toMatchObject({
        ok: false,
        problem: { message: expect.stringContaining('folder does not exist') as unknown },
      });
    }));
});

describe('a recording whose end is missing', () => {
  it('is read up to its last whole frame, wherever it was cut', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = frames(12);
      await write(file, given);
      const { size } = await stat(file);
      const random = new SeededRandom(3);
      let shorter = 0;
      for (let k = 0; k < 40; k++) {
        const cut = join(folder, `cut-${k}.mcap`);
        await copyFile(file, cut);
        await truncate(cut, Math.floor(random.next() * size));
        const opened = await openRecording(cut);
        if (!opened.ok) {
          // Only a part of the head is left.
          expect((await stat(cut)).size).toBeLessThan(4000);
          continue;
        }
        const found = await readAll(opened.value);
        if (found.length < given.length) shorter++;
        expect(opened.value.info.complete).toBe(false);
        expectSame(found, given.slice(0, found.length));
      }
      expect(shorter).toBeGreaterThan(10);
    }));

  it('is repaired beside itself, and stays as it was', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = frames(12);
      await write(file, given);
      await truncate(file, Math.floor(0.6 * (await stat(file)).size));
      const before = orThrow(await openRecording(file));
      const whole = await readAll(before);
      expect(whole.length).toBeGreaterThan(3);
      const cut = await readFile(file);
      const { file: made, info } = orThrow(await repairRecording(file));
      expect(await readFile(file)).toEqual(cut);
      expect(info).toMatchObject({ complete: true, frames: whole.length, ...MADE });
      expect(info.createdAt).toBe(before.info.createdAt);
      expectSame(await readAll(orThrow(await openRecording(made ?? ''))), whole);
      // A second one does not take the first one's name.
      expect(orThrow(await repairRecording(file)).file).not.toBe(made);
    }));

  it('keeps every message as it was when it is repaired', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const options = { ...MADE, sensor: TEST_SENSOR, color: 'jpeg' } as const;
      const writer = orThrow(await openRecordingWriter(file, options));
      for (const frame of frames(8)) writer.offer(frame);
      orThrow(await writer.close());
      const before = await messagesIn(file);
      const { size } = await stat(file);
      await truncate(file, size - 200);
      const made = orThrow(await repairRecording(file)).file ?? '';
      expect(await messagesIn(made)).toEqual(before);
      expect((await stat(made)).size).toBeLessThanOrEqual(size);
    }));

  it('loses at most a second to kill -9, and no bit of the rest', () =>
    inFolder(async (folder) => {
      const script = join(import.meta.dirname, 'write/record-until-killed-fixture.ts');
      const random = new SeededRandom(9);
      for (let k = 0; k < 3; k++) {
        const file = join(folder, `killed-${k}.mcap`);
        const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let said = '';
        child.stdout.on('data', (data: Buffer) => (said += data.toString()));
        // The head and at least two frames.
        while (((await stat(file).catch(() => null))?.size ?? 0) < 16_000) await wait(20);
        await wait(300 + 700 * random.next());
        child.kill('SIGKILL');
        await new Promise((resolve) => child.once('exit', resolve));
        const delivered = said.trim().split('\n').length;
        const recording = orThrow(await openRecording(file));
        expect(recording.info.complete).toBe(false);
        const found = await readAll(recording);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeGreaterThanOrEqual(delivered - 30);
        expectSame(
          found.map((frame) => ({ ...frame, timeMs: 0 })),
          found.map(({ sequence }) => ({ ...noiseFrame(sequence), timeMs: 0 })),
        );
      }
    }));
});

describe('what is no recording, or a damaged one', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('not a recording')],
    ['the beginning of one', Buffer.from([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a])],
    [
      'a length without end',
      Buffer.concat([
        Buffer.from([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a, 0x0c]),
        Buffer.alloc(8, 0xff),
      ]),
    ],
  ])('is refused with file, byte and reason: %s', (_, bytes) =>
    inFolder(async (folder) => {
      const file = join(folder, 'x.mcap');
      await writeFile(file, bytes);
      const opened = await openRecording(file);
      expect(opened).toMatchObject({ ok: false, problem: { code: 'recording-unreadable' } });
      if (!opened.ok) expect(opened.problem.message).toMatch(/x\.mcap .*byte \d+/);
    }),
  );

  it('never throws, hangs or lies about depth, whatever bytes are flipped', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = frames(4);
      await write(file, given);
      const whole = await readFile(file);
      const flips = fc.array(
        fc.record({ at: fc.nat(whole.length - 1), mask: fc.integer({ min: 1, max: 255 }) }),
        { minLength: 1, maxLength: 8 },
      );
      const damaged = join(folder, 'damaged.mcap');
      await fc.assert(
        fc.asyncProperty(flips, fc.option(fc.nat(whole.length)), async (list, length) => {
          const bytes = Buffer.from(whole.subarray(0, length ?? whole.length));
          for (const { at, mask } of list)
            if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ mask;
          await writeFile(damaged, bytes);
          const opened = await openRecording(damaged);
          if (!opened.ok) return;
          for (let i = 0; i < opened.value.info.frames; i++) {
            const frame = await opened.value.frameAt(i);
            if (!frame.ok) continue;
            const original = given.find(({ sequence }) => sequence === frame.value.sequence);
            expect(frame.value.depth).toEqual(original?.depth);
          }
          await opened.value.close();
        }),
        { numRuns: 150 },
      );
    }));
});
