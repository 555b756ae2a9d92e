import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import util from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTfjsNode, tfjsNodeObstacle } from './load-tfjs-node.ts';

const PACKAGE = '@tensorflow/tfjs-node';

describe('loadTfjsNode', () => {
  afterEach(() => {
    vi.doUnmock(PACKAGE);
    vi.restoreAllMocks();
  });

  it('says what is missing, what that means and what to do', async () => {
    vi.doMock(PACKAGE, () => {
      throw new Error('The native addon cannot be found at path: /x.node. \nPlease run npm.');
    });
    const loaded = await loadTfjsNode();
    if (loaded.ok) throw new Error('The mock did not fail.');
    expect(loaded.problem.code).toBe('model-missing');
    expect(loaded.problem.message).toMatch(/cannot be loaded.*Choose the engine onnxruntime/s);
    expect(loaded.problem.message).not.toContain('\n');
  });

  it('gives Node 24 back what the package calls', async () => {
    const legacy: { isNullOrUndefined: unknown } = util;
    const original = legacy.isNullOrUndefined;
    legacy.isNullOrUndefined = undefined;
    try {
      vi.doMock(PACKAGE, () => ({ default: {} }));
      expect((await loadTfjsNode()).ok).toBe(true);
      const restored = legacy.isNullOrUndefined as (value: unknown) => boolean;
      expect([null, undefined, 0, ''].map((value) => restored(value))).toEqual([
        ...[true, true, false, false],
      ]);
    } finally {
      legacy.isNullOrUndefined = original;
    }
  });
});

describe('what is missing of tfjs-node', () => {
  it('is told by its files', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-tfjs-'));
    try {
      expect(tfjsNodeObstacle(null)).toBe('not-installed');
      expect(tfjsNodeObstacle(folder)).toBe('no-library');
      const lib = path.join(folder, 'lib', 'napi-v9');
      await mkdir(lib, { recursive: true });
      expect(tfjsNodeObstacle(folder)).toBe('no-library');
      await writeFile(path.join(lib, 'tfjs_binding.node'), '');
      expect(tfjsNodeObstacle(folder)).toBeNull();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
