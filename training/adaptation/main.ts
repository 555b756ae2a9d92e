/**
 * `npx tsx training/adaptation/main.ts [--set SET] [--people N] [--help A,B,…] [--thresholds A,B,…]`: rendered people come back for twenty
 * weeks in which beards grow and light changes. Prints how often their looks are refused without adaptation and with
 * it, and how often others' looks pass then, for several values of how much added looks may help and of the threshold
 * (default: those of the levels on the encoder's card). Looks are kept in the cache.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { trainingCache } from '../cache-folder.ts';
import { IDENTITY_SETS } from '../synthesis/population/identity-sets.ts';
import { adaptationTable } from './adaptation-table.ts';
import { watchPerson, type ChangingPerson } from './slow-change.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
/** Raise whenever looks come out differently. */
const VERSION = 1;

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'calibration' },
    people: { type: 'string', default: '40' },
    help: { type: 'string', default: '0,0.02,0.04,0.06,0.1' },
    thresholds: { type: 'string', default: '0.7528,0.6798,0.6203' },
  },
});
const set = IDENTITY_SETS.find((name) => name === values.set);
if (set === undefined) throw new Error(`There is no set ${values.set}.`);
const count = Number(values.people);
const vision = orThrow(await createVision({ assets: ASSETS }));
const people: ChangingPerson[] = [];
for (let index = 0; index < count; index++) {
  const file = join(trainingCache('adaptation'), `v${VERSION}-${set}-${index}.json`);
  if (!existsSync(file)) {
    console.error(`${set}: person ${index} of ${count}`);
    writeFileSync(file, JSON.stringify(await watchPerson(set, index, vision), packed));
  }
  people.push(JSON.parse(readFileSync(file, 'utf8'), unpacked) as ChangingPerson);
}
const helps = values.help.split(',').map(Number);
for (const threshold of values.thresholds.split(',').map(Number)) {
  console.log(`${adaptationTable(people, threshold, helps)}\n`);
}
await vision.dispose();

function packed(_: string, value: unknown): unknown {
  return value instanceof Float32Array ? { numbers: [...value] } : value;
}

function unpacked(_: string, value: unknown): unknown {
  const isPacked = typeof value === 'object' && value !== null && 'numbers' in value;
  return isPacked && Array.isArray(value.numbers)
    ? Float32Array.from(value.numbers as number[])
    : value;
}
