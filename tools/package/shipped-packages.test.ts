import { expect, it } from 'vitest';
import { folderOf } from './shipped-packages.ts';

it.each([
  ['../../node_modules/zod/v4/core.js', 'node_modules/zod'],
  ['../../node_modules/@mcap/core/dist/index.js', 'node_modules/@mcap/core'],
  ['node_modules/a/node_modules/@b/c/d.js', 'node_modules/a/node_modules/@b/c'],
  ['..\\..\\node_modules\\zod\\index.js', 'node_modules/zod'],
])('%s lies in %s', (file, folder) => {
  expect(folderOf(file)).toEqual([folder]);
});

it('a file of our own lies in no package', () => {
  expect(folderOf('../../electron/main/main.ts')).toEqual([]);
});
