import { quantile } from '../../electron/base/quantile.ts';

/** What one contender needed for each frame of one turn that it answered, milliseconds. */
export type Turn = readonly number[];

export interface TurnOptions<Frame> {
  readonly frames: readonly Frame[];
  readonly framesPerTurn: number;
  /** Turns at the start that are not measured. */
  readonly warmUpTurns: number;
  /** Milliseconds; default: the clock. */
  readonly now?: () => number;
}

/**
 * Shows the same frames to all, a few at a time: one after the other sees the frames of a turn, and who goes first
 * moves on with every turn. So that each meets the same machine, and none is helped or hurt by its neighbour.
 * `look` answers whether the frame was answered; only then does it count. Answers with the turns of each.
 */
export async function takeTurns<Frame>(
  contenders: readonly { look(frame: Frame): Promise<boolean> }[],
  { frames, framesPerTurn, warmUpTurns, now = () => performance.now() }: TurnOptions<Frame>,
): Promise<readonly (readonly Turn[])[]> {
  const turns: Turn[][] = contenders.map(() => []);
  for (let start = 0, turn = 0; start < frames.length; start += framesPerTurn, turn++) {
    const shown = frames.slice(start, start + framesPerTurn);
    for (let place = 0; place < contenders.length; place++) {
      const index = (place + turn) % contenders.length;
      const contender = contenders[index];
      if (contender === undefined) continue;
      const times: number[] = [];
      for (const frame of shown) {
        const before = now();
        const answered = await contender.look(frame);
        if (answered) times.push(now() - before);
      }
      if (turn >= warmUpTurns) turns[index]?.push(times);
    }
  }
  return turns;
}

/** Over all frames of all turns; NaN where nothing was answered. */
export const medianOf = (turns: readonly Turn[]): number => quantile(turns.flat(), 0.5);

export interface Ratio {
  /** Median of theirs over median of ours. */
  readonly ofMedians: number;
  /** Quartiles of that ratio from turn to turn. */
  readonly quartiles: readonly [number, number];
}

/** How many times as long as ours theirs took; turns in which either answered no frame say nothing. */
export function ratioOf(theirs: readonly Turn[], ours: readonly Turn[]): Ratio {
  const each = theirs
    .map((turn, i) => medianOf([turn]) / medianOf([ours[i] ?? []]))
    .filter((ratio) => Number.isFinite(ratio));
  return {
    ofMedians: medianOf(theirs) / medianOf(ours),
    quartiles: [quantile(each, 0.25), quantile(each, 0.75)],
  };
}
