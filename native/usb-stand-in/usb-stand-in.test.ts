import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildUsbStandIn } from './build.ts';
import { runProbe, whyNoLibfreenect } from './probe.ts';
import type { Built, ProbeLine, ProbeOptions } from './probe.ts';
import { writeScene } from './scene-file.ts';

const standIn = await buildUsbStandIn();
const missing = await whyNoLibfreenect(standIn);
if (missing !== null) console.warn(`The USB stand-in is not tested: ${missing}`);

const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-usb-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(missing !== null)('the real libfreenect over the USB stand-in', () => {
  const probe = (options: ProbeOptions) => runProbe(built(), options);

  it('streams every frame of depth and colour as the camera saw it, in order', async () => {
    const lines = await probe({ seconds: 20, frames: 45 });
    expect(eventsOf(lines)).toEqual(['opened', 'started', 'end']);
    const { depth, video } = endOf(lines);
    for (const stream of [depth, video]) {
      expect(stream.frames).toBeGreaterThanOrEqual(45);
      expect(stream).toMatchObject({ exact: stream.frames, disorder: 0 });
    }
  });

  it('shows the frames of a file, every value of 11 bits among them', async () => {
    const scene = path.join(folder, 'three.scene');
    await writeScene(
      scene,
      [0, 1, 2].map((n) => ({
        depth: Uint16Array.from({ length: 640 * 480 }, (_, i) => (i * (2 * n + 1)) % 2048),
        color: Uint8Array.from({ length: 640 * 480 * 3 }, (_, i) => (i * (2 * n + 3)) % 256),
      })),
    );
    const { depth, video } = endOf(await probe({ seconds: 20, frames: 8, scene }));
    expect(depth).toMatchObject({ exact: depth.frames });
    expect(video).toMatchObject({ exact: video.frames });
  });

  it('goes on past the moment when the clock of the camera runs over', async () => {
    // The clock runs over after 72 of its seconds: at this speed only a pause of 3.6 s could hide that.
    const lines = await probe({ seconds: 200, frames: 2300, scenario: 'speed=20' });
    const { depth } = endOf(lines);
    expect(depth.last).toBeGreaterThan(2 ** 32 / 2e6);
    expect(depth).toMatchObject({ exact: depth.frames, disorder: 0 });
  });

  it('answers the tables that registration needs', async () => {
    const lines = await probe({ seconds: 20, frames: 1 });
    const [opened] = lines;
    expect(opened?.registration).toMatchObject({
      constShift: 200,
      // libfreenect replaces the second number by its own 2.4 cm.
      zeroPlane: [7.5, 2.4, 120, 0.1042],
      padding: [0, 0, 0],
    });
    expect(opened?.registration?.information).toHaveLength(29);
    const [x = 0, y = 0] = opened?.registration?.middle ?? [];
    expect(Math.abs(x / 256 - (0.926 * 320 + 28.9))).toBeLessThan(6);
    expect(Math.abs(y - (0.923 * 240 + 31.5))).toBeLessThan(6);
    expect(opened?.registration?.rawToMillimetres).toEqual([600, 800, 1000].map(millimetres));
  });

  it('says nothing where there is no camera', async () => {
    const [refused] = await probe({ seconds: 0.3, scenario: 'absent' });
    expect(refused).toMatchObject({ event: 'refused', devices: 0, result: -1 });
  });

  it('differs between a camera that may not be opened and one that is taken in the log alone', async () => {
    const [forbidden] = await probe({ seconds: 0.3, scenario: 'no-permission' });
    expect(forbidden).toMatchObject({ event: 'refused', devices: 1, result: -1 });
    expect(forbidden?.log).toContain('Could not open camera: -3');
    const [busy] = await probe({ seconds: 0.3, scenario: 'busy' });
    expect(busy).toMatchObject({ event: 'refused', devices: 1, result: -1 });
    expect(busy?.log).toContain('Failed to claim camera interface: LIBUSB_ERROR_BUSY');
  });

  it('loses the camera when it is unplugged, and finds it when it is back', async () => {
    const scenario = 'unplug-after=0.4 return-after=0.4';
    const lines = await probe({ seconds: 3, scenario });
    expect(eventsOf(lines)).toEqual([
      ...['opened', 'started', 'lost', 'refused', 'opened', 'started', 'end'],
    ]);
    const lost = lines.find(({ event }) => event === 'lost');
    expect(lost?.result).toBe(-1);
    expect(lost?.log).toContain('USB camera marked dead, stopping streams');
    const { depth } = endOf(lines);
    expect(depth).toMatchObject({ exact: depth.frames, disorder: 0 });
  });

  it('is told of no error when the camera stalls', async () => {
    const scenario = 'stall-after=0.4 resume-after=0.1';
    const lines = await probe({ seconds: 4, scenario });
    expect(eventsOf(lines).slice(0, 3)).toEqual(['opened', 'started', 'end']);
    const stalled = await probe({ seconds: 4, scenario: 'stall-after=0.4 resume-after=1.5' });
    expect(eventsOf(stalled)).toEqual([
      ...['opened', 'started', 'stalled', 'opened', 'started', 'end'],
    ]);
    expect(stalled.find(({ event }) => event === 'stalled')).toMatchObject({ result: 0, log: '' });
  });

  it('obeys the control file while it runs', async () => {
    const control = path.join(folder, 'control');
    await writeFile(control, 'no-permission');
    const words = new Map([
      ['refused', 'stream'],
      ['started', 'absent'],
    ]);
    const seen: string[] = [];
    const lines = await probe({
      seconds: 3,
      control,
      onLine: ({ event }) => {
        seen.push(event);
        const word = words.get(event);
        // Allowed after the first refusal, unplugged after the first frame, and back after the second refusal.
        if (word === undefined) return;
        words.delete(event);
        if (event === 'started') words.set('refused', 'stream');
        void writeFile(control, word);
      },
    });
    expect(eventsOf(lines)).toEqual([
      ...['refused', 'opened', 'started', 'lost', 'refused', 'opened', 'started', 'end'],
    ]);
    expect(seen).toEqual(eventsOf(lines));
  });

  it('keeps what it did when the control file makes no sense', async () => {
    const control = path.join(folder, 'nonsense');
    await writeFile(control, 'explode');
    const { depth } = endOf(await probe({ seconds: 20, frames: 5, control }));
    expect(depth).toMatchObject({ exact: depth.frames });
  });

  it('refuses a scenario that makes no sense', async () => {
    await expect(probe({ seconds: 1, scenario: 'loss=2' })).rejects.toThrow(
      /does not know.*loss=2/,
    );
  });

  it('hands on frames of which packets were lost, without a word', async () => {
    const lines = await probe({ seconds: 30, frames: 600, scenario: 'loss=0.001 speed=10 seed=7' });
    expect(lines.map(({ log }) => log).join('')).toBe('');
    const { depth } = endOf(lines);
    // A frame is complete if none of its 242 packets was lost: 1 - 0.999^242 = 21.5 % are not.
    const damaged = 1 - depth.exact / depth.frames;
    expect(damaged).toBeGreaterThan(0.12);
    expect(damaged).toBeLessThan(0.32);
  });

  it('warns of packets cut short, and hands on their frames all the same', async () => {
    const lines = await probe({ seconds: 20, frames: 40, scenario: 'truncate=0.002 speed=4' });
    expect(lines.map(({ log }) => log).join('')).toMatch(/Expected \d+ data bytes, but got \d+/);
    const { depth } = endOf(lines);
    expect(depth.exact).toBeLessThan(depth.frames);
  });

  it.each(['oversize=0.002', 'junk=0.002'])('survives %s', async (scenario) => {
    const { depth } = endOf(
      await probe({ seconds: 20, frames: 40, scenario: `${scenario} speed=4` }),
    );
    expect(depth.frames).toBeGreaterThanOrEqual(40);
    expect(depth.exact).toBeLessThan(depth.frames);
  });
});

function built(): Built {
  if (standIn.kind === 'built') return standIn;
  throw new Error(standIn.reason);
}

const eventsOf = (lines: readonly ProbeLine[]) => lines.map(({ event }) => event);

function endOf(lines: readonly ProbeLine[]) {
  const end = lines.find(({ event }) => event === 'end');
  if (end?.depth === undefined || end.video === undefined)
    throw new Error('The probe told no end.');
  return { depth: end.depth, video: end.video };
}

/** Raw disparity to distance, with the unit's constants (KINECT v1, triangulation). */
function millimetres(raw: number): number {
  const metric = ((raw - 4 * 200) / 4 - 0.375) * 0.1042;
  return Math.floor(10 * ((metric * 120) / (7.5 - metric) + 120));
}
