/** What live recognition may cost, as `docs/performance.md` explains; shown beside what it costs now. */
import type { StageTimes } from '../../../electron/contract/observation.ts';

/** The pictures a second of every supported camera. */
export const FRAMES_PER_SECOND = 30;
/** Share of one core, percent: the engine with a sensor, and with the virtual Kinect, which it draws itself. */
export const CPU_PERCENT = { sensor: 60, virtual: 100 } as const;

/** Milliseconds a frame on a server with two cores; a frame has 33. Stages that are not here have no budget of their own. */
export const STAGE_BUDGETS_MS: Partial<Readonly<Record<keyof StageTimes, number>>> = {
  pose: 2.5,
  fuse: 2.5,
  total: 1000 / FRAMES_PER_SECOND,
};
