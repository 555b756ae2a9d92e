import { expect, it } from 'vitest';
import { commandLinePage } from './command-line-page.ts';

it('docs/command-line.md is what help says; “vitest -u” renews it', async () => {
  await expect(await commandLinePage()).toMatchFileSnapshot('../../docs/command-line.md');
});
