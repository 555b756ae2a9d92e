/** What other programs make of recordings plays as before, and repair loses none of it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../../contract/result-fixture.ts';
import type { SensorFrame, SensorModel } from '../../../camera/sensor-frame.ts';
import { inFolder, noiseFrame, TEST_SENSOR } from '../../../exchange/frame-source-fixture.ts';
import { openRecordingWriter } from '../write/open-recording-writer.ts';
import { openRecording } from './open-recording.ts';
import { MAGIC, OPCODE, RECORD_HEADER } from './records.ts';
import { repairRecording } from './repair-recording.ts';
import { rewriteRecording, type Rewriting } from './rewritten-fixture.ts';

const COUNT = 12;
const KINECT_V2: SensorModel = { ...TEST_SENSOR, registration: { kind: 'kinect-v2' } };

/** A frame of every stream that there is, every other one with places without colour. */
function frameOf(sequence: number): SensorFrame {
  const frame = noiseFrame(sequence);
  const registered = frame.color.data.slice();
  if (sequence % 2 === 0) registered.fill(0, 0, 400);
  return {
    ...frame,
    sensor: KINECT_V2,
    registeredColor: { ...frame.color, data: registered },
    infrared: { ...frame.depth, data: frame.depth.data.map((mm) => 60_000 - mm) },
  };
}

async function record(
  file: string,
  make: (sequence: number) => SensorFrame,
  sensor: SensorModel,
): Promise<readonly SensorFrame[]> {
  const options = { app: '1', encoder: '', sensor, color: 'lossless' } as const;
  const writer = orThrow(await openRecordingWriter(file, options));
  // A number is missing, as where the disk was too slow for a frame.
  const frames = Array.from({ length: COUNT }, (_, k) => make(k < 5 ? k : k + 1));
  for (const frame of frames) {
    await writer.ready();
    writer.offer(frame);
  }
  orThrow(await writer.close());
  return frames;
}

/** All that can be read, as it was delivered. */
async function framesIn(file: string): Promise<readonly SensorFrame[]> {
  const recording = orThrow(await openRecording(file));
  const frames: SensorFrame[] = [];
  for (let index = 0; index < recording.info.frames; index++) {
    const frame = await recording.frameAt(index);
    if (frame.ok) frames.push(frame.value);
  }
  await recording.close();
  return frames;
}

const REWRITINGS: Readonly<Record<string, Rewriting>> = {
  'without attachments': {},
  'with the attachment that fits no more': { withAttachments: true, compression: 'zstd' },
  'in chunks of another size': { withAttachments: true, compression: 'zstd', chunkSize: 20_000 },
  'in the chunks that it had': { withAttachments: true, chunkSize: 1 },
  'packed with lz4': { compression: 'lz4', chunkSize: 20_000 },
  'without chunks': { chunkSize: null },
  'without chunks, summary and attachments': { chunkSize: null, withSummary: false },
  'without a summary': { withSummary: false, compression: 'zstd' },
  'without message indexes': { withMessageIndexes: false, compression: 'zstd', chunkSize: 20_000 },
  'without any index': {
    ...{ withMessageIndexes: false, withSummary: false, compression: 'lz4', chunkSize: 20_000 },
  },
  'with other ids': { withOtherIds: true, withAttachments: true, chunkSize: 20_000 },
  'with its description at the end': { withMetadataLast: true, compression: 'zstd' },
  'with messages of others': { withStrangers: true, chunkSize: 20_000 },
  backwards: { order: (messages) => messages.toReversed(), chunkSize: 20_000 },
  'stream by stream': {
    order: (messages) => messages.toSorted((a, b) => a.channelId - b.channelId),
    chunkSize: 20_000,
  },
  'stream by stream, without chunks': {
    order: (messages) => messages.toSorted((a, b) => b.channelId - a.channelId),
    chunkSize: null,
  },
};

