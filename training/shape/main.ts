/**
 * `npx tsx training/shape/main.ts [--people N] [--kept-back N] [--reported N]`: renders people, fits the model that
 * tells their heads apart, chooses its thresholds on people kept back, and writes `assets/models/head-shape-model.json`
 * and its card with figures of people who had no part in either. Rendered samples are kept in the cache.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { chooseThresholds, REAL_PEOPLE } from './choose-thresholds.ts';
import { fitHeadShape } from './fit-head-shape.ts';
import { makeShapeSamples } from './make-samples.ts';
import { measureSittings } from './measure-shape.ts';
import { poolSample } from './pool-samples.ts';
import { shapeFigures, shapeTable } from './shape-figures.ts';
import { withVersion, writeHeadShape } from './write-head-shape.ts';

const ASSETS = join(import.meta.dirname, '../../assets');

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    'kept-back': { type: 'string', default: '200' },
    reported: { type: 'string', default: '100' },
    modes: { type: 'string', default: '40' },
    numbers: { type: 'string', default: '24' },
  },
});
const mean = await loadMeanHead(ASSETS);
if (!mean.ok) throw new Error(mean.problem.message);
const people = {
  training: Number(values.people),
  validation: Number(values['kept-back']),
  reported: Number(values.reported),
};
const samplesOf = (set: keyof typeof people) =>
  makeShapeSamples(set, people[set], mean.value, (line) => {
    console.error(line);
  }).map(poolSample);

const options = { modes: Number(values.modes), numbers: Number(values.numbers) };
const fitted = fitHeadShape(samplesOf('training'), options);
const keptBack = measureSittings('validation', samplesOf('validation'), mean.value, fitted);
const statistics = chooseThresholds(keptBack, fitted.statistics);
const model = withVersion({ ...fitted, statistics });
const figuresOf = (sittings: Parameters<typeof shapeFigures>[0]) =>
  shapeFigures(sittings, { ...model.statistics, version: fitted.statistics.version });
const validation = figuresOf(keptBack);
console.log(
  `Thresholds were chosen on these ${people.validation} people:\n${shapeTable(validation)}`,
);
const figures = figuresOf(measureSittings('reported', samplesOf('reported'), mean.value, fitted));
console.log(`${people.reported} people with no part in it:\n${shapeTable(figures)}`);
const made = {
  ...{ training: options, people, scatterWidenedFor: { realPeople: REAL_PEOPLE } },
  ...{ validation, figures },
};
console.log(await writeHeadShape(ASSETS, model, made));
