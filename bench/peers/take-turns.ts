import { quantile } from '../../electron/base/quantile.ts';

/** Times of one contender for each frame of one turn that it answered, in milliseconds. */
export type Turn = readonly number[];

export interface TurnOptions<Frame> {
  readonly frames: readonly Frame[];
  readonly framesPerTurn: number;
  /** Number of turns at the start that are not measured. */
  readonly warmUpTurns: number;
  /** Milliseconds; default: the clock. */
  readonly now?: () => number;
}

/**
 * Shows the same frames to all contenders, a few at a time: one after the other sees the frames of a turn, and the
 * first one rotates with every turn, so that each meets the same machine and none is helped or hurt by its neighbour.
 * `look` returns whether the frame was answered; only then does it count. Returns the turns of each.
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

/** Over all frames of all turns; NaN if none was answered. */
export const medianOf = (turns: readonly Turn[]): number => quantile(turns.flat(), 0.5);

export interface Ratio {
  /** Median of theirs over median of ours. */
  readonly ofMedians: number;
  /** Quartiles of that ratio from turn to turn. */
  readonly quartiles: readonly [number, number];
}

/** Ratio of their time to ours; turns in which either answered no frame do not count. */
export function ratioOf(theirs: readonly Turn[], ours: readonly Turn[]): Ratio {
  const each = theirs
    .map((turn, i) => medianOf([turn]) / medianOf([ours[i] ?? []]))
    .filter((ratio) => Number.isFinite(ratio));
  return {
    ofMedians: medianOf(theirs) / medianOf(ours),
    quartiles: [quantile(each, 0.25), quantile(each, 0.75)],
  };
}