describe.each([
  ['a registered camera', noiseFrame, TEST_SENSOR],
  ['a Kinect v2 with gaps', frameOf, KINECT_V2],
] as const)('a recording of %s', (_, make, sensor) => {
  it.each(Object.entries(REWRITINGS))('plays, written anew %s', (_how, rewriting) =>
    inFolder(async (folder) => {
      const [file, anew] = [join(folder, 'a.mcap'), join(folder, 'anew.mcap')];
      await record(file, make, sensor);
      const before = await framesIn(file);
      expect(before).toHaveLength(COUNT);
      await rewriteRecording(file, anew, rewriting);
      const opened = orThrow(await openRecording(anew));
      const drops = { dropped: 1, droppedByDisk: 0, missedByCamera: 1 };
      expect(opened.info).toMatchObject({ frames: COUNT, complete: true, ...drops, sensor });
      await opened.close();
      expect(await framesIn(anew)).toEqual(before);
      const bytes = await readFile(anew);
      expect(orThrow(await repairRecording(anew))).toMatchObject({ file: null, left: 0 });
      expect(await readFile(anew)).toEqual(bytes);
    }),
  );

  it.each(Object.entries(REWRITINGS))(
    'loses nothing in repair, written anew %s and cut off',
    (_how, rewriting) =>
      inFolder(async (folder) => {
        const [file, anew] = [join(folder, 'a.mcap'), join(folder, 'anew.mcap')];
        await record(file, make, sensor);
        await rewriteRecording(file, anew, rewriting);
        // Without its last bytes, every message is still there.
        await writeFile(anew, (await readFile(anew)).subarray(0, -9));
        const before = await framesIn(anew);
        expect(before).toHaveLength(COUNT);
        const { file: made, others } = orThrow(await repairRecording(anew));
        expect(others > 0).toBe(rewriting.withStrangers === true);
        expect(await framesIn(made ?? '')).toEqual(before);
        const opened = orThrow(await openRecording(made ?? ''));
        expect(opened.info).toMatchObject({ complete: true, frames: COUNT });
        await opened.close();
      }),
  );
});

describe('a recording that another program left without its description', () => {
  it('is told from its calibration, where depth and colour lie on one grid', () =>
    inFolder(async (folder) => {
      const [file, anew] = [join(folder, 'a.mcap'), join(folder, 'anew.mcap')];
      await record(file, noiseFrame, TEST_SENSOR);
      await rewriteRecording(file, anew, { withMetadata: false, compression: 'zstd' });
      const { info } = orThrow(await openRecording(anew));
      const { depthIntrinsics, registration } = TEST_SENSOR;
      expect(info.sensor).toMatchObject({ depthIntrinsics, registration, trust: 'recording' });
      expect((await framesIn(anew)).map(({ depth }) => depth)).toEqual(
        (await framesIn(file)).map(({ depth }) => depth),
      );
    }));

  it('is refused where its depth may be anything', () =>
    inFolder(async (folder) => {
      const [file, anew] = [join(folder, 'a.mcap'), join(folder, 'anew.mcap')];
      const colorIntrinsics = { fx: 29, fy: 29, cx: 15, cy: 11 };
      const raw = { ...TEST_SENSOR, colorIntrinsics };
      await record(file, (sequence) => ({ ...noiseFrame(sequence), sensor: raw }), raw);
      await rewriteRecording(file, anew, { withMetadata: false });
      const opened = await openRecording(anew);
      expect(!opened.ok && opened.problem.message).toContain('let that program keep the metadata');
    }));
});

describe('a damaged length', () => {
  /** Offsets of the chunks, in order. */
  function chunksIn(bytes: Buffer): readonly number[] {
    const found: number[] = [];
    for (let at = MAGIC.length; at + RECORD_HEADER < bytes.length - MAGIC.length;) {
      if (bytes[at] === OPCODE.chunk) found.push(at);
      at += RECORD_HEADER + Number(bytes.readBigUInt64LE(at + 1));
    }
    return found;
  }

  it.each([
    ['with a summary', 0],
    ['without an end', 9],
  ])('costs its frame alone, in a file %s', (_, cut) =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      const given = await record(file, noiseFrame, TEST_SENSOR);
      const bytes = await readFile(file);
      // Depth of the fifth frame: two calibrations, and two images a frame.
      const at = chunksIn(bytes)[2 + 2 * 4] ?? 0;
      bytes.writeBigUInt64LE(2n ** 60n, at + 1);
      await writeFile(file, bytes.subarray(0, bytes.length - cut));
      const left = (await framesIn(file)).map(({ sequence }) => sequence);
      const rest = given.map(({ sequence }) => sequence).filter((_sequence, k) => k !== 4);
      expect(left).toEqual(rest);
      if (cut === 0) return;
      const { file: made } = orThrow(await repairRecording(file));
      expect((await framesIn(made ?? '')).map(({ sequence }) => sequence)).toEqual(rest);
    }),
  );
});
