import type { IdentitySet } from './identity-sets.ts';
import type { Progress } from './generate.ts';

/** Prints one line a shard: progress, speed and remaining time. */
export function showProgress(set: IdentitySet): (progress: Progress) => void {
  let doneBefore: number | undefined;
  return ({ done, wanted, shots, missed, elapsedMs }) => {
    if (shots === 0) {
      doneBefore = done;
      if (done === wanted) console.log(`${set}: ${done} of ${wanted} people, all made before`);
      return;
    }
    const made = done - (doneBefore ?? 0);
    const perPerson = elapsedMs / made;
    const left = ((wanted - done) * perPerson) / 60_000;
    const rate = (1000 * shots) / elapsedMs;
    console.log(
      `${set}: ${done} of ${wanted} people, ${rate.toFixed(1)} views/s (${(1000 / rate).toFixed(0)} ms each), no face in ${missed} of ${shots}, ${left.toFixed(0)} min left`,
    );
  };
}
