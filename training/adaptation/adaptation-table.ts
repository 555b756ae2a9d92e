/** What adaptation does for people who change, and for strangers. */
import type { AddedLook, Reference } from '../../electron/contract/engine/engine-messages.ts';
import {
  adapt,
  helped,
  stillServing,
} from '../../electron/engine/identity/adaptation/adaptation.ts';
import { distance } from '../../electron/engine/identity/embedding.ts';
import { estimateRate } from '../../electron/analysis/metrics/rate-estimate.ts';
import type { ChangingPerson } from './slow-change.ts';

const DAY_MS = 24 * 3_600_000;

interface Counts {
  trials: number;
  errors: number;
}
interface Outcome {
  /** Genuine looks of the first weeks, the middle and the last. */
  readonly genuine: Counts[];
  readonly strangers: Counts;
}

const PERIODS = [
  { name: 'weeks 0 and 1', from: 0, to: 1 },
  { name: 'weeks 8 to 12', from: 8, to: 12 },
  { name: 'weeks 16 to 20', from: 16, to: 20 },
] as const;

/** A table for `console.log`. A refused owner enters the PIN, as they would. */
export function adaptationTable(
  people: readonly ChangingPerson[],
  threshold: number,
  helps: readonly number[],
): string {
  const rows = helps.map((most) => {
    const { genuine, strangers } = outcomeOf(people, threshold, most);
    const cells = [...genuine, strangers].map(({ errors, trials }) => {
      const { rate, interval } = estimateRate(errors, trials);
      return `${percent(rate)} (${percent(interval.low)}–${percent(interval.high)}) of ${trials}`;
    });
    return `| ${most === 0 ? 'none' : most} | ${cells.join(' | ')} |`;
  });
  const bearded = people.filter(({ hasBeard }) => hasBeard).length;
  return [
    `${people.length} people, ${bearded} of whom grow a beard; threshold ${threshold}.`,
    `| help | ${PERIODS.map(({ name }) => `FRR, ${name}`).join(' | ')} | FAR, looks of others at the end |`,
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function outcomeOf(people: readonly ChangingPerson[], threshold: number, most: number): Outcome {
  const genuine = PERIODS.map(() => ({ trials: 0, errors: 0 }));
  const strangers = { trials: 0, errors: 0 };
  for (const owner of people) {
    let added: readonly AddedLook[] = [];
    for (const [week, looks] of owner.weeks.entries()) {
      for (const [day, look] of looks.entries()) {
        if (look === null) continue;
        const nowMs = (7 * week + 2 * day) * DAY_MS;
        added = stillServing(added, nowMs);
        const enrolledDistance = nearestOf(look, owner.enrolled);
        const opens = helped(enrolledDistance, nearestOf(look, added), most) <= threshold;
        PERIODS.forEach(({ from, to }, i) => {
          const counts = genuine[i];
          if (counts === undefined || week < from || week > to) return;
          counts.trials += 1;
          if (!opens) counts.errors += 1;
        });
        const decided = { ...look, enrolledDistance, threshold, isTheirHead: true };
        added = adapt(
          added,
          owner.enrolled,
          opens
            ? { kind: 'opened', look: decided, nowMs }
            : { kind: 'pin-after-near-miss', look: decided, nowMs, sinceMs: 3000 },
          most,
        );
      }
    }
    for (const stranger of people) {
      if (stranger === owner) continue;
      for (const look of stranger.weeks.flat()) {
        if (look === null) continue;
        strangers.trials += 1;
        const enrolledDistance = nearestOf(look, owner.enrolled);
        const distanceOf = helped(enrolledDistance, nearestOf(look, added), most);
        if (distanceOf <= threshold) strangers.errors += 1;
      }
    }
  }
  return { genuine, strangers };
}

const nearestOf = (look: Reference, references: readonly Reference[]): number =>
  references.reduce(
    (least, { embedding }) => Math.min(least, distance(look.embedding, embedding)),
    Infinity,
  );

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
