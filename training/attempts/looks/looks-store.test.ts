import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { versionOf } from './looks-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-version-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

it('names the version of code and models that looks were made by, and leaves tests and cards aside', async () => {
  await write('fusion.ts', 'a');
  await write('encoder.onnx', 'b');
  const before = await versionOf([folder]);
  await write('fusion.test.ts', 'c');
  await write('attempts.json', '{}');
  await write('encoder.json', '{}');
  expect(await versionOf([folder])).toBe(before);
  await write('encoder.onnx', 'd');
  const other = await versionOf([folder]);
  expect(other).not.toBe(before);
  await write('encoder.onnx', 'b');
  expect(await versionOf([folder])).toBe(before);
  expect(await versionOf([join(folder, 'fusion.ts')])).not.toBe(before);
});
