/** `npx tsx bench/scale/write-page.ts`: measures, and writes figures.json and what docs/scale.md shows of it. */
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { measureScale } from './measure-scale.ts';
import { scaleCharts } from './scale-charts.ts';
import { FIGURES_FILE } from './scale-figures.ts';
import { SCALE_PAGE, SCALE_PICTURE, withFigures } from './scale-page.ts';

const figures = await measureScale();
await writeFile(
  FIGURES_FILE,
  await format(JSON.stringify(figures), { parser: 'json', printWidth: 100 }),
);
await writeFile(SCALE_PICTURE, scaleCharts(figures));
await writeFile(SCALE_PAGE, await withFigures(await readFile(SCALE_PAGE, 'utf8'), figures));
