import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asSensorFrame } from '../../engine/camera/sensor-frame.ts';
import { openRecordingWriter } from '../../engine/recording/mcap/write/open-recording-writer.ts';
import { runDepthlock } from '../depthlock.ts';

const frame = (sequence: number) =>
  asSensorFrame({
    sequence,
    timeMs: 40 * sequence,
    width: 16,
    height: 16,
    color: new Uint8Array(4 * 256).fill(255),
    depth: Uint16Array.from({ length: 256 }, (_, i) => 600 + i),
    camera: {
      name: 'Virtual',
      serial: '1',
      intrinsics: { fx: 20, fy: 20, cx: 8, cy: 8 },
      trust: 'virtual',
    },
  });

let folder = '';
const said: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-info-'));
  said.length = 0;
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((text: unknown) => said.push(String(text)));
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function recorded(): Promise<string> {
  const file = join(folder, 'a.mcap');
  const { sensor } = frame(0);
  const opened = await openRecordingWriter(file, { sensor, app: '1', encoder: 'e', color: 'jpeg' });
  if (!opened.ok) throw new Error(opened.problem.message);
  for (let k = 0; k < 10; k++) opened.value.offer(frame(k));
  await opened.value.close();
  return file;
}

describe('depthlock info and repair', () => {
  it('say what a recording holds, and mend one that was cut off', async () => {
    const file = await recorded();
    expect(await runDepthlock(['info', file, '--json'])).toBe(0);
    expect(JSON.parse(said.pop() ?? '')).toMatchObject({
      frames: 10,
      durationMs: 360,
      dropped: 0,
      droppedByDisk: 0,
      missedByCamera: 0,
      complete: true,
      streams: ['/depth/image', '/color/image'],
    });
    expect(await runDepthlock(['info', file])).toBe(0);
    const words = said.pop() ?? '';
    expect(words).toContain('0 dropped by the disk, 0 missed by the camera');
    expect(words).toMatch(/recorded: \d{4}-\d\d-\d\dT/);
    expect(words).toContain('by: Depthlock 1, encoder e');
    expect(words).toContain('from: the virtual camera (trust: virtual)');
    await truncate(file, Math.floor(0.5 * (await stat(file)).size));
    expect(await runDepthlock(['info', file])).toBe(0);
    expect(said.pop()).toContain('end is missing');
    expect(await runDepthlock(['repair', file])).toBe(0);
    const repaired = file.replace(/\.mcap$/, ' (repaired).mcap');
    await runDepthlock(['info', repaired, '--json']);
    expect(JSON.parse(said.pop() ?? '')).toMatchObject({ complete: true });
    await runDepthlock(['info', file]);
    expect(said.pop()).toContain('end is missing');
  });

  it('refuse what is no recording, and no file', async () => {
    expect(await runDepthlock(['info', join(folder, 'none.mcap')])).toBe(1);
    expect(await runDepthlock(['repair'])).toBe(2);
    expect(said).toEqual([
      expect.stringContaining('cannot be played'),
      expect.stringContaining("depthlock repair: Missing required argument 'file': recording"),
    ]);
  });
});
