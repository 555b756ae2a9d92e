import type { EvaluationReport } from '../evaluate-dataset.ts';
import type { ProtocolFigures } from '../evaluate-shots.ts';
import type { Interval } from '../../../electron/contract/rate.ts';
import { trialsToClaim } from '../../../electron/analysis/metrics/rate-estimate.ts';
import {
  FAR_LEVELS,
  type FarLevel,
} from '../../../electron/analysis/metrics/verification-metrics.ts';
import { html, type Markup } from '../../pages/html.ts';
import { count, describeRate, distanceText, levelText, percent, percentRange } from './words.ts';

/** EER and FRR at each FAR by both protocols. */
export function headlineTable({ gallery, leaveOneOut }: EvaluationReport): Markup {
  const both = [gallery, leaveOneOut];
  return html`<div class="scroll">
    <table class="headline">
      <thead>
        <tr>
          <th></th>
          <th class="number"><i class="key gallery"></i>Gallery</th>
          <th class="number"><i class="key loo"></i>Leave one out</th>
        </tr>
      </thead>
      <tbody>
        <tr class="lead">
          <th>Equal error rate</th>
          ${both.map((figures) =>
            cell(
              figures.eer,
              figures.eerInterval,
              `threshold ${thresholdText(figures.threshold.eer)}`,
            ),
          )}
        </tr>
        ${FAR_LEVELS.map(
          (level) =>
            html`<tr>
              <th>False rejects at FAR ${levelText(level)}</th>
              ${both.map((figures) => levelCell(figures, level))}
            </tr>`,
        )}
        <tr class="quiet">
          <th>Genuine trials</th>
          ${both.map(({ genuine }) => html`<td class="number">${count(genuine)}</td>`)}
        </tr>
        <tr class="quiet">
          <th>Impostor trials</th>
          ${both.map(({ impostor }) => html`<td class="number">${count(impostor)}</td>`)}
        </tr>
      </tbody>
    </table>
  </div>`;
}

function levelCell(figures: ProtocolFigures, level: FarLevel): Markup {
  const point = figures.at[level];
  if (point === null) {
    const needed = trialsToClaim(Number(level));
    return html`<td class="number">
      <span class="none">not claimable</span
      ><small
        >${
          figures.impostor < needed
            ? `needs ${count(needed)} impostor trials`
            : 'distances are equal'
        }</small
      >
    </td>`;
  }
  return cell(
    figures.frr[level],
    figures.frrInterval[level],
    `threshold ${distanceText(point.threshold)}, FAR ${describeRate(point.far)}`,
  );
}

function cell(rate: number, interval: Interval | null, note: string): Markup {
  return html`<td class="number">
    <b>${percent(rate)}</b>
    <span class="interval">${interval === null ? '' : percentRange(interval)}</span
    ><small>${note}</small>
  </td>`;
}

const thresholdText = (threshold: number | null): string =>
  threshold === null ? '–' : distanceText(threshold);

/** The effect of the card's thresholds here, beside what they were set for. */
export function shippedTable({ gallery, leaveOneOut }: EvaluationReport): Markup {
  if (gallery.given.length === 0) return html`<p>The encoder's card names no threshold.</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Level</th>
          <th class="number">Threshold</th>
          <th class="number">Set for</th>
          <th>Protocol</th>
          <th class="number">False accepts here</th>
          <th class="number">False rejects here</th>
        </tr>
      </thead>
      <tbody>
        ${gallery.given.map(({ name, threshold, far, trials, at }, i) => {
          const other = leaveOneOut.given[i];
          const claim = html`${far === undefined ? '–' : `FAR ${levelText(far)}`}${
            trials === undefined ? null : html`<small>${count(trials)} trials</small>`
          }`;
          return html`<tr>
              <th rowspan="2">${name}</th>
              <td class="number" rowspan="2">${distanceText(threshold)}</td>
              <td class="number" rowspan="2">${claim}</td>
              <td><i class="key gallery"></i>Gallery</td>
              <td class="number">${describeRate(at.far)}</td>
              <td class="number">${describeRate(at.frr)}</td>
            </tr>
            <tr>
              <td><i class="key loo"></i>Leave one out</td>
              <td class="number">${other === undefined ? '–' : describeRate(other.at.far)}</td>
              <td class="number">${other === undefined ? '–' : describeRate(other.at.frr)}</td>
            </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
