/** Ratios of our own work to a reference, turn about in one process: what a regression shows in, on any machine. */
import { quantile } from '../../electron/base/quantile.ts';

/** Something of ours, and what it is compared with, which does not change with our code. */
export interface Stage {
  readonly name: string;
  /** Of ours: so much that it takes milliseconds. */
  ours(): void | Promise<void>;
  reference(): void | Promise<void>;
  dispose?(): Promise<void>;
}

const WARM_UP = 10;
const TURNS = 40;
/** What a turn takes that nobody disturbed: other programs, a collection or a compiler only ever add to it. */
const UNDISTURBED = 0.1;

/**
 * How much more processor time ours takes than the reference, both undisturbed. They take turns, so that both meet the
 * same machine, whatever else it does.
 */
export async function ratioOf({ ours, reference }: Stage): Promise<number> {
  const spent: number[] = [];
  const compared: number[] = [];
  for (let turn = -WARM_UP; turn < TURNS; turn++) {
    const times = [await processorTime(ours), await processorTime(reference)] as const;
    if (turn < 0) continue;
    spent.push(times[0]);
    compared.push(times[1]);
  }
  return quantile(spent, UNDISTURBED) / quantile(compared, UNDISTURBED);
}

/** Microseconds, of all threads. */
async function processorTime(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
