import { RateMeter } from './rate-meter.ts';
import type { TrainingObserver } from '../training-observer.ts';
import type { PreparationProgress } from '../training-task.ts';

/** Progress of a preparation, reported to the observer with a separate rate for each of its parts. */
export function preparationReport(
  observer: Pick<TrainingObserver, 'progress'>,
): (progress: PreparationProgress) => void {
  const meters = new Map<string, RateMeter>();
  return ({ label, done, total }) => {
    const meter = meters.get(label) ?? new RateMeter();
    meters.set(label, meter);
    meter.add(performance.now(), done);
    observer.progress({ kind: 'preparing', label, done, total, rate: meter.rate(total) });
  };
}
