import type {
  GenuineFigures,
  PresentationCounts,
  PresentationFigures,
  SpeciesFigures,
} from '../../../training/evaluation/metrics/attack-figures.ts';
import { count, describeRate } from '../../../training/evaluation/report/words.ts';
import { alignColumns } from '../align-columns.ts';

/** Lines that say what liveness and the whole system did with attacks, and liveness with the people's own probes. */
export function describePresentations({
  genuine,
  facingCamera,
  species,
}: PresentationFigures): string[] {
  const shapes = [...describeShape('genuine probes', genuine), ...species.flatMap(ofSpecies)];
  return [
    'liveness on genuine probes, of those shown',
    describeGenuine('all', genuine),
    ...(facingCamera === null ? [] : [describeGenuine('facing the camera', facingCamera)]),
    ...describeAttacks(species),
    ...(shapes.length === 0
      ? []
      : [
          'shape alone on those that are live, against the other shots of who they claim to be',
          ...shapes,
        ]),
  ];
}

const describeGenuine = (title: string, figures: GenuineFigures): string =>
  `  ${title}: BPCER ${describeRate(figures.bpcer)}; ${countsInWords(figures)}`;

const ofSpecies = (figures: SpeciesFigures): string[] => describeShape(figures.species, figures);

/** Nothing where nobody's shape was compared. */
function describeShape(title: string, { byShape }: Pick<GenuineFigures, 'byShape'>): string[] {
  const { refused, unmeasured, logRatios } = byShape;
  if (refused.trials === 0) return [];
  const ratios = logRatios.map((ratio) => ratio.toFixed(1)).join(', ');
  return [
    `  ${title}: refused ${describeRate(refused)}; ${count(unmeasured)} not measured; log ratios ${ratios} ` +
      '(least, 5 %, median, most)',
  ];
}

function describeAttacks(species: readonly SpeciesFigures[]): string[] {
  const [worst] = species;
  if (worst === undefined) return [];
  const thresholds = worst.iapar.map(
    ({ name, threshold }) => `IAPAR ${name} (${threshold.toFixed(3)})`,
  );
  const heading = [
    'species',
    'shown',
    'not acquired',
    'refused',
    'undecided',
    'APCER',
    ...thresholds,
  ];
  return [
    'presentation attacks, a shot each, the worst species first',
    ...alignColumns([heading, ...species.map(rowOf)]).map((line) => `  ${line}`),
  ];
}

const rowOf = (figures: SpeciesFigures): string[] => [
  figures.species,
  count(figures.shown),
  count(figures.notAcquired),
  refusals(figures),
  count(figures.undecided),
  describeRate(figures.apcer),
  ...figures.iapar.map(({ rate }) => describeRate(rate)),
];

function countsInWords(figures: PresentationCounts): string {
  const { shown, notAcquired, undecided } = figures;
  return `${count(shown)} shown, ${count(notAcquired)} not acquired, ${refusals(figures)} refused, ${count(undecided)} undecided`;
}

function refusals({ refused }: PresentationCounts): string {
  const reasons = Object.entries(refused.reasons).map(([reason, times]) => `${reason} ${times}`);
  return reasons.length === 0 ? '0' : `${count(refused.count)} (${reasons.join(', ')})`;
}
