import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
  neverAborted,
} from '../../electron/engine/exchange/frame-source-fixture.ts';
import { createFrameSink } from '../../electron/engine/exchange/create-frame-sink.ts';
import { convert } from '../../electron/engine/exchange/convert.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import type { SensorFrame } from '../../electron/engine/camera/sensor-frame.ts';
import { Examiner } from './examine.ts';

const FRAMES = [0, 1, 2].map((sequence) => noiseFrame(sequence));
const OTHERS = [10, 11, 12].map((sequence) => noiseFrame(sequence));

describe('Examiner', () => {
  let folder = '';
  beforeAll(async () => {
    const base = await mkdtemp(join(tmpdir(), 'depthlock-examine-'));
    folder = join(base, 'session');
    const sink = orThrow(await createFrameSink('tum', folder, TEST_SENSOR));
    orThrow(await convert(sourceOf(FRAMES), sink, { signal: neverAborted() }));
  });
  afterAll(() => rm(dirname(folder), { recursive: true }));

  const examined = (frames: readonly SensorFrame[], path: string) =>
    new Examiner(frames, []).examine({
      path,
      isRecording: false,
      maySilentlyChange: false,
      repair: false,
    });

  it('knows a session that is whole', async () => {
    expect(await examined(FRAMES, folder)).toBe('whole');
  });

  it('fails depth that was never recorded', async () => {
    await expect(examined(OTHERS, folder)).rejects.toThrow('depth that was never recorded');
  });

  it('takes other depth where the app says that it guessed the scale', async () => {
    const bare = join(dirname(folder), 'bare');
    for (const kind of ['depth', 'rgb']) {
      await mkdir(join(bare, kind), { recursive: true });
      const pictures = (await readdir(join(folder, kind))).sort();
      for (const [index, name] of pictures.entries()) {
        await copyFile(join(folder, kind, name), join(bare, kind, `${index}.png`));
      }
    }
    expect(await examined(FRAMES, bare)).toBe('altered');
  });
});
