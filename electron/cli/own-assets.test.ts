import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ASSETS_FOLDER } from '../base/app-folders.ts';
import { ownAssets } from './own-assets.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-own-assets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('are the assets themselves in a checkout', async () => {
  expect(await ownAssets('')).toBe(ASSETS_FOLDER);
});

it('are a copy for an installed app, which keeps what was written there', async () => {
  const [shipped, own] = [join(folder, 'shipped'), join(folder, 'home', 'assets')];
  await mkdir(join(shipped, 'models'), { recursive: true });
  await writeFile(join(shipped, 'models', 'models.json'), '{}');
  await writeFile(join(shipped, 'models', 'encoder.onnx'), 'shipped');
  expect(await ownAssets(own, shipped)).toBe(own);
  const encoder = join(own, 'models', 'encoder.onnx');
  expect(await readFile(encoder, 'utf8')).toBe('shipped');
  await writeFile(encoder, 'trained');
  await ownAssets(own, shipped);
  expect(await readFile(encoder, 'utf8')).toBe('trained');
  expect(await readFile(join(shipped, 'models', 'encoder.onnx'), 'utf8')).toBe('shipped');
});
