import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const rates = z.object({ '1e-2': z.number(), '1e-3': z.number(), '1e-4': z.number() });
const protocol = z.object({
  genuine: z.number(),
  impostor: z.number(),
  eer: z.number(),
  frr: rates,
  threshold: z.looseObject({ ...rates.shape }),
});
/** The keys that other programs read. */
const reportSchema = z.object({
  dataset: z.string(),
  people: z.number(),
  shots: z.number(),
  failedToAcquire: z.looseObject({ count: z.number(), reasons: z.record(z.string(), z.number()) }),
  gallery: protocol,
  leaveOneOut: protocol,
  latencyMs: z.object({ p50: z.number(), p95: z.number() }),
});

const ROOT = join(import.meta.dirname, '../..');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function depthlock(...commandArguments: string[]): Promise<Outcome> {
  const argv = ['--import', 'tsx', 'electron/cli/main.ts', ...commandArguments];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('depthlock', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await depthlock('help');
    expect(code).toBe(0);
    expect(stdout).toContain('evaluate DATASET');
  });

  it('refuses an unknown command, an unknown option and a missing dataset with a sentence', async () => {
    expect(await depthlock('dance')).toMatchObject({ code: 2 });
    expect(await depthlock('evaluate', '--loud', 'x')).toMatchObject({ code: 2 });
    const { code, stderr } = await depthlock('evaluate', '/nowhere/at/all');
    expect(code).toBe(1);
    expect(stderr).toContain('There is no dataset in /nowhere/at/all');
  });
});

const archive = join(process.env['DEPTHLOCK_DATA'] ?? '/nonexistent', 'rap3df-2019.tar.xz');
const skipped = !existsSync(archive);
if (skipped) console.log('skipped: real Kinect v2 faces (rap3df-2019 is not in DEPTHLOCK_DATA)');

describe.skipIf(skipped)('evaluate on real Kinect v2 faces', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'depthlock-evaluate-'));
    execFileSync('tar', ['-xJf', archive, '-C', folder]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(
    'misses at most 3 % and keeps the front-gallery EER at 8 % or less',
    { timeout: 300_000 },
    async () => {
      const { code, stdout } = await depthlock('evaluate', join(folder, 'rap3df-2019'), '--json');
      expect(code).toBe(0);
      const report = reportSchema.parse(JSON.parse(stdout));
      const { failedToAcquire, gallery, leaveOneOut } = report;
      expect(report).toMatchObject({ dataset: 'rap3df-2019', people: 74, shots: 508 });
      expect(gallery).toMatchObject({ genuine: 420, impostor: 30660 });
      expect(leaveOneOut).toMatchObject({ genuine: 508, impostor: 37084 });
      expect(failedToAcquire.count / 508).toBeLessThanOrEqual(0.03);
      expect(gallery.eer).toBeLessThanOrEqual(0.08);
    },
  );
});
