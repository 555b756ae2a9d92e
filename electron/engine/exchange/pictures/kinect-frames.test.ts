/** Importers on frames of real sensors. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistration } from '../../camera/registration/register.ts';
import { convert } from '../convert.ts';
import { createFrameSink } from '../create-frame-sink.ts';
import { unpackKinectFrames, whyNoKinectFrames } from './kinect-frames-fixture.ts';
import { openFrameSource } from '../open-frame-source.ts';
import { neverAborted, readAll } from '../frame-source-fixture.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import type { LabelledFrame } from '../frame-source.ts';

const missing = whyNoKinectFrames();
if (missing !== null) console.warn(`Skipped: frames of real sensors (${missing}).`);

const hash = (bytes: Uint8Array | Uint16Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Share of the depth picture that has a reading, and the median reading. */
function describeDepth({ data: depth }: LabelledFrame['depth']) {
  const readings = depth.filter((mm) => mm > 0).sort();
  return { share: readings.length / depth.length, median: readings[readings.length >> 1] ?? 0 };
}

describe.skipIf(missing !== null)('frames of real sensors', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await unpackKinectFrames();
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const openni = (form: string) => join(folder, 'pcl/grabber_sequences', form);
  const single = (name: string) => join(folder, 'open3d', name);

  it('are the same in the three forms that OpenNI grabbers write', async () => {
    const [pcd, pclzf, tiff] = await Promise.all(
      ['pcd', 'pclzf', 'tiff'].map(async (form) => readAll(await openFrameSource(openni(form)))),
    );
    expect(tiff?.length).toBe(3);
    const contents = (frames: readonly LabelledFrame[] | undefined) =>
      frames?.map(({ timeMs, depth, color }) =>
        [timeMs, hash(depth.data), hash(color.data)].join(),
      );
    expect(contents(pcd)).toEqual(contents(tiff));
    expect(contents(pclzf)).toEqual(contents(tiff));
    expect(pclzf?.[0]?.sensor).toEqual(tiff?.[0]?.sensor);
    expect(tiff?.[0]?.timeMs).toBe(Date.UTC(2012, 11, 14, 14, 22, 55) + 814.212);
  });

  it('read raw Kinect v1 depth as millimetres of a room', async () => {
    const [frame] = await readAll(await openFrameSource(single('NYU_depth.pgm')));
    if (frame === undefined) throw new Error('no frame');
    expect(frame.sensor.registration.kind).toBe('kinect-v1');
    expect(frame.depth.data.filter((raw) => raw === 2047).length / 307_200).toBeCloseTo(0.0723, 3);
    const { depth, width, height } = createRegistration(frame.sensor)(frame);
    const { share, median } = describeDepth({ width, height, data: depth });
    expect(share).toBeGreaterThan(0.6);
    expect(median).toBeGreaterThan(500);
    expect(median).toBeLessThan(6000);
  });

  it.each([
    ['TUM_depth.png', 'tum'],
    ['SUN_depth.png', 'sun'],
  ] as const)('read %s as millimetres of a room', async (name, encoding) => {
    expect(await openFrameSource(single(name))).toMatchObject({ ok: false });
    const [frame] = await readAll(await openFrameSource(single(name), { encoding }));
    if (frame === undefined) throw new Error('no frame');
    const { share, median } = describeDepth(frame.depth);
    expect(share).toBeGreaterThan(0.5);
    expect(median).toBeGreaterThan(500);
    expect(median).toBeLessThan(6000);
  });

  it('go through a fakenect dump and a TUM folder bit for bit', async () => {
    const whole = async (path: string) => {
      const [frame] = await readAll(await openFrameSource(path));
      return frame === undefined ? '' : hash(frame.depth.data) + hash(frame.color.data);
    };
    for (const [input, format] of [
      [single('NYU_depth.pgm'), 'fakenect'],
      [openni('pclzf'), 'tum'],
    ] as const) {
      const source = orThrow(await openFrameSource(input));
      const output = join(folder, `out-${format}`);
      const sink = orThrow(await createFrameSink(format, output, source.sensor));
      orThrow(await convert(source, sink, { signal: neverAborted() }));
      expect((await whole(output)) === (await whole(input))).toBe(true);
    }
  });
});
