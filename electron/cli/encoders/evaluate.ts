import { Command, Option } from '@commander-js/extra-typings';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import { FEWEST_FRAMES } from '../../../training/attempts/looks/repeated-looks.ts';
import { shippedThresholds } from '../../../training/evaluation/encoder-card.ts';
import {
  evaluateDataset,
  type EvaluatedDataset,
  type EvaluationReport,
} from '../../../training/evaluation/evaluate-dataset.ts';
import type { ProtocolFigures } from '../../../training/evaluation/evaluate-shots.ts';
import { project } from '../../../training/evaluation/projection.ts';
import { trialsToClaim } from '../../analysis/metrics/rate-estimate.ts';
import { reportPage } from '../../../training/evaluation/report/report-page.ts';
import {
  count,
  describeRate,
  percent,
  percentRange,
} from '../../../training/evaluation/report/words.ts';
import { whyNotWritable, writeReport } from '../../../training/evaluation/report/write-report.ts';
import { FAR_LEVELS } from '../../analysis/metrics/verification-metrics.ts';
import type { EvaluationLine } from '../../contract/command-lines.ts';
import { COMPARISONS, type Comparison } from '../../contract/identity.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import {
  openFolderDataset,
  type FolderDataset,
} from '../../engine/exchange/dataset/folder-dataset.ts';
import { encoderName } from '../../engine/vision/encode/encoder-info.ts';
import {
  ENCODER_ENGINES,
  type EncoderEngine,
  type ExecutionProvider,
} from '../../contract/encoder-runtime.ts';
import type { Shown } from '../../engine/vision/encode/one-channel.ts';
import { createVision } from '../../engine/vision/pipeline.ts';
import { examples, exitsWith, jsonOption, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { evaluateAttemptsCommand, evidenceBounds } from './evaluate-attempts.ts';
import { describePresentations } from './describe-presentations.ts';
import { EXIT } from '../exit-codes.ts';
import { ownAssets } from '../own-assets.ts';
import { providerOption } from '../provider-option.ts';
import { clearProgress, showProgress } from '../progress-line.ts';

const CHANNELS = ['colour', 'depth'] as const satisfies readonly Shown[];

const NOTHING =
  'There is nothing to evaluate. Name a folder with a dataset.json, or play attempts of rendered people with --attempts.';

export const evaluateCommand = new Command('evaluate')
  .description(
    'Error rates of the whole pipeline on folder datasets, misses counted as rejections, with 95 % intervals.',
  )
  .argument(
    '[dataset...]',
    'folders with a dataset.json (docs/evaluation.md); one or none with --attempts',
  )
  .option('--encoder <name>', 'encoder to evaluate (default: the one that the app uses)')
  .option('--assets <dir>', 'folder whose models/ are used (default: those of Depthlock)')
  .addOption(
    new Option('--engine <name>', 'what runs the encoder')
      .choices(ENCODER_ENGINES)
      .default('onnxruntime' as const),
  )
  .addOption(providerOption())
  .addOption(
    new Option('--only <channel>', 'show the encoder one channel (default: both)').choices(
      CHANNELS,
    ),
  )
  .addOption(
    new Option(
      '--spectrum <name>',
      'infrared: looks and references in infrared; infrared-to-colour: looks in infrared, references in colour',
    )
      .choices(COMPARISONS)
      .default('colour' as const),
  )
  .option(
    '--attempts',
    'play attempts through the lock instead: every shot of the dataset and of its attacks with fresh noise; without a dataset, virtual and rendered people and attacks on them',
  )
  .addOption(
    new Option('--rendered-people <n>', 'attempts: rendered people besides the virtual ones')
      .argParser(wholeNumber(0, 100_000))
      .default(40),
  )
  .addOption(
    new Option(
      '--strangers <n>',
      'attempts: rendered people more, who only enrol and try every lock (default: 0); of a dataset: others whose lock each tries (default: all)',
    ).argParser(wholeNumber(0, 100_000)),
  )
  .addOption(
    new Option('--set <name>', 'attempts: rendered people to choose bounds by, or to report on')
      .choices(['reported', 'calibration'] as const)
      .default('reported' as const),
  )
  .addOption(
    new Option('--tries <n>', 'attempts: how many in a row; 5 are played until lock-out')
      .argParser(wholeNumber(1, 5))
      .default(2),
  )
  .addOption(
    new Option(
      '--frames <n>',
      'attempts of a dataset: different looks of a shot; an attempt that goes on repeats them',
    )
      .argParser(wholeNumber(FEWEST_FRAMES, 300))
      .default(8),
  )
  .addOption(
    new Option(
      '--sensor <name>',
      'attempts of a dataset: whose noise is added (default: that of its camera)',
    ).choices(['kinect-v1', 'kinect-v2'] as const),
  )
  .addOption(new Option('--seed <n>', 'attempts: another run').argParser(wholeNumber(0)).default(1))
  .addOption(
    new Option(
      '--bounds <list>',
      'attempts: bounds of evidence to try, such as 8,9.2,11; with --write one for each level',
    ).argParser(evidenceBounds),
  )
  .option('--write', 'attempts: keep the figures beside the encoder, where Settings shows them')
  .option('--report <file>', 'write a page with curves and maps as well (.html)')
  .option('--progress', 'of a dataset: say on the error stream how far it is, in lines of JSON')
  .addOption(jsonOption())
  .addHelpText(
    'after',
    examples(
      'evaluate my-pictures',
      'evaluate my-pictures --encoder squeezenet --report report.html',
      'evaluate my-pictures --json > figures.json',
      'evaluate --attempts --rendered-people 40 --report attempts.html',
      'evaluate my-pictures --attempts --tries 5',
    ),
  )
  .action(
    exitsWith(async (folders, options) => {
      const misplaced = whyProviderIsMisplaced(options);
      if (misplaced !== null) return complain('evaluate', misplaced, EXIT.wrongUsage);
      if (options.attempts === true) {
        return evaluateAttemptsCommand(folders, {
          ...{ ...options, people: options.renderedPeople },
          assets: options.assets ?? ASSETS_FOLDER,
          writeTo: options.assets ?? (await ownAssets()),
        });
      }
      if (folders.length === 0) return complain('evaluate', NOTHING, EXIT.wrongUsage);
      const { report: file, json, only, spectrum: comparison, encoder, engine, provider } = options;
      const onProgress = options.progress === true ? printProgress : showShots;
      const choice = {
        assets: options.assets ?? ASSETS_FOLDER,
        ...{ engine, provider },
        ...(encoder === undefined ? {} : { encoder }),
      };
      const obstacle = file === undefined ? null : await whyNotWritable(file);
      if (obstacle !== null) return complain('evaluate', obstacle, EXIT.failed);
      const shown = only === undefined ? {} : { shown: only };
      const evaluated = await evaluateAll({ folders, comparison, onProgress, ...choice, ...shown });
      clearProgress();
      if (!evaluated.ok) return complain('evaluate', evaluated.problem.message, EXIT.failed);
      const reports = evaluated.value.map(({ report }) => report);
      console.log(json ? asJson(reports) : reports.map(describe).join('\n\n'));
      if (file === undefined) return EXIT.done;
      const failure = await writeReport(file, makePage(evaluated.value, process.argv.slice(2)));
      if (failure !== null) return complain('evaluate', failure, EXIT.failed);
      console.error(`The report is in ${file}.`);
      return EXIT.done;
    }),
  );

function whyProviderIsMisplaced({
  provider,
  engine,
  attempts,
}: Pick<Request, 'provider' | 'engine'> & { readonly attempts?: true | undefined }): string | null {
  if (provider === 'cpu') return null;
  if (attempts === true) {
    return `Attempts are played as the lock plays them, on the processor: leave --provider ${provider} away.`;
  }
  return engine === 'onnxruntime'
    ? null
    : `--provider ${provider} is of onnxruntime, and --engine ${engine} does not use it: leave one of them away.`;
}

interface Request {
  readonly assets: string;
  readonly folders: readonly string[];
  readonly encoder?: string;
  readonly engine: EncoderEngine;
  readonly provider: ExecutionProvider;
  readonly shown?: Shown;
  readonly comparison: Comparison;
  readonly onProgress: (done: number, total: number) => void;
}

const showShots = (done: number, total: number): void => showProgress(`${done} of ${total} shots`);

/** For programs. */
function printProgress(done: number, total: number): void {
  console.error(JSON.stringify({ kind: 'shots', done, total } satisfies EvaluationLine));
}

/** Opens everything before the first shot is run, so that a mistake in the last name shows at once. */
async function evaluateAll({
  folders,
  comparison,
  onProgress,
  ...choice
}: Request): Promise<Result<readonly EvaluatedDataset[]>> {
  const datasets: FolderDataset[] = [];
  for (const folder of folders) {
    const dataset = await openFolderDataset(folder);
    if (!dataset.ok) return dataset;
    datasets.push(dataset.value);
  }
  const thresholds = await shippedThresholds(choice.assets, choice.encoder, comparison);
  if (!thresholds.ok) return thresholds;
  const vision = await createVision(choice);
  if (!vision.ok) return vision;
  const { encoder } = vision.value;
  try {
    if (comparison === 'infrared-to-colour' && encoder.means === undefined) {
      return fail(
        'model-corrupt',
        `The encoder ${encoderName(encoder)} was not calibrated on infrared, so its infrared looks cannot be compared with colour. Calibrate it: npm run depthlock -- calibrate`,
      );
    }
    const evaluated: EvaluatedDataset[] = [];
    for (const dataset of datasets) {
      const one = await evaluateDataset(
        dataset,
        vision.value,
        thresholds.value,
        onProgress,
        comparison,
      );
      if (!one.ok) return one;
      evaluated.push(one.value);
    }
    return succeed(evaluated);
  } finally {
    await vision.value.dispose();
  }
}

function makePage(evaluated: readonly EvaluatedDataset[], argv: readonly string[]): string {
  const quoted = argv.map((word) => (/^[\w./:=-]+$/.test(word) ? word : JSON.stringify(word)));
  return reportPage({
    sections: evaluated.map(({ report, shots }) => ({ report, projection: project(shots) })),
    command: ['depthlock', ...quoted].join(' '),
    date: new Date(),
  });
}

/** One object for one dataset, a list for several. */
function asJson(reports: readonly EvaluationReport[]): string {
  return JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2);
}

