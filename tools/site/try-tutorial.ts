/**
 * `npx tsx tools/site/try-tutorial.ts`: runs what docs/tutorial.md marks as running anywhere, in an empty folder, as a person
 * would who copies block after block. Ends with 1 at the first command that fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../child.ts';
import { isMain } from '../is-main.ts';
import { tutorialSteps } from './tutorial-steps.ts';

function tryTutorial(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'depthlock-tutorial-'));
  const launcher = path.join(root, 'electron/cli/depthlock.mjs');
  const command = `depthlock() { "${process.execPath}" "${launcher}" "$@"; }`;
  try {
    return tutorialSteps(readFileSync(path.join(root, 'docs/tutorial.md'), 'utf8')).every(
      (step) => {
        console.log(`\n▶ ${step.trim().replaceAll('\n', '\n  ')}`);
        const script = `set -e\n${command}\n${step}`;
        const { status } = spawnSync('sh', ['-c', script], { cwd: folder, stdio: 'inherit' });
        if (status !== 0) console.error(`This ended with code ${String(status)}.`);
        return status === 0;
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta)) process.exitCode = tryTutorial() ? 0 : 1;
