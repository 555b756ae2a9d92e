/**
 * `npx tsx training/attention/main.ts [--people N] [--epochs N]`: renders eyes and cuts them out of photographs, fits the
 * network that tells what they do, and writes `assets/models/eyes-weights.json` and its card. Samples are kept in the
 * cache.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseLimits } from './choose-limits.ts';
import { fitEyes } from './fit-eyes.ts';
import { makePhotoSamples, makeSamples } from './make-samples.ts';
import { measureEyes, scoreFaces, type KindFigures } from './measure-eyes.ts';
import { writeEyes } from './write-eyes.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const VIEWS = 12;
/** People kept back from training: limits are chosen on the first, figures are of the others. */
const KEPT_BACK = { people: 50, forLimits: 30 } as const;
const PHOTOS = { forLimits: 300, reported: 200 } as const;
/** Parts of ten of the photographed people. */
const PARTS = { training: [0, 1, 2, 3, 4, 5, 6, 7], forLimits: [8], reported: [9] } as const;
/** Chosen on people kept back; half of what may be, for they are estimates. */
const ALLOWED = {
  openSaidClosed: 0.003,
  closedSaidOpen: 0.01,
  towardsSaidAside: 0.003,
} as const;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '60' },
    photos: { type: 'string', default: '500' },
    epochs: { type: 'string', default: '60' },
    hidden: { type: 'string', default: '24' },
    decay: { type: 'string', default: '0.1' },
  },
});
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
  training: { people: Number(values.people), photos: Number(values.photos) },
  forLimits: { people: KEPT_BACK.forLimits, photos: PHOTOS.forLimits },
  reported: { people: KEPT_BACK.people - KEPT_BACK.forLimits, photos: PHOTOS.reported },
} as const;
const rendered = (set: 'training' | 'validation', people: number) =>
  makeSamples({ set, people, views: VIEWS }, ASSETS, say);
const photographed = (set: keyof typeof PARTS) =>
  makePhotoSamples({ part: PARTS[set], photos: sizes[set].photos }, ASSETS);
const training = [
  ...(await rendered('training', sizes.training.people)),
  ...(await photographed('training')),
];
const chosenOn = await rendered('validation', KEPT_BACK.forLimits);
const others = (await rendered('validation', KEPT_BACK.people)).slice(chosenOn.length);
const network = fitEyes(
  training.flatMap(({ eyes }) => eyes),
  options,
);
const limits = chooseLimits(
  scoreFaces(network, [...chosenOn, ...(await photographed('forLimits'))]),
  ALLOWED,
);
const reported = scoreFaces(network, [...others, ...(await photographed('reported'))]);
const scaleOf = (pixelsPerMm: number) =>
  pixelsPerMm > 0.55 ? 'large' : pixelsPerMm > 0.36 ? 'middle' : 'small';
const figures: Record<string, readonly KindFigures[]> = {
  byState: measureEyes(reported, limits),
  byKind: measureEyes(reported, limits, ({ kind }) => kind),
  byScale: measureEyes(
    reported,
    limits,
    ({ kind, eyes: [eye] }) =>
      `${kind.split(',')[0] ?? kind}, ${scaleOf(eye?.view.pixelsPerMm ?? NaN)} eyes`,
  ),
};
console.log(
  await writeEyes(ASSETS, network, limits, {
    options,
    data: { ...sizes, views: VIEWS },
    limitsFrom: `people kept back, with shares of ${JSON.stringify(ALLOWED)} got wrong`,
    figures,
  }),
);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
for (const [title, kinds] of Object.entries(figures)) {
  console.log(title);
  for (const { kind, faces, said } of kinds) {
    const shares = Object.entries(said).map(([name, share]) => `${name} ${percent(share)}`);
    console.log(`  ${kind} (${faces}): ${shares.join(', ')}`);
  }
}
