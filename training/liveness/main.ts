/**
 * `npx tsx training/liveness/main.ts [--people N] [--epochs N] [--hidden N] [--decay N] [--write]`: renders heads and
 * sheets, fits the network that tells them apart, and prints what it says of others, and of each kind of sheet if it had
 * never seen one. `--write` replaces `assets/models/face-relief-weights.json` and its card: run `depthlock evaluate` on
 * real people before that ships (docs/evaluation.md). Rendered samples are kept in the cache.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LEAST_LIVENESS } from '../../electron/engine/identity/attempt/evidence.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { faceRelief, loadFaceRelief } from '../../electron/engine/vision/liveness/face-relief.ts';
import { ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { fitNetwork } from './fit-network.ts';
import { calibrated, headScores, leaveOneOut } from './leave-one-out.ts';
import { makeSamples } from './make-samples.ts';
import { measureJudge, thresholdAt, type JudgeFigures } from './measure-judge.ts';
import { writeFaceRelief } from './write-face-relief.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
/** Share of the rendered heads kept back that the threshold refuses: half of what may be, for it is an estimate. */
const BPCER = 0.005;
const VIEWS = { trained: 6, keptBack: 8, reported: 10 } as const;
const KEPT_BACK = { people: 50, sheets: 900 } as const;
const REPORTED = { people: 30, sheets: 600 } as const;
/** Sheets to train on. */
const SHEETS = 9000;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '200' },
    epochs: { type: 'string', default: '30' },
    hidden: { type: 'string', default: '32' },
    decay: { type: 'string', default: '0.1' },
    write: { type: 'boolean', default: false },
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
const figures = measureJudge(faceRelief(network, threshold), reported);
const shipped = await loadFaceRelief(ASSETS);
const data = { training: sizes.training, validation: sizes.validation, reported: sizes.reported };
if (values.write) {
  const origin = { options, bpcer: BPCER, data, leftOut, figures };
  console.log(await writeFaceRelief(ASSETS, network, threshold, origin));
}
if (shipped.ok) print('The weights there were before', measureJudge(shipped.value, reported));
print('The new weights', figures);

/** Figures on people and sheets that were not trained on. */
function print(whose: string, found: JudgeFigures): void {
  console.log(
    `${whose}: ${percent(found.headsRefused)} of ${found.heads} heads refused, ` +
      `${percent(found.sheetsPassed)} of ${found.sheets} sheets pass; sure enough of life for an attempt ` +
      `(log likelihood ratio ${LEAST_LIVENESS}): ${percent(found.headsEvident)} of heads, ` +
      `${percent(found.sheetsEvident)} of sheets`,
  );
  for (const { kind, trait, count, live } of found.byTrait) {
    console.log(
      kind === 'head'
        ? `  ${trait}: ${percent(1 - live)} of ${count} refused`
        : `  ${trait}: ${percent(live)} of ${count} pass`,
    );
  }
}
