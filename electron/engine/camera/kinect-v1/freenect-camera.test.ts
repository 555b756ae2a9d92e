import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakenectDump } from '../../exchange/fakenect/fakenect-dump.ts';
import { findDriverLibrary } from '../drivers/driver-library.ts';
import { turnNumbers, turnPixels } from '../mirrored/turn-pictures.ts';
import { turnedSensor } from '../mirrored/turn-sensor.ts';
import { createRegistration } from '../registration/register.ts';
import { ofKind, runChild, type Ended as EndedWith } from '../capture/camera-child-fixture.ts';
import type { ChildReport } from './capture-child.ts';
import { fingerprintOf } from './fakenect/frame-fingerprint.ts';
import { FreenectCamera } from './freenect-camera.ts';
import { findFakenect } from './fakenect/find-fakenect.ts';
import { syntheticSensorFrame } from './fakenect/synthetic-frames-fixture.ts';

const fakenect = findFakenect();
if (!fakenect.ok) console.warn(`skipped: a Kinect v1 played by fakenect (${fakenect.reason})`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-fakenect-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** @param gapMs gap before the last frame */
async function writeDump(frames: number, gapMs = 0): Promise<void> {
  const opened = await startFakenectDump(folder);
  if (!opened.ok) throw new Error(opened.problem.message);
  for (let i = 0; i < frames; i++) {
    const frame = syntheticSensorFrame(i);
    const timeMs = frame.timeMs + (i === frames - 1 ? gapMs : 0);
    expect((await opened.value.write({ ...frame, timeMs })).ok).toBe(true);
  }
  await opened.value.close();
}

type Ended = EndedWith<ChildReport>;

/** Plays the dump in its own process, until that process ends. */
function capture(
  environment: Readonly<Record<string, string>> = {},
  work: readonly [mode: 'capture' | 'turned' | 'cycle', ...numbers: number[]] = ['capture', 0],
): Promise<Ended> {
  const program = join(import.meta.dirname, 'capture-child.ts');
  return runChild(program, work, ['--import', 'tsx'], {
    DEPTHLOCK_FREENECT_LIBRARY: fakenect.ok ? fakenect.library : '',
    FAKENECT_PATH: folder,
    ...environment,
  });
}

describe.skipIf(!fakenect.ok)('FreenectCamera on fakenect', () => {
  it('delivers every frame, pixel for pixel and in order, and says when the recording has ended', async () => {
    // As many as the ring holds, so that none is lost on a busy machine.
    await writeDump(12);
    const ended = await capture();
    const frames = ofKind(ended, 'frame');
    const expected = Array.from({ length: 12 }, (_, i) => {
      const { depth, color } = syntheticSensorFrame(i);
      return { sequence: i, fingerprint: fingerprintOf(depth.data, color.data) };
    });
    expect(frames.map(({ sequence, fingerprint }) => ({ sequence, fingerprint }))).toEqual(
      expected,
    );
    const steps = frames.slice(1).map(({ timeMs }, i) => timeMs - (frames[i]?.timeMs ?? 0));
    // When the computer was busy the clock restarts; it never runs back.
    expect(Math.min(...steps)).toBeCloseTo(1000 / 30, 3);
    expect(steps.toSorted((a, b) => a - b)[5]).toBeCloseTo(1000 / 30, 3);
    expect(ofKind(ended, 'stopped')[0]?.problem).toMatchObject({ cause: 'recording-ended' });
    expect(ofKind(ended, 'done')[0]?.statistics).toEqual({
      dropped: 0,
      unpaired: 0,
      corrupt: 0,
      corruptColor: 0,
    });
    expect(ended.exitCode).toBe(0);
  });

  it('hands the sensor’s pictures to a recorder from the frame on that it wants, whole', async () => {
    await writeDump(12);
    const frames = ofKind(await capture({}, ['capture', 0, 5]), 'frame');
    expect(frames.map(({ sequence, fingerprint }) => ({ sequence, fingerprint }))).toEqual(
      Array.from({ length: 7 }, (_, k) => {
        const { depth, color } = syntheticSensorFrame(5 + k);
        return { sequence: 5 + k, fingerprint: fingerprintOf(depth.data, color.data) };
      }),
    );
  });

  it('delivers the world as the camera sees it, and turned where that is set', async () => {
    await writeDump(3);
    const frames = ofKind(await capture({}, ['turned']), 'turned');
    expect(frames.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    for (const { sequence, fingerprint, live, again, cx, sensor } of frames) {
      const delivered = syntheticSensorFrame(
        sequence,
        turnedSensor(sensor, { depth: 640, color: 640 }),
      );
      const plain = createRegistration(delivered.sensor)(delivered);
      // Neither the driver nor the registration mirrors: only the setting does.
      turnNumbers(plain.depth, 640);
      turnPixels(plain.color, 640);
      expect(live).toBe(fingerprintOf(plain.depth, plain.color));
      expect(again).toBe(live);
      turnNumbers(delivered.depth.data, 640);
      expect(fingerprint).toBe(fingerprintOf(delivered.depth.data, plain.color));
      expect(cx).toBeCloseTo(639 - plain.camera.intrinsics.cx, 9);
    }
  });

  it('does not take a recording for a sensor', async () => {
    await writeDump(2);
    const [model] = ofKind(await capture(), 'model');
    expect(model?.model).toMatchObject({ trust: 'recording', serial: 'fakenect' });
  });

  it.each([
    ['is missing', (file: string) => rm(file)],
    ['is cut off', (file: string) => truncate(file, 1000)],
    ['is empty', (file: string) => truncate(file, 0)],
  ])('refuses a dump of which a file %s, and lives on', async (_, damage) => {
    await writeDump(3);
    const file = (await readdir(folder)).filter((name) => name.startsWith('r-')).at(-1) ?? '';
    await damage(join(folder, file));
    const ended = await capture();
    expect(ofKind(ended, 'refused')[0]?.problem).toMatchObject({ cause: 'recording-unreadable' });
    expect(ofKind(ended, 'refused')[0]?.problem.message).toContain(file);
    expect(ended.exitCode).toBe(0);
  });

  it('drops the oldest frames for a slow observer, counts them, and ends all the same', async () => {
    await writeDump(40);
    const ended = await capture({}, ['capture', 150]);
    const frames = ofKind(ended, 'frame');
    const sequences = frames.map(({ sequence }) => sequence);
    for (const { sequence, fingerprint } of frames) {
      const { depth, color } = syntheticSensorFrame(sequence);
      expect(fingerprint).toBe(fingerprintOf(depth.data, color.data));
    }
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect(sequences.length).toBeLessThan(40);
    expect(sequences.at(-1)).toBe(39);
    const { dropped, unpaired } = ofKind(ended, 'done')[0]?.statistics ?? {
      dropped: 0,
      unpaired: 0,
    };
    expect(dropped).toBeGreaterThan(0);
    expect(2 * sequences.length + dropped + unpaired).toBe(80);
  });

  it('says that a device which sends nothing for a second has stalled', async () => {
    await writeDump(5, 2500);
    const ended = await capture();
    expect(ofKind(ended, 'frame')).toHaveLength(4);
    expect(ofKind(ended, 'stopped')[0]?.problem).toMatchObject({ cause: 'stalled' });
    expect(ended.exitCode).toBe(0);
  });

  it('leaves no thread and no file behind', async () => {
    await writeDump(5);
    const [before, after] = ofKind(await capture({}, ['cycle', 15]), 'remains');
    expect(before).toBeDefined();
    expect(after).toEqual(before);
  });

  it('refuses a folder without a dump, and none at all', async () => {
    for (const path of [folder, join(folder, 'nowhere'), '']) {
      const ended = await capture({ FAKENECT_PATH: path });
      expect(ofKind(ended, 'refused')[0]?.problem).toMatchObject({ cause: 'recording-unreadable' });
      expect(ended.exitCode).toBe(0);
    }
  });
});

describe.skipIf(!fakenect.ok)('FreenectCamera without a usable library', () => {
  const refusal = async (library: string) => {
    const camera = new FreenectCamera({ library });
    const observer = { onFrame: () => undefined, onStopped: () => undefined };
    const started = await camera.start(observer);
    await camera.stop();
    return started.ok ? null : started.problem;
  };

  it('says that the library is missing', async () => {
    expect(await refusal(join(folder, 'libfreenect.so'))).toMatchObject({
      code: 'no-camera',
      cause: 'library-missing',
    });
  });

  it('is not looked for by name, which the environment could lead astray', async () => {
    expect(await refusal('libm.so.6')).toMatchObject({ cause: 'library-missing' });
  });

  it('says which functions a library of another kind lacks', async () => {
    const other = findDriverLibrary(['libm.so.6']);
    if (other.kind !== 'found') throw new Error('This system has no libm.so.6.');
    const problem = await refusal(other.file);
    expect(problem).toMatchObject({ code: 'no-camera', cause: 'library-incompatible' });
    expect(problem?.message).toContain('freenect_open_device');
  });

  it('says that no Kinect is plugged in', async () => {
    const problem = await refusal('libfreenect.so.0.5');
    // A bare machine has no USB at all.
    expect(problem).toMatchObject({ code: 'no-camera' });
  });
});
