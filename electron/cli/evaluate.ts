import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  evaluateDataset,
  type EvaluationReport,
} from '../../training/evaluation/evaluate-dataset.ts';
import {
  FAR_LEVELS,
  type VerificationMetrics,
} from '../../training/evaluation/verification-metrics.ts';
import { openFolderDataset } from '../engine/recording/folder-dataset.ts';
import { createVision } from '../engine/vision/pipeline.ts';

const ASSETS = join(import.meta.dirname, '../../assets');

export const evaluateCommand = {
  usage: 'evaluate DATASET [--json]',
  summary: 'Error rates of the whole pipeline on a folder dataset, misses counted as rejections.',
  run,
};

async function run(argv: readonly string[]): Promise<number> {
  let folder: string | undefined;
  let json: boolean;
  try {
    const parsed = parseArgs({
      args: [...argv],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    [folder] = parsed.positionals;
    json = parsed.values.json;
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error), 2);
  }
  if (folder === undefined)
    return complain(`Name a dataset: depthlock ${evaluateCommand.usage}`, 2);
  const dataset = await openFolderDataset(folder);
  if (!dataset.ok) return complain(dataset.problem.message, 1);
  const vision = await createVision({ assets: ASSETS });
  if (!vision.ok) return complain(vision.problem.message, 1);
  const report = await evaluateDataset(dataset.value, vision.value, showProgress);
  await vision.value.dispose();
  if (!report.ok) return complain(report.problem.message, 1);
  console.log(json ? JSON.stringify(report.value, null, 2) : describe(report.value));
  return 0;
}

function complain(message: string, code: number): number {
  console.error(`depthlock evaluate: ${message}`);
  return code;
}

/** On the error stream, so that `--json` stays clean; one line, only for people. */
function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === total ? '\r\u001b[K' : `\r${done} of ${total} shots`);
}

function describe(report: EvaluationReport): string {
  const failures = Object.entries(report.failedToAcquire.reasons)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
  return [
    `${report.dataset}: ${report.people} people, ${report.shots} shots, encoder ${report.encoder}`,
    `failed to acquire  ${report.failedToAcquire.count} (${percent(report.failedToAcquire.count / report.shots)})${failures === '' ? '' : `: ${failures}`}`,
    ...describeProtocol('front gallery', report.gallery),
    ...describeProtocol('leave one out', report.leaveOneOut),
    `latency            p50 ${report.latencyMs.p50.toFixed(1)} ms, p95 ${report.latencyMs.p95.toFixed(1)} ms a shot (detection included)`,
  ].join('\n');
}

function describeProtocol(title: string, metrics: VerificationMetrics): string[] {
  const levels = FAR_LEVELS.map((level) => {
    const threshold = metrics.threshold[level];
    return threshold === null
      ? `  FRR at FAR ${level}  not claimable with ${metrics.impostor} impostor trials`
      : `  FRR at FAR ${level}  ${percent(metrics.frr[level])}  (threshold ${threshold.toFixed(3)})`;
  });
  return [
    `${title}: ${metrics.genuine} genuine and ${metrics.impostor} impostor trials`,
    `  EER              ${percent(metrics.eer)}`,
    ...levels,
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
