/**
 * `npm run package:check`: packs around the Electron that is at hand, without network, looks at what went in, and uses
 * it as people do: the command line, the window (enrol, lock, unlock, record, replay) through a twin that differs in one
 * fuse, the refusal of debuggers, and the Debian package installed in an empty root.
 */
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../build/build.ts';
import { buildNative } from '../build/build-native.ts';
import { root } from '../child.ts';
import { withDisplay } from '../electron/display.ts';
import { ensureElectron } from '../electron/electron-runtime.ts';
import { isMain } from '../is-main.ts';
import { reasonOf } from '../../electron/base/error-words.ts';
import { contentFaults, sizesOf } from '../package/package-contents.ts';
import { packFolder } from '../package/pack-folder.ts';
import { sourceTime } from '../package/source-time.ts';
import { whyNotStartable } from '../package/drive/packed-app.ts';
import { useFaults } from './package-use.ts';
import { debianFaults } from './package-debian.ts';

/** The faults of the package, one sentence each; empty if there are none. */
export async function packageFaults(say: (line: string) => void): Promise<string[]> {
  const electron = await ensureElectron();
  if (!electron.ok) return [electron.reason];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('It is packed on Linux x64 only; on other systems “npm run package” does.');
    return [];
  }
  await build();
  await buildNative();
  // Not in the checkout: an ordinary user has to be able to read it.
  const work = mkdtempSync(path.join(tmpdir(), 'depthlock-package-'));
  chmodSync(work, 0o755);
  try {
    const folder = await packFolder({
      root,
      electron: path.dirname(electron.runtime.path),
      electronVersion: electron.runtime.version,
      output: path.join(work, 'packed'),
      seconds: sourceTime(root),
    });
    const resources = path.join(folder, 'resources');
    const executable = path.join(folder, 'depthlock');
    for (const [name, bytes] of sizesOf(resources)) {
      if (bytes >= 1e5) say(`${(bytes / 1e6).toFixed(1).padStart(6)} MB  ${name}`);
    }
    const faults = await contentFaults({ resources, executable });
    const obstacle = whyNotStartable();
    // Whatever is missing would only be told again.
    if (faults.length > 0) return faults;
    if (obstacle !== null) return [obstacle];
    return await withDisplay(async () => [
      ...(await useFaults({ folder, work, say })),
      ...debianFaults({ folder, work, say }),
    ]);
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Prints the faults, and ends the process: electron-builder would set the exit code to 0 at its end. */
export function report(faults: readonly string[]): never {
  for (const fault of faults) console.error(`package: ${fault}`);
  if (faults.length === 0)
    console.log(
      'package: complete, nothing leaked, fuses set; commands, window and Debian package work.',
    );
  process.exit(faults.length === 0 ? 0 : 1);
}

if (isMain(import.meta)) {
  const faults = packageFaults((line) => console.log(`package: ${line}`));
  report(await faults.catch((error: unknown) => [reasonOf(error)]));
}
