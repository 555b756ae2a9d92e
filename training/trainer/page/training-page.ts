import type { RunHistory } from '../checkpoint/checkpoint-format.ts';
import { compactCount, duration, percent, shortNumber } from './figures-in-words.ts';
import { html, trusted, type Markup } from '../../pages/html.ts';
import { chartLegend, lineChart, type ChartOptions } from './line-chart.ts';
import type { Rate } from './rate-meter.ts';
import type { TaskOptions } from '../training-task.ts';
import { PAGE_STYLE } from './training-page-style.ts';

export type RunStatus = 'training' | 'finished' | 'interrupted' | 'failed';

/** A run at one moment. */
export interface RunView {
  readonly name: string;
  readonly architecture: string;
  readonly options: TaskOptions;
  readonly status: RunStatus;
  /** A sentence about the status. */
  readonly message: string | null;
  readonly passes: number;
  readonly totalPasses: number;
  /** Time spent training so far, in seconds. */
  readonly seconds: number;
  readonly rate: Rate;
  /** The total first, then its parts. */
  readonly lossNames: readonly string[];
  readonly history: RunHistory;
  readonly updatedAt: Date;
}

const REFRESH_SECONDS = 30;
const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  training: 'Training',
  finished: 'Finished',
  interrupted: 'Interrupted',
  failed: 'Stopped',
};

/** The page `training.html`: self-contained, loads nothing, and reloads itself while the run goes on. */
export function trainingPage(view: RunView): string {
  const refresh =
    view.status === 'training'
      ? html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}" />`
      : null;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh}
        <title>${percentDone(view)} · ${view.name}</title>
        <style>
          ${trusted(PAGE_STYLE)}
        </style>
      </head>
      <body>
        <main>
          ${header(view)} ${tiles(view)} ${errorRateSection(view)} ${lossSection(view)}
          ${learningRateSection(view)} ${validationTable(view.history)} ${footer(view)}
        </main>
      </body>
    </html> `.markup;
}

function header(view: RunView): Markup {
  const share = Math.min(100, (100 * view.passes) / view.totalPasses).toFixed(2);
  return html`<header>
      <h1>${view.name}</h1>
      <span class="status ${view.status}">${STATUS_WORDS[view.status]}</span>
    </header>
    <div class="bar"><div style="width:${share}%"></div></div>
    ${view.message === null ? null : html`<p class="message">${view.message}</p>`}`;
}

function tiles(view: RunView): Markup {
  const { history, rate, totalPasses } = view;
  const best = bestValidation(history);
  const entries: [string, string, string][] = [
    [
      'Done',
      percentDone(view),
      `${compactCount(view.passes)} of ${compactCount(totalPasses)} passes`,
    ],
    [
      'Best validation error rate',
      best === null ? '–' : percent(best.errorRate),
      best === null ? 'none yet' : `after ${compactCount(best.passes)} passes`,
    ],
    ['Loss', lastLoss(history), 'mean of the last stretch'],
    ['Speed', rate.perSecond === null ? '–' : rate.perSecond.toFixed(0), 'images a second'],
    ['Time left', timeLeft(view), `${duration(view.seconds)} spent`],
  ];
  const cells = entries.map(
    ([name, value, note]) =>
      html`<div class="tile">
        <h3>${name}</h3>
        <strong>${value}</strong>
        <p>${note}</p>
      </div>`,
  );
  return html`<section class="tiles">${cells}</section>`;
}

function errorRateSection({ history, totalPasses }: RunView): Markup {
  const points = history.validations.map(({ passes, figures }) => ({
    x: passes,
    y: figures.errorRate,
  }));
  return section('Validation error rate', null, history.validations.length, {
    ...passesAxis(totalPasses),
    series: [{ name: 'error rate', points }],
    formatY: (share) => `${shortNumber(100 * share)} %`,
    marks: true,
  });
}

function lossSection({ history, lossNames, totalPasses }: RunView): Markup {
  const series = lossNames.map((name, index) => ({
    name,
    points: history.losses.map(({ passes, losses }) => ({ x: passes, y: losses[index] ?? NaN })),
  }));
  return section('Loss', chartLegend(lossNames), history.losses.length, {
    ...passesAxis(totalPasses),
    series,
    formatY: shortNumber,
  });
}

function learningRateSection({ history, totalPasses }: RunView): Markup {
  const points = history.losses.map(({ passes, learningRate }) => ({ x: passes, y: learningRate }));
  return section('Learning rate', null, points.length, {
    ...passesAxis(totalPasses),
    series: [{ name: 'learning rate', points }],
    formatY: shortNumber,
  });
}

function section(
  title: string,
  legend: Markup | null,
  points: number,
  chart: Omit<ChartOptions, 'name'>,
): Markup {
  const content =
    points === 0
      ? html`<p class="empty">Nothing measured yet.</p>`
      : lineChart({ ...chart, name: title });
  return html`<section>
    <div class="title">
      <h2>${title}</h2>
      ${legend}
    </div>
    ${content}
  </section>`;
}

function passesAxis(totalPasses: number): Pick<ChartOptions, 'xMaximum' | 'formatX'> {
  return { xMaximum: totalPasses, formatX: compactCount };
}

/** The newest first; rates and shares are between 0 and 1, so all figures are shown unscaled. */
function validationTable({ validations }: RunHistory): Markup | null {
  if (validations.length === 0) return null;
  const names = [...new Set(validations.flatMap(({ figures }) => Object.keys(figures)))];
  const best = Math.min(...validations.map(({ figures }) => figures.errorRate));
  const rows = validations.toReversed().map(({ passes, figures }) => {
    const cells = names.map((name) => html`<td>${cell(name, figures[name])}</td>`);
    const mark = figures.errorRate === best ? trusted(' class="best"') : null;
    return html`<tr${mark}><td>${compactCount(passes)}</td>${cells}</tr>`;
  });
  const heads = ['passes', ...names].map(
    (name) => html`<th>${name === 'errorRate' ? 'error rate' : name}</th>`,
  );
  return html`<section>
    <div class="title"><h2>Validations</h2></div>
    <div class="table">
      <table>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function cell(name: string, value: number | undefined): string {
  if (value === undefined) return '–';
  return name === 'errorRate' ? percent(value) : shortNumber(value);
}

function footer({ architecture, options, updatedAt }: RunView): Markup {
  const chosen = Object.entries(options).map(([name, value]) => `${name} ${String(value)}`);
  const facts = [architecture, ...chosen, `updated ${updatedAt.toISOString().slice(0, 19)} UTC`];
  return html`<footer>${facts.join(' · ')}</footer>`;
}

function bestValidation({ validations }: RunHistory): { passes: number; errorRate: number } | null {
  let best: { passes: number; errorRate: number } | null = null;
  for (const { passes, figures } of validations) {
    if (best === null || figures.errorRate < best.errorRate)
      best = { passes, errorRate: figures.errorRate };
  }
  return best;
}

function lastLoss({ losses }: RunHistory): string {
  const last = losses.at(-1)?.losses[0];
  return last === undefined ? '–' : shortNumber(last);
}

function timeLeft({ status, rate }: RunView): string {
  if (status === 'finished') return 'none';
  return rate.secondsLeft === null ? '–' : duration(rate.secondsLeft);
}

function percentDone({ passes, totalPasses }: RunView): string {
  return `${((100 * passes) / totalPasses).toFixed(1)} %`;
}
