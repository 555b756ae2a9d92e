/** Which cameras there are: what each is called, whether it can be used here, and why not. */
import type { SourceName, SourceState } from '../contract/camera.ts';

const TITLES: Readonly<Record<SourceName, string>> = {
  freenect: 'Kinect for Xbox 360',
  kinect2: 'Kinect for Xbox One (Microsoft driver)',
  libfreenect2: 'Kinect for Xbox One (libfreenect2)',
  virtual: 'Virtual Kinect (demo)',
};

const DRIVER_MISSING: Readonly<Record<Exclude<SourceName, 'virtual'>, string>> = {
  freenect:
    'The driver for this Kinect is not part of this version yet. The virtual Kinect shows how it works.',
  kinect2:
    'The driver for this Kinect is not part of this version yet. The virtual Kinect shows how it works.',
  libfreenect2:
    'The driver for this Kinect is not part of this version yet. The virtual Kinect shows how it works.',
};

/** Why the source cannot be used at all, as a sentence; null where it can. `virtualProblem`: of its people. */
export function unavailability(source: SourceName, virtualProblem: string | null): string | null {
  return source === 'virtual' ? virtualProblem : DRIVER_MISSING[source];
}

export interface CurrentSource {
  readonly source: SourceName;
  /** Null while it streams; else why it does not. */
  readonly stoppedBecause: string | null;
}

/** The state of every source. */
export function listSources(
  current: CurrentSource | null,
  virtualProblem: string | null,
): SourceState[] {
  return (Object.keys(TITLES) as SourceName[]).map((source) => {
    const title = TITLES[source];
    const reason = unavailability(source, virtualProblem);
    if (reason !== null) return { source, title, state: 'unavailable', reason };
    if (current?.source !== source) return { source, title, state: 'available' };
    return current.stoppedBecause === null
      ? { source, title, state: 'streaming' }
      : { source, title, state: 'stopped', reason: current.stoppedBecause };
  });
}
