import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from '@foxglove/rosmsg';
import { MessageReader } from '@foxglove/rosmsg2-serialization';
import { McapIndexedReader } from '@mcap/core';
import { FileHandleReadable } from '@mcap/nodejs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticSensorFrame } from '../camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import type { SensorModel } from '../camera/sensor-frame.ts';
import { zstdDecompress, zstdLoaded } from '../recording/mcap/zstd.ts';
import { convert } from './convert.ts';
import { convertFiles } from './convert-files.ts';
import type { ExportFormat } from '../../contract/exchange.ts';
import { createFrameSink } from './create-frame-sink.ts';
import { openFrameSource } from './open-frame-source.ts';
import { inFolder, neverAborted, noiseFrame, readAll, sourceOf } from './frame-source-fixture.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { LabelledFrame } from './frame-source.ts';

async function write(format: ExportFormat, output: string, frames: readonly LabelledFrame[]) {
  const sensor = frames[0]?.sensor;
  if (sensor === undefined) throw new Error('no frame');
  const sink = orThrow(await createFrameSink(format, output, sensor));
  return orThrow(await convert(sourceOf(frames, sensor), sink, { signal: neverAborted() }));
}

const same = (a: Uint8Array | Uint16Array, b: Uint8Array | Uint16Array) =>
  Buffer.compare(
    Buffer.from(a.buffer, a.byteOffset, a.byteLength),
    Buffer.from(b.buffer, b.byteOffset, b.byteLength),
  ) === 0;

function expectSamePictures(read: readonly LabelledFrame[], written: readonly LabelledFrame[]) {
  expect(read.length).toBe(written.length);
  for (const [i, frame] of read.entries()) {
    const original = written[i];
    if (original === undefined) throw new Error('no frame');
    expect(same(frame.depth.data, original.depth.data)).toBe(true);
    expect(same(frame.color.data, original.color.data)).toBe(true);
  }
}

