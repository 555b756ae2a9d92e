import type { EvaluationReport } from '../evaluate-dataset.ts';
import type { ProtocolFigures } from '../evaluate-shots.ts';
import type { NamedTrial } from '../metrics/worst-trials.ts';
import { html, type Markup } from '../../pages/html.ts';
import { count, distanceText, percent, percentRange } from './words.ts';

/** Errors by the pose of the probes. */
export function poseTable({ poses }: ProtocolFigures): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Pose</th>
          <th class="number">Probes</th>
          <th class="number">No face</th>
          <th class="number">Median distance</th>
          <th class="bars">False rejects</th>
          <th class="number">95 %</th>
          <th class="number">False accepts</th>
        </tr>
      </thead>
      <tbody>
        ${poses.map(
          ({ pose, probes, failedToAcquire, medianGenuine, frr, far }) =>
            html`<tr>
              <th>${pose}</th>
              <td class="number">${count(probes)}</td>
              <td class="number">${failedToAcquire === 0 ? '–' : count(failedToAcquire)}</td>
              <td class="number">${distanceText(medianGenuine)}</td>
              <td class="bars">${bar(frr.rate)}</td>
              <td class="number quiet">${percentRange(frr.interval)}</td>
              <td class="number">${percent(far.rate)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Errors by the quality of the probes. */
export function qualityTable({ qualities }: ProtocolFigures): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Quality</th>
          <th class="number">Probes</th>
          <th class="bars">False rejects</th>
          <th class="number">95 %</th>
          <th class="number">False accepts</th>
          <th class="number">95 %</th>
        </tr>
      </thead>
      <tbody>
        ${qualities.map(
          ({ from, to, probes, frr, far }) =>
            html`<tr>
              <th>${from.toFixed(2)} to ${to.toFixed(2)}</th>
              <td class="number">${count(probes)}</td>
              <td class="bars">${bar(frr.rate)}</td>
              <td class="number quiet">${percentRange(frr.interval)}</td>
              <td class="number">${percent(far.rate)}</td>
              <td class="number quiet">${percentRange(far.interval)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const bar = (rate: number): Markup =>
  html`<span class="bar"
      ><i style="width:${(100 * (Number.isNaN(rate) ? 0 : rate)).toFixed(1)}%"></i></span
    ><b>${percent(rate)}</b>`;

const SHOWN_PEOPLE = 12;

/** Who makes the errors: the worst people, and everybody else behind a click. */
export function personTable({ persons }: ProtocolFigures): Markup {
  const rest = persons.slice(SHOWN_PEOPLE);
  return html`${peopleRows(persons.slice(0, SHOWN_PEOPLE))}
  ${
    rest.length === 0
      ? null
      : html`<details>
          <summary>The other ${rest.length} people</summary>
          ${peopleRows(rest)}
        </details>`
  }`;
}

function peopleRows(persons: ProtocolFigures['persons']): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Person</th>
          <th class="number">Rejected</th>
          <th class="bars"></th>
          <th class="number">Taken for others</th>
          <th class="number">Others taken for them</th>
        </tr>
      </thead>
      <tbody>
        ${persons.map(
          ({ person, genuine, rejected, passedAsOthers, mistakenFor }) =>
            html`<tr data-person="${person}">
              <td class="name">${person}</td>
              <td class="number">${rejected} of ${genuine}</td>
              <td class="bars">${bar(genuine === 0 ? NaN : rejected / genuine)}</td>
              <td class="number">${orDash(passedAsOthers)}</td>
              <td class="number">${orDash(mistakenFor)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const orDash = (value: number): string => (value === 0 ? '–' : count(value));

/** The worst errors by name, so that anybody who has the pictures can look at them. */
export function worstTable(trials: readonly NamedTrial[], none: string): Markup {
  if (trials.length === 0) return html`<p class="none">${none}</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Probe</th>
          <th>Nearest reference</th>
          <th class="number">Distance</th>
        </tr>
      </thead>
      <tbody>
        ${trials.map(
          ({ probe, reference, distance }) =>
            html`<tr data-person="${probe.split('/')[0] ?? ''}">
              <td class="name">${probe}</td>
              <td class="name">${reference}</td>
              <td class="number">${distanceText(distance)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Shots without an embedding, with the reasons. */
export function failureList({ failedToAcquire }: EvaluationReport): Markup {
  if (failedToAcquire.count === 0) return html`<p class="none">Every shot was acquired.</p>`;
  const reasons = Object.entries(failedToAcquire.reasons).map(([reason, n]) => `${reason} ${n}`);
  return html`<p>${reasons.join(', ')}.</p>
    <ul class="names">
      ${failedToAcquire.shots.map((shot) => html`<li class="name">${shot}</li>`)}
    </ul>`;
}

/** Median milliseconds of each stage. */
export function latencyTable({ latencyMs: { p50, p95, stages } }: EvaluationReport): Markup {
  const { total, ...parts } = stages;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Stage</th>
          <th class="number">Median</th>
          <th class="bars"></th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(parts).map(
          ([stage, ms]) =>
            html`<tr>
              <th>${stage}</th>
              <td class="number">${ms.toFixed(1)} ms</td>
              <td class="bars">
                <span class="bar"
                  ><i style="width:${((100 * ms) / Math.max(total, 1e-9)).toFixed(1)}%"></i
                ></span>
              </td>
            </tr>`,
        )}
        <tr class="lead">
          <th>shot to embedding</th>
          <td class="number">${p50.toFixed(1)} ms</td>
          <td class="quiet">95 % within ${p95.toFixed(1)} ms</td>
        </tr>
      </tbody>
    </table>
  </div>`;
}
