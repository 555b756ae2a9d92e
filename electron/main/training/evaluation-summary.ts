/** What a window shows of the report that `depthlock evaluate --json` prints. */
import { z } from 'zod';
import type { Interval, RateEstimate } from '../../contract/rate.ts';
import {
  MISSED_NAMED,
  REPORTED_FARS,
  type EvaluationSummary,
  type ProtocolSummary,
  type ReportedFar,
} from '../../contract/training.ts';

/** JSON says null for what is no number. */
const number = z.number().nullable();
const interval = z.object({ low: number, high: number });
const rate = z.object({ errors: z.number(), trials: z.number(), rate: number, interval });
const byFar = <T extends z.ZodType>(value: T) =>
  z.object({ '1e-2': value, '1e-3': value, '1e-4': value });

const protocol = z.object({
  genuine: z.number(),
  impostor: z.number(),
  eer: number,
  eerInterval: interval.nullable(),
  frr: byFar(number),
  threshold: byFar(number),
  frrInterval: byFar(interval.nullable()),
  given: z.array(
    z.object({
      name: z.string(),
      threshold: z.number(),
      at: z.object({ far: rate, frr: rate }),
    }),
  ),
});

const report = z.object({
  dataset: z.string(),
  encoder: z.string(),
  people: z.number(),
  shots: z.number(),
  failedToAcquire: z.object({
    count: z.number(),
    reasons: z.record(z.string(), z.number()),
    shots: z.array(z.string()),
  }),
  gallery: protocol,
  leaveOneOut: protocol,
});

/** Null for text that is no report. */
export function evaluationSummary(json: string): EvaluationSummary | null {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = report.safeParse(content);
  if (!parsed.success) return null;
  const { dataset, encoder, people, shots, failedToAcquire, gallery, leaveOneOut } = parsed.data;
  return {
    ...{ dataset, encoder, people, shots },
    missed: {
      count: failedToAcquire.count,
      reasons: failedToAcquire.reasons,
      shots: failedToAcquire.shots.slice(0, MISSED_NAMED),
    },
    gallery: protocolSummary(gallery),
    leaveOneOut: protocolSummary(leaveOneOut),
  };
}

function protocolSummary(figures: z.infer<typeof protocol>): ProtocolSummary {
  const at = (far: ReportedFar): ProtocolSummary['frr'][ReportedFar] => {
    const [share, threshold] = [figures.frr[far], figures.threshold[far]];
    if (share === null || threshold === null) return null;
    return { rate: share, threshold, interval: intervalOf(figures.frrInterval[far]) };
  };
  const [hundredth, thousandth, tenThousandth] = REPORTED_FARS;
  return {
    genuine: figures.genuine,
    impostor: figures.impostor,
    eer: figures.eer,
    eerInterval: intervalOf(figures.eerInterval),
    frr: {
      [hundredth]: at(hundredth),
      [thousandth]: at(thousandth),
      [tenThousandth]: at(tenThousandth),
    },
    shipped: figures.given.map(({ name, threshold, at: { far, frr } }) => ({
      ...{ name, threshold, far: rateOf(far), frr: rateOf(frr) },
    })),
  };
}

function intervalOf(found: z.infer<typeof interval> | null): Interval | null {
  if (found === null || found.low === null || found.high === null) return null;
  return { low: found.low, high: found.high };
}

function rateOf({ errors, trials, rate: share, interval: around }: z.infer<typeof rate>) {
  const bounds = intervalOf(around);
  if (share === null || bounds === null) return null;
  return { errors, trials, rate: share, interval: bounds } satisfies RateEstimate;
}