const someFrames = fc
  .uniqueArray(fc.integer({ min: 0, max: 100_000 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((numbers) => numbers.sort((a, b) => a - b));

describe('recordings', () => {
  it('come back bit for bit, with times, sequence, infrared and sensor', () =>
    fc.assert(
      fc.asyncProperty(someFrames, (numbers) =>
        inFolder(async (folder) => {
          const frames = numbers.map((number): LabelledFrame => {
            const frame = noiseFrame(number, 65_535);
            const infrared = { ...frame.depth, data: frame.depth.data.map((mm) => 65_535 - mm) };
            return number % 2 === 0 ? frame : { ...frame, infrared };
          });
          const file = join(folder, 'a.mcap');
          const summary = await write('recording', file, frames);
          expect(summary).toMatchObject({ frames: frames.length, losses: [] });
          const read = await readAll(await openFrameSource(file));
          expectSamePictures(read, frames);
          expect(read.map(({ sequence }) => sequence)).toEqual(numbers);
          expect(read.map(({ infrared }) => infrared)).toEqual(
            frames.map(({ infrared }) => infrared),
          );
          for (const [i, { timeMs }] of read.entries()) {
            expect(timeMs).toBeCloseTo(frames[i]?.timeMs ?? NaN, 5);
          }
          expect(read[0]?.sensor.depthIntrinsics).toEqual(frames[0]?.sensor.depthIntrinsics);
        }),
      ),
      { numRuns: 10 },
    ));
});

describe('TUM RGB-D folders', () => {
  it('come back bit for bit, with times and intrinsics', async () => {
    await fc.assert(
      fc.asyncProperty(someFrames, (numbers) =>
        inFolder(async (folder) => {
          const frames = numbers.map((number) => noiseFrame(number));
          const summary = await write('tum', join(folder, 'out'), frames);
          expect(summary).toMatchObject({ frames: frames.length, losses: [] });
          const read = await readAll(await openFrameSource(join(folder, 'out')));
          expectSamePictures(read, frames);
          // Stamps are decimal numbers of six places, in seconds.
          const stamps = frames.map(({ timeMs }) => Number(timeMs.toFixed(3)));
          expect(read.map(({ timeMs }) => timeMs)).toEqual(stamps);
          expect(read[0]?.sensor.depthIntrinsics).toEqual(frames[0]?.sensor.depthIntrinsics);
        }),
      ),
      { numRuns: 10 },
    );
  });

  it('say how many readings were too far for them', () =>
    inFolder(async (folder) => {
      const frame = noiseFrame(1, 65_536);
      const far = frame.depth.data.filter((mm) => mm > 13_106).length;
      expect(far).toBeGreaterThan(0);
      const summary = await write('tum', join(folder, 'out'), [frame]);
      expect(summary.losses).toEqual([expect.stringContaining(`${far} readings beyond 13106 mm`)]);
      const [read] = await readAll(await openFrameSource(join(folder, 'out')));
      const kept = frame.depth.data.map((mm) => (mm > 13_106 ? 0 : mm));
      expect(same(read?.depth.data ?? new Uint16Array(0), kept)).toBe(true);
    }));

  it('pair depth with the colour nearest in time, and leave out what has none', () =>
    inFolder(async (folder) => {
      const out = join(folder, 'out');
      await write(
        'tum',
        out,
        [0, 1, 2].map((number) => noiseFrame(number)),
      );
      const names = (await readdir(join(out, 'rgb'))).sort();
      const [first, second] = names;
      // Colour late by 14 and 12 ms, nearer to its own depth than to the next; nothing near the third.
      await writeFile(
        join(out, 'rgb.txt'),
        `# made by hand\n1.014000 rgb/${first ?? ''}\r\n1.045000 rgb/${second ?? ''}\n`,
      );
      const source = orThrow(await openFrameSource(out));
      expect(source.frames).toBe(2);
      const read = await readAll({ ok: true, value: source });
      expectSamePictures(read, [noiseFrame(0), noiseFrame(1)]);
    }));

  it.each([
    ['a line without a name', '1.0\n', 'line 1'],
    ['a picture that is not there', '1.0 depth/a.png\n', 'a.png cannot be used: it does not exist'],
    ['a name that climbs out', '1.0 ../../etc/passwd\n', 'outside of the folder'],
    ['an endless line', 'x'.repeat(10_000), 'longer than 4096'],
  ])('refuse %s', (_what, text, reason) =>
    inFolder(async (folder) => {
      await writeFile(join(folder, 'depth.txt'), text);
      await writeFile(join(folder, 'rgb.txt'), '1.0 rgb/a.png\n');
      const opened = await openFrameSource(folder);
      expect(opened).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
      if (!opened.ok) expect(opened.problem.message).toContain(reason);
    }),
  );
});

describe('folder datasets', () => {
  it('come back bit for bit with their labels, and holes in the colour', () =>
    inFolder(async (folder) => {
      const frames = [0, 1, 2].map((number): LabelledFrame => {
        const frame = noiseFrame(number);
        frame.color.data.set([0, 0, 0, 0], 40);
        const role = number === 1 ? 'gallery' : 'probe';
        const labelled = {
          ...frame,
          label: { person: 'ada', shot: `shot-${number}`, role },
        } as const;
        const infrared = { ...frame.depth, data: frame.depth.data.map((z) => 60_000 - z) };
        return number === 2 ? labelled : { ...labelled, infrared };
      });
      await write('dataset', join(folder, 'out'), frames);
      const read = await readAll(await openFrameSource(join(folder, 'out')));
      const order = [1, 0, 2].flatMap((i) => frames[i] ?? []);
      expectSamePictures(read, order);
      expect(read.map(({ label }) => label)).toEqual(order.map(({ label }) => label));
      expect(read.map(({ infrared }) => infrared)).toEqual(order.map(({ infrared }) => infrared));
    }));

  it('name the frames of a session, of which the first is the gallery', () =>
    inFolder(async (folder) => {
      await write('dataset', join(folder, 'out'), [noiseFrame(4), noiseFrame(5)]);
      const read = await readAll(await openFrameSource(join(folder, 'out')));
      expect(read.map(({ label }) => label)).toEqual([
        { person: 'session', shot: '000000', role: 'gallery' },
        { person: 'session', shot: '000001', role: 'probe' },
      ]);
    }));

  it('refuse labels that are no file names', () =>
    inFolder(async (folder) => {
      const label = { person: '..', shot: 'a', role: 'probe' } as const;
      const sensor = noiseFrame(0).sensor;
      const sink = orThrow(await createFrameSink('dataset', join(folder, 'out'), sensor));
      const frames = [{ ...noiseFrame(0), label }];
      const converted = await convert(sourceOf(frames), sink, { signal: neverAborted() });
      expect(converted).toMatchObject({ ok: false, problem: { code: 'files-unwritable' } });
      expect(await readdir(folder)).toEqual([]);
    }));
});

const recorder = spawnSync('fakenect-record', ['-h'], { encoding: 'utf8' });
const unproven = recorder.error === undefined ? null : 'fakenect-record is not installed';
if (unproven !== null) console.warn(`Skipped: the proof with fakenect-record (${unproven}).`);

describe('fakenect dumps', () => {
  const frames = () => [0, 1, 2].map((number) => syntheticSensorFrame(number));

  it('come back bit for bit, with times', () =>
    inFolder(async (folder) => {
      await write('fakenect', join(folder, 'out'), frames());
      const read = await readAll(await openFrameSource(join(folder, 'out')));
      expectSamePictures(read, frames());
      expect(read.map(({ timeMs }) => timeMs)).toEqual([0, 33.333, 66.667]);
      expect(read[0]?.sensor).toMatchObject({
        trust: 'recording',
        registration: { kind: 'kinect-v1' },
      });
    }));

  it.skipIf(unproven !== null)('are read as fakenect-record wrote them', () =>
    inFolder(async (folder) => {
      await write('fakenect', join(folder, 'out'), frames());
      const copy = join(folder, 'copy');
      const played = spawnSync('fakenect', [join(folder, 'out'), 'fakenect-record', copy]);
      expect(played.error).toBeUndefined();
      expectSamePictures(await readAll(await openFrameSource(copy)), frames());
    }),
  );

  it('are timed by the device, across the wrap of its clock, or by arrival where it stands still', () =>
    inFolder(async (folder) => {
      const frame = syntheticSensorFrame(0);
      await write('fakenect', join(folder, 'out'), [frame]);
      const [depth = '', color = ''] = (
        await readFile(join(folder, 'out', 'INDEX.txt'), 'utf8')
      ).split('\n');
      const rename = async (names: readonly string[]) => {
        for (const name of names) {
          const from = name.startsWith('d') ? depth : color;
          await copyFile(join(folder, 'out', from), join(folder, 'out', name));
        }
        await writeFile(join(folder, 'out', 'INDEX.txt'), names.join('\n'));
        const read = await readAll(await openFrameSource(join(folder, 'out')));
        return read.map(({ timeMs }) => timeMs);
      };
      // The second colour arrives 41 ms late: the first one's arrival is nearer to the second depth.
      const late = [
        'd-100.000000-4294967000.pgm',
        'r-100.001000-4294967000.ppm',
        'd-100.034000-1999704.pgm',
        'r-100.075000-1999704.ppm',
      ];
      expect(await rename(late)).toEqual([100_000, 100_033.333]);
      const standing = late.map((name) => name.replace(/-\d+\.p/, '-7.p'));
      expect(await rename(standing)).toEqual([100_000, 100_034]);
    }));

  it('become registered millimetres in a TUM folder', () =>
    inFolder(async (folder) => {
      await write('fakenect', join(folder, 'dump'), frames());
      const source = orThrow(await openFrameSource(join(folder, 'dump')));
      const sink = orThrow(await createFrameSink('tum', join(folder, 'tum'), source.sensor));
      orThrow(await convert(source, sink, { signal: neverAborted() }));
      const read = await readAll(await openFrameSource(join(folder, 'tum')));
      expect(read.length).toBe(3);
      expect(read[0]?.sensor.depthIntrinsics).toEqual(source.sensor.colorIntrinsics);
      const readings = read[0]?.depth.data.filter((mm) => mm > 0) ?? [];
      expect(readings.length).toBeGreaterThan(200_000);
    }));

  it('have the pictures that an interrupted recording did not list any more', () =>
    inFolder(async (folder) => {
      const out = join(folder, 'out');
      await write('fakenect', out, frames());
      const index = await readFile(join(out, 'INDEX.txt'), 'utf8');
      for (const lines of [2, 0]) {
        await writeFile(join(out, 'INDEX.txt'), index.split('\n').slice(0, lines).join('\n'));
        expectSamePictures(await readAll(await openFrameSource(out)), frames());
      }
    }));

  it('refuse sensors that deliver no raw readings', () =>
    inFolder(async (folder) => {
      const sink = await createFrameSink('fakenect', join(folder, 'out'), noiseFrame(0).sensor);
      expect(sink).toMatchObject({ ok: false, problem: { code: 'files-unwritable' } });
      expect(await readdir(folder)).toEqual([]);
    }));

  it('leave out a foreign name, a missing picture and one of more than 11 bits, each by its name', () =>
    inFolder(async (folder) => {
      const out = join(folder, 'out');
      await write('fakenect', out, frames());
      const index = await readFile(join(out, 'INDEX.txt'), 'utf8');
      await writeFile(join(out, 'INDEX.txt'), `${index}../../etc/passwd\n`);
      const [first = '', , second = ''] = index.split('\n');
      const bytes = await readFile(join(out, second));
      bytes.writeUInt16LE(2048, 17 + 2 * 99);
      await writeFile(join(out, second), bytes);
      await rm(join(out, first));
      const copy = { input: out, output: join(folder, 'copy'), format: 'fakenect' } as const;
      const { frames: kept, leftOut } = orThrow(await convertFiles(copy, neverAborted()));
      expect([kept, leftOut?.count]).toEqual([1, 3]);
      expect(leftOut?.reasons).toEqual([
        expect.stringContaining('line 7 is not the name of a file'),
        expect.stringContaining(`${first} cannot be used: it does not exist`),
        expect.stringContaining(`${second} cannot be used: pixel 99 is 2048`),
      ]);
      expectSamePictures(await readAll(await openFrameSource(join(folder, 'copy'))), [
        syntheticSensorFrame(2),
      ]);
      const strict = { ...copy, output: join(folder, 'strict'), strict: true };
      expect(await convertFiles(strict, neverAborted())).toMatchObject({
        ok: false,
        problem: { message: expect.stringContaining('line 7') as unknown },
      });
      expect((await readdir(folder)).sort()).toEqual(['copy', 'out']);
    }));
});

describe('PLY', () => {
  it('holds a point in metres with colour for each reading', () =>
    inFolder(async (folder) => {
      const frame = noiseFrame(3);
      const file = join(folder, 'cloud.ply');
      await write('ply', file, [frame]);
      const bytes = await readFile(file);
      const body = bytes.indexOf('end_header\n') + 'end_header\n'.length;
      const header = bytes.toString('latin1', 0, body);
      const pixels = [...frame.depth.data.keys()].filter((i) => (frame.depth.data[i] ?? 0) > 0);
      expect(header).toContain('format binary_little_endian 1.0');
      expect(header).toContain(`element vertex ${pixels.length}\n`);
      expect(bytes.length - body).toBe(15 * pixels.length);
      const { fx, fy, cx, cy } = frame.sensor.depthIntrinsics;
      for (const [n, pixel] of pixels.entries()) {
        const at = body + 15 * n;
        const z = bytes.readFloatLE(at + 8);
        expect(Math.round(z * 1000)).toBe(frame.depth.data[pixel]);
        expect((bytes.readFloatLE(at) / z) * fx + cx).toBeCloseTo(pixel % 32, 3);
        expect((bytes.readFloatLE(at + 4) / z) * fy + cy).toBeCloseTo(Math.floor(pixel / 32), 3);
        expect([...bytes.subarray(at + 12, at + 15)]).toEqual([
          ...frame.color.data.subarray(4 * pixel, 4 * pixel + 3),
        ]);
      }
    }));

  it('refuses a second frame and leaves nothing', () =>
    inFolder(async (folder) => {
      const sink = orThrow(
        await createFrameSink('ply', join(folder, 'cloud.ply'), noiseFrame(0).sensor),
      );
      const frames = [noiseFrame(0), noiseFrame(1)];
      const converted = await convert(sourceOf(frames), sink, { signal: neverAborted() });
      expect(converted).toMatchObject({ ok: false, problem: { code: 'files-unwritable' } });
      expect(await readdir(folder)).toEqual([]);
    }));
});

describe('frames that do not suit their sensor', () => {
  it('are a problem, not an exception', () =>
    inFolder(async (folder) => {
      const frame = noiseFrame(0);
      const sensor: SensorModel = { ...frame.sensor, registration: { kind: 'kinect-v2' } };
      for (const format of ['tum', 'dataset', 'ply'] as const) {
        const sink = orThrow(await createFrameSink(format, join(folder, 'out'), sensor));
        const converted = await convert(sourceOf([frame], sensor), sink, {
          signal: neverAborted(),
        });
        expect(converted).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
      }
      await mkdir(join(folder, 'still-usable'));
      expect(await readdir(folder)).toEqual(['still-usable']);
    }));
});

describe('ROS 2 bags', () => {
  it('come back bit for bit, with times and intrinsics', () =>
    fc.assert(
      fc.asyncProperty(someFrames, (numbers) =>
        inFolder(async (folder) => {
          const frames = numbers.map((number) => noiseFrame(number));
          const file = join(folder, 'bag.mcap');
          const summary = await write('ros2', file, frames);
          expect(summary).toMatchObject({ frames: frames.length, losses: [] });
          expect((await stat(file)).mode & 0o077).toBe(0);
          const source = orThrow(await openFrameSource(file));
          expect(source.sensor.depthIntrinsics).toEqual(frames[0]?.sensor.depthIntrinsics);
          expect(source.sensor.reading).toMatchObject({
            intrinsics: { from: 'file' },
            registration: { from: 'file' },
          });
          const read = await readAll({ ok: true, value: source });
          expectSamePictures(read, frames);
          for (const [i, { timeMs }] of read.entries()) {
            expect(timeMs).toBeCloseTo(frames[i]?.timeMs ?? NaN, 5);
          }
        }),
      ),
      { numRuns: 10 },
    ));

  it('are read by the library of others, from what the file says of itself', () =>
    inFolder(async (folder) => {
      const frames = [0, 1, 2].map((number) => noiseFrame(number));
      const file = join(folder, 'bag.mcap');
      await write('ros2', file, frames);
      await zstdLoaded;
      const handle = await open(file);
      const reader = await McapIndexedReader.Initialize({
        readable: new FileHandleReadable(handle),
        decompressHandlers: { zstd: (data, size) => zstdDecompress(data, Number(size)) },
      });
      expect(reader.header.profile).toBe('ros2');
      const seen = new Map<string, unknown[]>();
      for await (const message of reader.readMessages()) {
        const channel = reader.channelsById.get(message.channelId);
        const schema = reader.schemasById.get(channel?.schemaId ?? 0);
        expect([channel?.messageEncoding, schema?.encoding]).toEqual(['cdr', 'ros2msg']);
        const text = Buffer.from(schema?.data ?? []).toString();
        const decoder = new MessageReader(parse(text, { ros2: true }));
        const topic = channel?.topic ?? '';
        seen.set(topic, [...(seen.get(topic) ?? []), decoder.readMessage(message.data)]);
      }
      await handle.close();
      const ns = '/camera/aligned_depth_to_color';
      const depths = seen.get(`${ns}/image_raw`) as {
        readonly encoding: string;
        readonly step: number;
        readonly data: Uint8Array;
        readonly header: { readonly stamp: { readonly sec: number; readonly nanosec: number } };
      }[];
      expect(depths.map(({ encoding, step }) => [encoding, step])).toEqual(
        frames.map(() => ['16UC1', 64]),
      );
      for (const [i, { data, header }] of depths.entries()) {
        const given = frames[i];
        if (given === undefined) throw new Error('no frame');
        expect(same(new Uint16Array(Uint8Array.from(data).buffer), given.depth.data)).toBe(true);
        const { sec, nanosec } = header.stamp;
        expect(sec * 1000 + nanosec / 1e6).toBeCloseTo(given.timeMs, 5);
      }
      const colors = seen.get('/camera/color/image_raw') as {
        readonly encoding: string;
        readonly step: number;
        readonly data: Uint8Array;
      }[];
      expect(colors.map(({ encoding, step }) => [encoding, step])).toEqual(
        frames.map(() => ['rgb8', 96]),
      );
      for (const [i, { data }] of colors.entries()) {
        const opaque = frames[i]?.color.data.filter((_, k) => k % 4 !== 3);
        expect(opaque !== undefined && same(data, opaque)).toBe(true);
      }
      const { fx, fy, cx, cy } = frames[0]?.sensor.depthIntrinsics ?? {
        fx: 0,
        fy: 0,
        cx: 0,
        cy: 0,
      };
      for (const topic of [`${ns}/camera_info`, '/camera/color/camera_info']) {
        expect(seen.get(topic)?.[0]).toMatchObject({
          width: 32,
          height: 24,
          k: Float64Array.of(fx, 0, cx, 0, fy, cy, 0, 0, 1),
        });
      }
    }));

  it('say what they cannot hold', () =>
    inFolder(async (folder) => {
      const frame = noiseFrame(0);
      frame.color.data.set([1, 2, 3, 0], 40);
      const infrared = frame.depth;
      const summary = await write('ros2', join(folder, 'bag.mcap'), [{ ...frame, infrared }]);
      expect(summary.losses).toEqual([
        expect.stringContaining('Places without colour'),
        expect.stringContaining('Infrared (1 frames)'),
      ]);
    }));
});
