/**
 * `npx tsx training/liveness/main.ts [--people N] [--epochs N]`: renders heads and sheets, fits the network that tells
 * them apart, and writes `assets/models/face-relief-weights.json` and its card. Rendered samples are kept in the cache.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { fitNetwork } from './fit-network.ts';
import { makeSamples } from './make-samples.ts';
import { measureJudge, thresholdAt } from './measure-judge.ts';
import { writeFaceRelief } from './write-face-relief.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
/** Share of the rendered heads kept back that the threshold refuses: half of what may be, for it is an estimate. */
const BPCER = 0.005;
const VIEWS = 16;
const KEPT_BACK = { people: 70, sheets: 1500 } as const;
const REPORTED = { people: 20, sheets: 600 } as const;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '89' },
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
  training: { set: 'training', people, views: VIEWS, sheets: 20 * people },
  validation: { set: 'validation', views: VIEWS, ...KEPT_BACK },
  reported: { set: 'reported', views: VIEWS, ...REPORTED },
} as const;
const training = makeSamples(sizes.training, mean.value, say);
const validation = makeSamples(sizes.validation, mean.value, say);
const network = fitNetwork(training, new ReliefCells(mean.value).cells, options);
const threshold = thresholdAt(BPCER, network, validation);
const reported = makeSamples(sizes.reported, mean.value, say);
const figures = measureJudge(network, threshold, reported);
const data = { training: sizes.training, validation: sizes.validation, reported: sizes.reported };
console.log(
  await writeFaceRelief(ASSETS, network, threshold, { options, bpcer: BPCER, data, figures }),
);
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
console.log(
  `On people and sheets not trained on: ${percent(figures.headsRefused)} of ${figures.heads} heads refused, ` +
    `${percent(figures.sheetsPassed)} of ${figures.sheets} sheets pass.`,
);
for (const { species, count, live } of figures.bySpecies) {
  console.log(`${species}: ${percent(live)} of ${count} live`);
}
