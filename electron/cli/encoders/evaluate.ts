import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedThresholds } from '../../../training/evaluation/encoder-card.ts';
import {
  evaluateDataset,
  type EvaluatedDataset,
  type EvaluationReport,
} from '../../../training/evaluation/evaluate-dataset.ts';
import type { ProtocolFigures } from '../../../training/evaluation/evaluate-shots.ts';
import { project } from '../../../training/evaluation/projection.ts';
import { trialsToClaim } from '../../../training/evaluation/metrics/rate-estimate.ts';
import { reportPage } from '../../../training/evaluation/report/report-page.ts';
import {
  count,
  describeRate,
  percent,
  percentRange,
} from '../../../training/evaluation/report/words.ts';
import { whyNotWritable, writeReport } from '../../../training/evaluation/report/write-report.ts';
import { FAR_LEVELS } from '../../../training/evaluation/metrics/verification-metrics.ts';
import { COMPARISONS, type Comparison } from '../../contract/identity.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import {
  openFolderDataset,
  type FolderDataset,
} from '../../engine/exchange/dataset/folder-dataset.ts';
import { encoderName } from '../../engine/vision/encode/encoder-info.ts';
import type { EncoderEngine } from '../../engine/vision/encode/encoder.ts';
import type { Shown } from '../../engine/vision/encode/one-channel.ts';
import { createVision } from '../../engine/vision/pipeline.ts';
import { complain } from '../complain.ts';
import { reasonOf } from '../../base/error-words.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const ENGINES: readonly EncoderEngine[] = ['onnxruntime', 'tfjs-node'];
const CHANNELS: readonly Shown[] = ['colour', 'depth'];

export const evaluateCommand = {
  usage: `evaluate DATASET… [--encoder NAME] [--engine ${ENGINES.join('|')}] [--only colour|depth] [--spectrum ${COMPARISONS.join('|')}] [--report FILE.html] [--json]`,
  summary:
    'Error rates of the whole pipeline on folder datasets, misses counted as rejections, with 95 % intervals.',
  run,
};

interface Request {
  readonly folders: readonly string[];
  readonly encoder?: string;
  readonly engine?: EncoderEngine;
  readonly shown?: Shown;
  readonly comparison: Comparison;
  readonly report?: string;
  readonly json: boolean;
}

async function run(argv: readonly string[]): Promise<number> {
  const request = parseRequest(argv);
  if (typeof request === 'string') return complain('evaluate', request, 2);
  const { report: file, json } = request;
  const obstacle = file === undefined ? null : await whyNotWritable(file);
  if (obstacle !== null) return complain('evaluate', obstacle, 1);
  const evaluated = await evaluateAll(request);
  if (!evaluated.ok) return complain('evaluate', evaluated.problem.message, 1);
  const reports = evaluated.value.map(({ report }) => report);
  console.log(json ? asJson(reports) : reports.map(describe).join('\n\n'));
  if (file === undefined) return 0;
  const failure = await writeReport(file, makePage(evaluated.value, argv));
  if (failure !== null) return complain('evaluate', failure, 1);
  console.error(`The report is in ${file}.`);
  return 0;
}

/** The parsed options, or a sentence about what is wrong with them. */
function parseRequest(argv: readonly string[]): Request | string {
  try {
    const { positionals, values } = parseArgs({
      args: [...argv],
      options: {
        encoder: { type: 'string' },
        engine: { type: 'string' },
        only: { type: 'string' },
        spectrum: { type: 'string', default: 'colour' },
        report: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const { engine: asked, only, spectrum, ...rest } = values;
    if (positionals.length === 0) return `Name a dataset: depthlock ${evaluateCommand.usage}`;
    const engine = ENGINES.find((name) => name === asked);
    if (asked !== undefined && engine === undefined) {
      return `There is no engine “${asked}”. Choose one of: ${ENGINES.join(', ')}.`;
    }
    const shown = CHANNELS.find((name) => name === only);
    if (only !== undefined && shown === undefined) {
      return `There is no channel “${only}”. Choose one of: ${CHANNELS.join(', ')}.`;
    }
    const comparison = COMPARISONS.find((name) => name === spectrum);
    if (comparison === undefined) {
      return `There is no spectrum “${spectrum}”. Choose one of: ${COMPARISONS.join(', ')}.`;
    }
    return {
      folders: positionals,
      comparison,
      ...rest,
      ...(engine === undefined ? {} : { engine }),
      ...(shown === undefined ? {} : { shown }),
    };
  } catch (error) {
    return reasonOf(error);
  }
}

/** Opens everything before the first shot is run, so that a mistake in the last name shows at once. */
async function evaluateAll({
  folders,
  comparison,
  ...choice
}: Request): Promise<Result<readonly EvaluatedDataset[]>> {
  const datasets: FolderDataset[] = [];
  for (const folder of folders) {
    const dataset = await openFolderDataset(folder);
    if (!dataset.ok) return dataset;
    datasets.push(dataset.value);
  }
  const thresholds = await shippedThresholds(ASSETS, choice.encoder, comparison);
  if (!thresholds.ok) return thresholds;
  const vision = await createVision({ assets: ASSETS, ...choice });
  if (!vision.ok) return vision;
  const { means } = vision.value.encoder;
  try {
    if (comparison === 'infrared-to-colour' && means === undefined) {
      return fail(
        'model-corrupt',
        `The encoder ${encoderName(vision.value.encoder)} was not calibrated on infrared, so its infrared looks cannot be compared with colour. Calibrate it: npm run depthlock -- calibrate`,
      );
    }
    const evaluated: EvaluatedDataset[] = [];
    for (const dataset of datasets) {
      const one = await evaluateDataset(
        dataset,
        vision.value,
        thresholds.value,
        showProgress,
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
    command: ['depthlock evaluate', ...quoted].join(' '),
    date: new Date(),
  });
}

/** One object for one dataset, a list for several. */
function asJson(reports: readonly EvaluationReport[]): string {
  return JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2);
}

/** Goes to the error stream, to keep `--json` clean; one line, only on a terminal. */
function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === total ? '\r\u001b[K' : `\r${done} of ${total} shots`);
}

function describe(report: EvaluationReport): string {
  const { failedToAcquire: failed, latencyMs } = report;
  const reasons = Object.entries(failed.reasons).map(([reason, times]) => `${reason} ${times}`);
  return [
    `${report.dataset}: ${report.people} people, ${report.shots} shots, encoder ${report.encoder}${report.comparison === 'colour' ? '' : `, ${report.comparison}`}`,
    `failed to acquire  ${failed.count} (${percent(failed.rate)}; ${percentRange(failed.interval)})${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}`,
    ...describeProtocol('gallery', report.gallery),
    ...(report.facingCamera === null
      ? []
      : describeProtocol('gallery, probes that face the camera', report.facingCamera)),
    ...describeProtocol('leave one out', report.leaveOneOut),
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
