/**
 * `npm run bench -- regression`: ratios of our stages to references, beside those in `ratios.json`. Ends with 1 where one
 * is worse by more than a half on a processor of the same name; `npx tsx bench/regression/write-ratios.ts` writes the file anew.
 */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { compareRatios, describe, ratiosSchema, verdictOf, type Ratios } from './compare.ts';
import { ratioOf } from './measure.ts';
import { STAGES } from './stages.ts';

export const FILE = join(import.meta.dirname, 'ratios.json');
/** A stage that seems worse is measured again: what is worse by chance is not worse each time. */
const TIMES = 3;

export async function benchRegression(): Promise<readonly string[]> {
  const committed = ratiosSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  const compared = compareRatios(await measureRatios(committed.ratios), committed.ratios);
  const here = processorHere();
  const isBad = compared.some(({ verdict }) => verdict === 'fails' || verdict === 'gone');
  // Caches and vector units change a ratio by as much as a mistake would.
  if (isBad && here === committed.processor) process.exitCode = 1;
  return [
    `ratios of processor time, beside those of ${committed.processor}, Node ${committed.node}; worse by 20 % is told, by 50 % fails` +
      (here === committed.processor ? '' : ` (not here: this is another processor, ${here})`),
    ...compared.map(describe),
  ];
}

/** As the system names it. */
export const processorHere = (): string => cpus()[0]?.model.trim() ?? 'unknown processor';

/** @param committed where a ratio is worse than these, the best of three is taken; empty: of one */
export async function measureRatios(committed: Ratios = {}): Promise<Ratios> {
  const ratios: Record<string, number> = {};
  for (const open of STAGES) {
    const stage = await open();
    let best = Infinity;
    for (let time = 0; time < TIMES; time++) {
      best = Math.min(best, await ratioOf(stage));
      const verdict = verdictOf(best, committed[stage.name] ?? null);
      if (verdict !== 'worse' && verdict !== 'fails') break;
    }
    await stage.dispose?.();
    ratios[stage.name] = best;
  }
  return ratios;
}
