import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build as bundle } from 'esbuild';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import {
  loadChecked,
  loadFrom,
} from '../../electron/engine/camera/kinect-v2/libfreenect2/native-module.ts';
import { buildFreenect2StandIn } from './build.ts';
import {
  ofKind,
  runChild,
  type Ended as EndedWith,
} from '../../electron/engine/camera/capture/camera-child-fixture.ts';
import type { ChildReport } from './capture-child.ts';
import { expectedFingerprint, mirroredFingerprint } from './pattern.ts';

const standIn = await buildFreenect2StandIn();
const missing = standIn.kind === 'built' ? null : standIn.reason;
if (missing !== null) console.warn(`skipped: a Kinect v2 on the stand-in (${missing})`);
const addon = standIn.kind === 'built' ? standIn.addon : '';

// Bundled once: each test starts it, and compiling its sources would take longer than its work.
const program = path.join(
  import.meta.dirname,
  '..',
  'build',
  'freenect2-stand-in',
  'capture-child.mjs',
);
if (missing === null) {
  await bundle({
    entryPoints: [path.join(import.meta.dirname, 'capture-child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
}

const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-freenect2-'));
const leakReport = path.join(folder, 'alive.json');
afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = EndedWith<ChildReport>;

type Work = readonly [
  mode: 'probe' | 'capture' | 'turned' | 'cycle' | 'hurry',
  amount?: number,
  unwanted?: number,
];

/** Works on the stand-in in its own process, until that process ends. */
function work(
  scenario: string,
  [mode, amount = 0, unwanted = 0]: Work,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runChild(program, [mode, addon, amount, unwanted], [], {
    DEPTHLOCK_FREENECT2_SCENARIO: scenario,
    DEPTHLOCK_FREENECT2_REPORT: leakReport,
    ...environment,
  });
}

const capture = (scenario: string, most = 1000) => work(scenario, ['capture', most]);

const numbersOf = (ended: Ended) => ofKind(ended, 'frame').map(({ number }) => number);

/** Every object of the library was destroyed, and the process ended normally. */
async function expectCleanEnd({ exitCode }: Ended): Promise<void> {
  expect(exitCode).toBe(0);
  const alive: unknown = JSON.parse(await readFile(leakReport, 'utf8'));
  expect(alive).toMatchObject({ contexts: 0, devices: 0, pipelines: 0, frames: 0 });
}

describe.skipIf(missing !== null)('a Kinect v2 on the stand-in for libfreenect2', () => {
  it.each(['BGRX', 'RGBX'])(
    'delivers every frame, pixel for pixel and in order (%s)',
    async (format) => {
      // As many as the colour ring holds, so that none is lost on a busy machine.
      const ended = await capture(`frames=6 ${format.toLowerCase()}`);
      const frames = ofKind(ended, 'frame');
      expect(frames.map(({ sequence, fingerprint }) => ({ sequence, fingerprint }))).toEqual(
        Array.from({ length: 6 }, (_, n) => ({ sequence: n, fingerprint: expectedFingerprint(n) })),
      );
      // The device's clock wraps meanwhile.
      const times = frames.map(({ timeMs }) => timeMs);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      for (const { colored } of frames) expect(colored).toBeGreaterThan(50_000);
      expect(ofKind(ended, 'done')[0]?.statistics).toEqual({
        dropped: 0,
        unpaired: 0,
        damaged: 0,
      });
      expect(ofKind(ended, 'stopped')[0]?.problem).toMatchObject({ cause: 'stalled' });
      await expectCleanEnd(ended);
    },
  );

  it('hands the pictures to a recorder from the frame on that it wants, whole', async () => {
    const ended = await work('frames=6 speed=0.25', ['capture', 1000, 2]);
    const frames = ofKind(ended, 'frame');
    expect(frames.map(({ sequence, fingerprint }) => ({ sequence, fingerprint }))).toEqual(
      [2, 3, 4, 5].map((n) => ({ sequence: n, fingerprint: expectedFingerprint(n) })),
    );
    expect(ofKind(ended, 'done')[0]?.statistics).toMatchObject({ dropped: 0, unpaired: 0 });
    await expectCleanEnd(ended);
  });

  it('turns all pictures once more where that is set, live and for a recorder', async () => {
    const ended = await work('frames=3', ['turned', 3]);
    const frames = ofKind(ended, 'turned');
    expect(frames.map(({ fingerprint }) => fingerprint)).toEqual(
      [0, 1, 2].map((n) => mirroredFingerprint(n)),
    );
    for (const { live, again } of frames) expect(again).toBe(live);
    expect(frames.map(({ pictureFits }) => pictureFits)).toEqual([true, true, true]);
    const [model] = ofKind(ended, 'model');
    // Half a pixel: the device counts their middles so.
    expect(model?.model.intrinsics.cx).toBeCloseTo(254.878 - 0.5, 3);
    await expectCleanEnd(ended);
  });

  it('tells the device’s serial number and its own calibration, and no sensor’s trust', async () => {
    const [model] = ofKind(await capture('stream', 1), 'model');
    expect(model?.model).toMatchObject({
      name: 'Kinect for Xbox One',
      serial: '000000000042',
      trust: 'recording',
    });
    expect(model?.model.intrinsics.fx).toBeCloseTo(365.456, 3);
    expect(model?.model.intrinsics.cx).toBeCloseTo(511.5 - 254.878, 3);
  });

  it('drops the oldest frames for a slow observer and counts them', async () => {
    const ended = await capture('frames=60 speed=6');
    const frames = ofKind(ended, 'frame');
    const numbers = numbersOf(ended);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    for (const { number, fingerprint } of frames) {
      expect(fingerprint).toBe(expectedFingerprint(number));
    }
    const { dropped = 0, unpaired = 0 } = ofKind(ended, 'done')[0]?.statistics ?? {};
    expect(dropped).toBeGreaterThan(0);
    // One picture of each camera may still have waited for its partner.
    const accounted = 2 * frames.length + dropped + unpaired;
    expect(accounted).toBeGreaterThanOrEqual(118);
    expect(accounted).toBeLessThanOrEqual(120);
    await expectCleanEnd(ended);
  });

  it('leaves out frames that the library calls damaged', async () => {
    const ended = await capture('frames=6 damaged-every=3');
    expect(numbersOf(ended)).toEqual([0, 1, 3, 4]);
    expect(ofKind(ended, 'done')[0]?.statistics).toMatchObject({ damaged: 2, dropped: 0 });
    await expectCleanEnd(ended);
  });

  it('pairs the half of depth that has colour where it is dark', async () => {
    const ended = await capture('frames=11 dark');
    expect(numbersOf(ended)).toEqual([0, 2, 4, 6, 8, 10]);
    await expectCleanEnd(ended);
  });

  it('says that frames of another size are of no use', async () => {
    const ended = await capture('frames=9 odd-size');
    expect(numbersOf(ended)).toEqual([]);
    const [stopped] = ofKind(ended, 'stopped');
    expect(stopped?.problem).toMatchObject({ cause: 'stalled', code: 'camera-stopped' });
    expect(stopped?.problem.message).toContain('9 damaged ones were left out');
    await expectCleanEnd(ended);
  });

  it('notices that one of the cameras is silent', async () => {
    const ended = await capture('no-color');
    expect(ofKind(ended, 'stopped')[0]?.problem).toMatchObject({ cause: 'stalled' });
    await expectCleanEnd(ended);
  });

  it('notices that the device is gone, which the library only logs', async () => {
    const ended = await capture('unplug-after=4');
    expect(numbersOf(ended)).toEqual([0, 1, 2, 3]);
    expect(ofKind(ended, 'stopped')[0]?.problem).toEqual({
      cause: 'unplugged',
      code: 'camera-stopped',
      message: 'The Kinect was unplugged. Plug it in again; Depthlock will carry on by itself.',
    });
    await expectCleanEnd(ended);
  });

  it.each([
    ['absent', 'no-device', 'No Kinect for Xbox One was found'],
    ['no-permission', 'no-permission', 'udev rule'],
    ['busy', 'busy', 'Another program is using the Kinect'],
    ['open-fails', 'open-failed', 'max iso packet size for endpoint 0x84 too small'],
    ['start-fails', 'open-failed', 'the device did not start; failed to set video transfer'],
    ['no-calibration', 'open-failed', 'did not tell its calibration'],
    ['no-usb', 'driver-failed', 'failed to create usb context'],
    ['throws', 'driver-failed', 'the pipeline could not be set up'],
  ])('%s: says %s, and lives on', async (scenario, cause, words) => {
    const ended = await capture(scenario);
    const problem = ofKind(ended, 'refused')[0]?.problem;
    expect(problem).toMatchObject({ cause, code: 'no-camera' });
    expect(problem?.message).toContain(words);
    await expectCleanEnd(ended);
  });

  it('says what this library cannot decode depth with', async () => {
    const environment = { DEPTHLOCK_FREENECT2_PIPELINE: 'opengl' };
    const ended = await work('stream', ['capture', 1], environment);
    const problem = ofKind(ended, 'refused')[0]?.problem;
    expect(problem).toMatchObject({ cause: 'pipeline-missing' });
    expect(problem?.message).toContain('“opengl”');
    await expectCleanEnd(ended);
  });

  it.each([
    ['stream', { kind: 'ready', serials: ['000000000042'], certain: true }],
    ['absent', { kind: 'blocked', obstacle: 'not-plugged-in' }],
    ['no-permission', { kind: 'blocked', obstacle: 'no-permission' }],
    ['no-usb', { kind: 'blocked', obstacle: 'not-answering' }],
  ])('%s: is looked at without being used', async (scenario, expected) => {
    const ended = await work(scenario, ['probe']);
    expect(ofKind(ended, 'probe')[0]?.probe).toMatchObject(expected);
    await expectCleanEnd(ended);
  });

  it('leaves no thread, no file and nothing of the library behind in 50 rounds', async () => {
    const ended = await work('speed=8', ['cycle', 25]);
    const [before, after] = ofKind(ended, 'remains');
    expect(before).toBeDefined();
    expect(after).toEqual(before);
    await expectCleanEnd(ended);
    const report: unknown = JSON.parse(await readFile(leakReport, 'utf8'));
    expect(report).toMatchObject({ opened: 50 });
  });

  it('can be stopped before it has opened', async () => {
    const ended = await work('stream', ['hurry']);
    expect(ofKind(ended, 'refused')[0]?.problem).toMatchObject({ cause: 'stopped' });
    await expectCleanEnd(ended);
  });

  it('gives up on a library that does not come back', async () => {
    const ended = await work('frames=1 stop-hangs', ['capture', 1]);
    expect(numbersOf(ended)).toEqual([0]);
    expect(ofKind(ended, 'done')).toHaveLength(1);
    expect(ended.exitCode).toBe(0);
  });
});

describe.skipIf(missing !== null)('native code without the library that it was built for', () => {
  it('says that the library is gone', async () => {
    // The search path is stored in the file; another path of the same length leads nowhere.
    const bytes = await readFile(addon);
    const place = Buffer.from(path.join(path.dirname(path.dirname(addon)), 'lib'));
    const at = bytes.indexOf(place);
    expect(at).toBeGreaterThan(0);
    bytes.fill('x', at + 1, at + place.length);
    const file = path.join(folder, 'moved.node');
    await writeFile(file, bytes);
    expect(loadFrom(file)).toMatchObject({ ok: false, cause: 'library-missing' });
  });

  it('says that the library is another one, when it is loaded and not when it is called', async () => {
    const empty = path.join(folder, 'empty');
    await mkdir(empty);
    const library = path.join(empty, 'libfreenect2.so.0.2');
    await promisify(execFile)('c++', [
      ...['-shared', '-fPIC', '-Wl,-soname,libfreenect2.so.0.2', '-x', 'c++', '/dev/null'],
      ...['-o', library],
    ]);
    const ended = await work('stream', ['capture', 1], { LD_LIBRARY_PATH: empty });
    const problem = ofKind(ended, 'refused')[0]?.problem;
    expect(problem).toMatchObject({ cause: 'library-incompatible', code: 'no-camera' });
    expect(problem?.message).toContain('undefined symbol');
    expect(ended.exitCode).toBe(0);
  });

  it('refuses a file that is no native code', async () => {
    const file = path.join(folder, 'text.node');
    await writeFile(file, 'text');
    expect(loadFrom(file)).toMatchObject({ ok: false, cause: 'not-loaded' });
  });

  it('tells what the build wrote down where it was not built', async () => {
    const file = path.join(folder, 'absent.node');
    expect(loadFrom(file)).toMatchObject({ ok: false, cause: 'not-built' });
    await writeFile(`${file}.json`, JSON.stringify({ cause: 'no-compiler', reason: 'No c++.' }));
    expect(loadFrom(file)).toEqual({ ok: false, cause: 'no-compiler', detail: 'No c++.' });
    await writeFile(`${file}.json`, '{"cause":');
    expect(loadFrom(file)).toMatchObject({ ok: false, cause: 'not-built' });
  });
});

describe.skipIf(missing !== null)('a libfreenect2 outside of the system', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is not loaded', () => {
    const loaded = loadChecked(addon);
    expect(loaded).toMatchObject({ ok: false, cause: 'library-untrusted' });
  });

  it('is loaded where a developer names it', () => {
    const library = standIn.kind === 'built' ? standIn.installation : '';
    vi.stubEnv('DEPTHLOCK_FREENECT2_LIBRARY', path.join(library, 'lib', 'libfreenect2.so'));
    expect(loadChecked(addon).ok).toBe(true);
  });

  it('is not loaded where the build did not say which it is', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-freenect2-'));
    try {
      await writeFile(path.join(folder, 'freenect2.node'), '');
      const loaded = loadChecked(path.join(folder, 'freenect2.node'));
      expect(loaded).toMatchObject({ ok: false, cause: 'not-built' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
