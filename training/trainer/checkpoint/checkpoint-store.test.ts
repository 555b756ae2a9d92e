import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_FILES, type FileSystem } from '../../../electron/base/file-system.ts';
import type { Checkpoint, CheckpointIdentity } from './checkpoint-format.ts';
import { discardCheckpoints, loadCheckpoint, saveCheckpoint } from './checkpoint-store.ts';

const FULL_DISK: FileSystem = {
  ...SYSTEM_FILES,
  open: async (path, flags, mode) => {
    const file = await SYSTEM_FILES.open(path, flags, mode);
    return {
      writeFile: async (bytes) => {
        await file.writeFile(bytes.subarray(0, 100));
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
};

const IDENTITY: CheckpointIdentity = {
  task: 'squeezenet',
  architecture: 'fire-8',
  options: { passes: 100, seed: 1 },
};

/** A checkpoint with numbers that text would not preserve. */
function checkpointAt(step: number): Checkpoint {
  return {
    header: {
      identity: IDENTITY,
      step,
      seconds: 12.5,
      bestErrorRate: 1 / 3,
      history: {
        losses: [{ passes: 10, learningRate: 0.1, losses: [0.1 + 0.2, 1e-30] }],
        validations: [{ passes: 10, figures: { errorRate: 1 / 3, frr: 0.5 } }],
        pending: { steps: 1, losses: [0.7, 0.1] },
      },
    },
    arrays: {
      parameters: Float32Array.of(step, -0, 1e-45, 3.4e38),
      statistics: new Float32Array(),
    },
  };
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CURRENT = 'checkpoint.bin';
const PREVIOUS = 'checkpoint.previous.bin';

async function damage(file: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, change(await readFile(path)));
}

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);

/** Flips one bit, `share` of the way through the file. */
const flip =
  (share: number) =>
  (bytes: Buffer): Buffer => {
    const at = Math.floor(share * bytes.length);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
    return bytes;
  };

describe('checkpoints', () => {
  it('come back as they were, the newest of two', async () => {
    expect(await loadCheckpoint(folder, IDENTITY)).toEqual({ kind: 'none' });
    for (const step of [1, 2, 3]) await saveCheckpoint(folder, checkpointAt(step));
    const loaded = await loadCheckpoint(folder, IDENTITY);
    expect(loaded).toEqual({ kind: 'loaded', checkpoint: checkpointAt(3), notice: null });
    expect((await readdir(folder)).sort()).toEqual([CURRENT, PREVIOUS]);
    await discardCheckpoints(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['cut off', half],
    ['changed by a bit in the magic', flip(0)],
    ['changed by a bit in the length', flip(0.03)],
    ['changed by a bit in the header', flip(0.4)],
    ['changed by a bit in the arrays', flip(0.92)],
    ['changed by a bit in the checksum', flip(0.99)],
    ['empty', () => Buffer.alloc(0)],
    ['another file', () => Buffer.from('# Notes\n')],
  ])('fall back to the one before when the newest is %s', async (_, change) => {
    for (const step of [1, 2]) await saveCheckpoint(folder, checkpointAt(step));
    await damage(CURRENT, change);
    const loaded = await loadCheckpoint(folder, IDENTITY);
    expect(loaded).toMatchObject({ kind: 'loaded', checkpoint: checkpointAt(1) });
    expect(loaded.kind === 'loaded' && loaded.notice).toMatch(
      /checkpoint\.bin is .*Training goes on from the checkpoint before it/,
    );
  });

  it('are refused when both are damaged, and stay where they are', async () => {
    for (const step of [1, 2]) await saveCheckpoint(folder, checkpointAt(step));
    await damage(CURRENT, half);
    await damage(PREVIOUS, flip(0.5));
    const loaded = await loadCheckpoint(folder, IDENTITY);
    expect(loaded.kind === 'refused' && loaded.message).toMatch(
      /checkpoint\.bin is damaged.*previous\.bin is damaged.*--fresh/,
    );
    expect((await readdir(folder)).sort()).toEqual([CURRENT, PREVIOUS]);
  });

  it.each([
    [{ task: 'fused' }, 'is of the network “squeezenet”, not “fused”'],
    [{ architecture: 'fire-9' }, 'another architecture of squeezenet (fire-8, now fire-9)'],
    [{ options: { passes: 100, seed: 2 } }, 'other options (seed 1, now seed 2)'],
    [{ options: { passes: 100, seed: 1, batch: 8 } }, 'other options (no batch, now batch 8)'],
  ])('of another run are refused: %j', async (change, reason) => {
    await saveCheckpoint(folder, checkpointAt(1));
    const loaded = await loadCheckpoint(folder, { ...IDENTITY, ...change });
    expect(loaded.kind === 'refused' && loaded.message).toContain(reason);
  });

  it('are found when the machine stopped between the two renames', async () => {
    await saveCheckpoint(folder, checkpointAt(1));
    await writeFile(join(folder, PREVIOUS), await readFile(join(folder, CURRENT)));
    await rm(join(folder, CURRENT));
    await writeFile(join(folder, 'checkpoint.new.bin'), 'whole or not, it is not looked at');
    await writeFile(join(folder, 'checkpoint.new.bin.unfinished'), 'half');
    expect(await loadCheckpoint(folder, IDENTITY)).toMatchObject({
      checkpoint: checkpointAt(1),
      notice: null,
    });
  });

  it('stay as they were on a full disk, and nothing half-written stays', async () => {
    for (const step of [1, 2]) await saveCheckpoint(folder, checkpointAt(step));
    await expect(saveCheckpoint(folder, checkpointAt(3), FULL_DISK)).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect((await readdir(folder)).sort()).toEqual([CURRENT, PREVIOUS]);
    expect(await loadCheckpoint(folder, IDENTITY)).toMatchObject({ checkpoint: checkpointAt(2) });
  });
});
