/** Adds people to the vault of a folder and says the name of each that is saved, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '../../contract/result-fixture.ts';
import { openVault } from './open-vault.ts';
import { newPerson, vaultAt } from './vault-fixture.ts';

const [home = ''] = process.argv.slice(2);
const vault = orThrow(await openVault(await vaultAt(home)));
/** Nobody saves without a pause; two who did would keep each other waiting. */
const PAUSE_MS = 20;

for (let number = 0; ; number += 1) {
  const name = `${process.pid} ${number}`;
  orThrow(await vault.add(newPerson({ name })));
  process.stdout.write(`${name}\n`);
  await sleep(PAUSE_MS * Math.random());
}
