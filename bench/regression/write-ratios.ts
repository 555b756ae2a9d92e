/** `npx tsx bench/regression/write-ratios.ts`: measures the ratios three times and commits the median of each to the file. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { quantile } from '../../electron/base/quantile.ts';
import type { Ratios } from './compare.ts';
import { FILE, measureRatios } from './regression.ts';

const RUNS = 3;

const runs: Ratios[] = [];
for (let run = 0; run < RUNS; run++) {
  const ratios = await measureRatios();
  runs.push(ratios);
  console.log(
    Object.values(ratios)
      .map((ratio) => ratio.toPrecision(3))
      .join('  '),
  );
}
const ratios = Object.fromEntries(
  Object.keys(runs[0] ?? {}).map((name) => {
    const median = quantile(
      runs.map((one) => one[name] ?? NaN),
      0.5,
    );
    return [name, Number(median.toPrecision(3))];
  }),
);
const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
await writeFile(
  FILE,
  `${JSON.stringify({ processor, node: process.versions.node, ratios }, null, 2)}\n`,
);
