/** Vaults whose process is killed while it saves, and whether they are whole. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openVault } from '../../electron/engine/vault/open-vault.ts';
import { newPerson, vaultAt } from '../../electron/engine/vault/vault-fixture.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { reasonOf } from '../../electron/base/error-words.ts';
import { root } from '../child.ts';
import { chanceOf } from './chance.ts';

const WRITER = join(root, 'electron/engine/vault/save-until-killed-fixture.ts');
const LATEST_MS = 250;
/** A file that has grown beyond this is begun anew: each save writes all of it. */
const MOST_PEOPLE = 300;

/**
 * Kills `kills` processes with SIGKILL, each within a quarter of a second after its first save. Returns whether the vault
 * opens after each with everybody whom it had called saved.
 */
export async function killVaults(
  kills: number,
  seed: number,
  say: (line: string) => void,
): Promise<boolean> {
  let home = await mkdtemp(join(tmpdir(), 'depthlock-vault-kills-'));
  let [failures, saves] = [0, 0];
  for (let kill = 0; kill < kills; kill += 1) {
    try {
      const saved = await saveAndKill(home, chanceOf(seed, kill).below(LATEST_MS));
      saves += saved.length;
      const vault = orThrow(await openVault(await vaultAt(home)));
      const stored = new Set(vault.people().map(({ name }) => name));
      const lost = saved.filter((name) => !stored.has(name));
      if (lost.length > 0)
        throw new Error(`${lost.length} of ${saved.length} saved people are gone`);
      orThrow(await vault.add(newPerson({ name: 'After it' })));
      if (stored.size > MOST_PEOPLE) {
        await rm(home, { recursive: true });
        home = await mkdtemp(join(tmpdir(), 'depthlock-vault-kills-'));
      }
    } catch (error) {
      failures += 1;
      say(`${kill + 1}: FAILED, ${reasonOf(error)}`);
    }
  }
  await rm(home, { recursive: true, force: true });
  say(`${kills} kills during ${saves} saves: ${kills - failures} vaults whole, ${failures} not`);
  return kills > 0 && failures === 0;
}

/** The names whose save was reported before the process died. */
function saveAndKill(home: string, afterMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, home], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      if (said === '') void wait(afterMs).then(() => child.kill('SIGKILL'));
      said += bytes.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1));
      else reject(new Error('the process ended by itself'));
    });
  });
}
