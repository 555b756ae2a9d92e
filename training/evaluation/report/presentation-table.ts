import type {
  PresentationCounts,
  PresentationFigures,
  ThresholdRate,
} from '../metrics/attack-figures.ts';
import type { RateEstimate } from '../../../electron/contract/rate.ts';
import { html, type Markup } from '../../pages/html.ts';
import { count, describeRate, distanceText } from './words.ts';

/** Attacks by species, the worst first, and below them what liveness said of the people's own probes. */
export function presentationTable({ species, genuine, facingCamera }: PresentationFigures): Markup {
  const thresholds = species[0]?.iapar ?? [];
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Presented</th>
          <th class="number">Shown</th>
          <th class="number">Not acquired</th>
          <th class="number">Refused</th>
          <th class="number">Undecided</th>
          <th class="number">Wrongly judged by liveness</th>
          ${thresholds.map(
            ({ name, threshold }) =>
              html`<th class="number">
                Accepted, ${name}<small>${distanceText(threshold)}</small>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${species.map((own) => row(own.species, own, 'APCER', own.apcer, own.iapar))}
        ${row('genuine probes', genuine, 'BPCER', genuine.bpcer, thresholds.map(noRate))}
        ${
          facingCamera === null
            ? null
            : row(
                '… facing the camera',
                facingCamera,
                'BPCER',
                facingCamera.bpcer,
                thresholds.map(noRate),
              )
        }
      </tbody>
    </table>
  </div>`;
}

const noRate = (): null => null;

function row(
  title: string,
  { shown, notAcquired, refused, undecided }: PresentationCounts,
  term: 'APCER' | 'BPCER',
  error: RateEstimate,
  accepted: readonly (ThresholdRate | null)[],
): Markup {
  const reasons = Object.entries(refused.reasons).map(([reason, times]) => `${reason} ${times}`);
  return html`<tr>
    <th>${title}</th>
    <td class="number">${count(shown)}</td>
    <td class="number">${count(notAcquired)}</td>
    <td class="number">
      ${count(refused.count)}${reasons.length === 0 ? null : html`<small>${reasons.join(', ')}</small>`}
    </td>
    <td class="number">${count(undecided)}</td>
    <td class="number">${describeRate(error)}<small>${term}</small></td>
    ${accepted.map(
      (own) => html`<td class="number">${own === null ? '–' : describeRate(own.rate)}</td>`,
    )}
  </tr>`;
}
