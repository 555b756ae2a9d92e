import type { SourceObstacle } from '../../contract/camera.ts';

/** What a look at a source found, without starting it. */
export type Probe =
  | {
      readonly kind: 'ready';
      /** Serial numbers of the devices found; empty if the driver does not report them. */
      readonly serials: readonly string[];
      /** False where only starting shows whether a device is there. */
      readonly certain: boolean;
    }
  | {
      readonly kind: 'blocked';
      readonly obstacle: SourceObstacle;
      /** What it means and what to do, for people. */
      readonly reason: string;
      readonly serials?: readonly string[];
      /** Lines that remove the obstacle, e.g. a udev rule. */
      readonly remedy?: string;
    };

export const blocked = (obstacle: SourceObstacle, reason: string): Probe => ({
  kind: 'blocked',
  obstacle,
  reason,
});
