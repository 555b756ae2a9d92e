/** `npm run test:e2e [-- filter …]`: Playwright on the real Electron window. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { run } from '../child.ts';
import { withDisplay } from '../electron/display.ts';
import { prepareElectron } from '../electron/prepare.ts';

/** Longest duration of the whole run, in milliseconds: a hung window must not hang it. */
const LIMIT_MS = 70 * 60_000;

await prepareElectron();
const playwright = path.dirname(createRequire(import.meta.url).resolve('playwright/package.json'));
process.exitCode = await withDisplay(() =>
  run(
    process.execPath,
    [
      path.join(playwright, 'cli.js'),
      'test',
      '--config',
      'playwright.config.ts',
      ...process.argv.slice(2),
    ],
    { limitMs: LIMIT_MS },
  ),
);