function describe(report: EvaluationReport): string {
  const { failedToAcquire: failed, latencyMs } = report;
  const reasons = Object.entries(failed.reasons).map(([reason, times]) => `${reason} ${times}`);
  return [
    `${report.dataset}: ${report.people} people, ${report.shots} shots, encoder ${report.encoder}${report.comparison === 'colour' ? '' : `, ${report.comparison}`}`,
    `failed to acquire  ${failed.count} (${percent(failed.rate)}; ${percentRange(failed.interval)})${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}`,
    ...describeProtocol('gallery', report.gallery),
    ...describeProtocol('leave one out', report.leaveOneOut),
    ...(report.facingCamera === null
      ? []
      : describeProtocol('leave one out, facing the camera', report.facingCamera)),
    ...describePresentations(report.presentations),
    `latency            p50 ${latencyMs.p50.toFixed(1)} ms, p95 ${latencyMs.p95.toFixed(1)} ms a shot (detection included)`,
  ].join('\n');
}

function describeProtocol(title: string, figures: ProtocolFigures): string[] {
  const range = (interval: ProtocolFigures['eerInterval']) =>
    interval === null ? '' : ` (${percentRange(interval)})`;
  const levels = FAR_LEVELS.map((level) => {
    const threshold = figures.threshold[level];
    const start = `  FRR at FAR ${level}  `;
    if (threshold === null) return `${start}${whyNotClaimable(figures.impostor, Number(level))}`;
    return `${start}${percent(figures.frr[level])}${range(figures.frrInterval[level])}  threshold ${threshold.toFixed(3)}`;
  });
  return [
    `${title}: ${count(figures.genuine)} genuine and ${count(figures.impostor)} impostor trials`,
    `  EER              ${percent(figures.eer)}${range(figures.eerInterval)}`,
    ...levels,
    ...figures.given.map(describeShipped),
    ...describeQualities(figures),
  ];
}

/** At the threshold at which all looks are counted. */
function describeQualities({ qualities, counted }: ProtocolFigures): string[] {
  if (qualities.length === 0 || counted === null) return [];
  const rates = (of: 'far' | 'frr') => qualities.map((row) => percent(row[of].rate)).join(', ');
  return [
    `  by quality, poorest quarter first, at threshold ${counted.threshold.toFixed(3)}: FAR ${rates('far')}; FRR ${rates('frr')}`,
  ];
}

function whyNotClaimable(impostor: number, far: number): string {
  const needed = trialsToClaim(far);
  if (impostor >= needed) return 'no threshold: too many equal distances';
  return `not claimable with ${count(impostor)} impostor trials, ${count(needed)} are needed`;
}

function describeShipped({ name, threshold, at }: ProtocolFigures['given'][number]): string {
  return `  shipped, ${name} (${threshold.toFixed(3)}): FAR ${describeRate(at.far)}, FRR ${describeRate(at.frr)}`;
}
