import type { AttemptFigures, AttemptLevelFigures, AttemptRate } from '../attempt-report.ts';
import { html, type Markup } from '../../pages/html.ts';
import { count, describeRate } from './words.ts';

/** What attempts came to, by level. */
export function attemptsSection(figures: AttemptFigures): Markup {
  return html`<section class="dataset">
    <h2>Attempts</h2>
    <p class="summary">
      ${figures.source}: ${count(figures.people)} enrolled, up to ${figures.tries} attempts in a row
      before each lock. Every attempt is a sequence of frames through the app’s own session, up to
      ten seconds long.
    </p>
    ${figures.levels.map(levelPart)}
  </section>`;
}

const levelPart = (figures: AttemptLevelFigures): Markup =>
  html`<h3>Level ${figures.level}</h3>
    <p class="note">
      FAR ${words(figures.far.perAttempt)} an
      attempt${figures.far.untilLockOut === null ? null : html`, ${words(figures.far.untilLockOut)} until lock-out`}.
      FRR ${words(figures.frr.perAttempt)} of owners seen
      well${figures.openMs === null ? null : html`, who are let in after ${figures.openMs.median.toFixed(0)} ms (median; 95 %: ${figures.openMs.p95.toFixed(0)} ms)`}.
      BPCER ${words(figures.bpcer)}.
    </p>
    ${table(
      ['Presented', 'Attempts', 'APCER', 'IAPAR', 'IAPAR until lock-out'],
      figures.species.map(({ species, apcer, iapar }) => [
        species,
        count(iapar.perAttempt.trials),
        words(apcer),
        words(iapar.perAttempt),
        iapar.untilLockOut === null ? '–' : words(iapar.untilLockOut),
      ]),
    )}
    ${table(
      ['Owners', 'Attempts', 'FRR', 'BPCER'],
      [...figures.conditions, ...figures.groups].map(({ name, frr, bpcer }) => [
        name,
        count(frr.trials),
        words(frr),
        words(bpcer),
      ]),
    )}`;

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): Markup =>
  html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heading.map((cell, k) => (k === 0 ? html`<th>${cell}</th>` : html`<th class="number">${cell}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name = '', ...cells]) =>
            html`<tr>
              <th>${name}</th>
              ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const words = ({ errors, trials, rate, low, high }: AttemptRate): string =>
  describeRate({ errors, trials, rate: rate ?? NaN, interval: { low, high } });
