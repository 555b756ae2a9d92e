/** `npx tsx bench/regression/write-ratios.ts`: measures the ratios in three processes and writes the medians to the file. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { quantile } from '../../electron/base/quantile.ts';
import type { Ratios } from './compare.ts';
import { FILE, processorHere } from './regression.ts';

const RUNS = 3;
const PRINT = join(import.meta.dirname, 'print-ratios.ts');

const runs: Ratios[] = [];
for (let run = 0; run < RUNS; run++) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PRINT]);
  const ratios = z.record(z.string(), z.number().positive()).parse(JSON.parse(stdout));
  runs.push(ratios);
  const numbers = Object.values(ratios).map((ratio) => ratio.toPrecision(3));
  console.log(numbers.join('  '));
}
const medianOf = (name: string): number =>
  quantile(
    runs.map((one) => one[name] ?? NaN),
    0.5,
  );
const ratios = Object.fromEntries(
  Object.keys(runs[0] ?? {}).map((name) => [name, Number(medianOf(name).toPrecision(3))]),
);
const written = { processor: processorHere(), node: process.versions.node, ratios };
await writeFile(FILE, `${JSON.stringify(written, null, 2)}\n`);
