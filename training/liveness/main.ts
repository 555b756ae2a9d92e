/**
 * `npx tsx training/liveness/main.ts [--people N] [--epochs N]`: renders heads and sheets, fits the network that tells
 * them apart, prints what it would say of each kind of sheet if it had never seen one, and writes `assets/models/face-relief-weights.json` and its card. Rendered samples are kept in the cache.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LEAST_LIVENESS } from '../../electron/engine/identity/attempt/evidence.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { fitNetwork } from './fit-network.ts';
import { calibrated, headScores, leaveOneOut } from './leave-one-out.ts';
import { makeSamples } from './make-samples.ts';
import { measureJudge, thresholdAt } from './measure-judge.ts';
import { writeFaceRelief } from './write-face-relief.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
/** Share of the rendered heads kept back that the threshold refuses: half of what may be, for it is an estimate. */
const BPCER = 0.005;
const VIEWS = { trained: 6, keptBack: 8, reported: 10 } as const;
const KEPT_BACK = { people: 50, sheets: 900 } as const;
const REPORTED = { people: 30, sheets: 600 } as const;
/** Sheets to train on. */
const SHEETS = 3000;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '200' },
    epochs: { type: 'string', default: '40' },
    hidden: { type: 'string', default: '16' },
    decay: { type: 'string', default: '0.1' },
  },
});
const mean = await loadMeanHead(ASSETS);
if (!mean.ok) throw new Error(mean.problem.message);
const people = Number(values.people);
const options = {
  hidden: Number(values.hidden),
  epochs: Number(values.epochs),
  decay: Number(values.decay),
  seed: 1,
};
const say = (line: string) => {
  console.error(line);
};
const sizes = {
  training: { set: 'training', people, views: VIEWS.trained, sheets: SHEETS },
  validation: { set: 'validation', views: VIEWS.keptBack, ...KEPT_BACK },
  reported: { set: 'reported', views: VIEWS.reported, ...REPORTED },
} as const;
const training = makeSamples(sizes.training, mean.value, say);
const validation = makeSamples(sizes.validation, mean.value, say);
const { cells } = new ReliefCells(mean.value);
const fitted = fitNetwork(training, cells, options);
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const unknownSheets: number[] = [];
const leftOut: Record<string, { readonly passed: number; readonly count: number }> = {};
for (const { trait, count, passed, scores } of leaveOneOut(
  training,
  validation,
  cells,
  options,
  BPCER,
)) {
  unknownSheets.push(...scores);
  leftOut[trait] = { passed, count };
  console.log(`trained without ${trait}: ${percent(passed)} of ${count} pass`);
}
const network = calibrated(fitted, headScores(fitted, validation), unknownSheets);
const threshold = thresholdAt(BPCER, network, validation);
const reported = makeSamples(sizes.reported, mean.value, say);
const figures = measureJudge(network, threshold, reported);
const data = { training: sizes.training, validation: sizes.validation, reported: sizes.reported };
console.log(
  await writeFaceRelief(ASSETS, network, threshold, {
    options,
    bpcer: BPCER,
    data,
    leftOut,
    figures,
  }),
);
console.log(
  `On people and sheets not trained on: ${percent(figures.headsRefused)} of ${figures.heads} heads refused, ` +
    `${percent(figures.sheetsPassed)} of ${figures.sheets} sheets pass.`,
);
console.log(
  `Sure enough of life for an attempt (log likelihood ratio ${LEAST_LIVENESS}): ` +
    `${percent(figures.headsEvident)} of heads, ${percent(figures.sheetsEvident)} of sheets.`,
);
for (const { kind, trait, count, live } of figures.byTrait) {
  console.log(
    kind === 'head'
      ? `${trait}: ${percent(1 - live)} of ${count} refused`
      : `${trait}: ${percent(live)} of ${count} pass`,
  );
}
