/** What a soak says of each thing that was measured: whether it grew, did not, or ran too short to tell. */
import { normalDeviate } from '../../electron/analysis/metrics/normal-deviate.ts';
import {
  SOAK_SERIES,
  type SoakRun,
  type SoakSample,
  type SoakSeries,
} from '../../tools/soak/soak-run.ts';
import { growthOf, type Growth, type Measured } from './growth.ts';

/**
 * A run is taken to foretell so many times its own length, an hour a day. What would double by then grows; what would
 * not is flat. A shorter run foretells less, so it finds only coarser leaks.
 */
export const FORETOLD = 24;
/** Chance that anything of a run is said to grow although nothing does. */
const FALSE_ALARMS = 0.01;
const MINUTES_PER_HOUR = 60;

export interface SeriesVerdict {
  readonly series: SoakSeries;
  /** Null: too few measurements. */
  readonly growth: Growth | null;
  /** Growth an hour by which it would double in the time foretold. */
  readonly limit: number;
  readonly verdict: 'flat' | 'grows' | 'too short to tell';
}

/** Of everything that was measured at all. */
export function judgeSoak({ samples }: Pick<SoakRun, 'samples'>): readonly SeriesVerdict[] {
  const measured = seriesOf(samples);
  // Both ends of an interval, and every series, may err.
  const z = -normalDeviate(FALSE_ALARMS / 2 / Math.max(1, measured.length));
  const hours = (samples.at(-1)?.minutes ?? 0) / MINUTES_PER_HOUR;
  return measured.map((series) => {
    const growth = growthOf(livesOf(samples, series), z);
    const limit = (growth?.median ?? NaN) / (FORETOLD * hours);
    return { series, growth, limit, verdict: verdictOf(growth, limit) };
  });
}

function verdictOf(growth: Growth | null, limit: number): SeriesVerdict['verdict'] {
  if (growth === null) return 'too short to tell';
  if (growth.low > limit) return 'grows';
  return growth.high < limit || growth.median === 0 ? 'flat' : 'too short to tell';
}

function seriesOf(samples: readonly SoakSample[]): SoakSeries[] {
  return (Object.keys(SOAK_SERIES) as SoakSeries[]).filter((series) =>
    samples.some(({ values }) => values[series] !== undefined),
  );
}

/** Only the engine is killed: for all others a run is one life. */
function livesOf(samples: readonly SoakSample[], series: SoakSeries): readonly Measured[][] {
  const lives = new Map<number, Measured[]>();
  for (const { minutes, engineLife, values } of samples) {
    const value = values[series];
    if (value === undefined) continue;
    const life = series.startsWith('engine') ? engineLife : 0;
    lives.set(life, [...(lives.get(life) ?? []), { minutes, value }]);
  }
  return [...lives.values()];
}
