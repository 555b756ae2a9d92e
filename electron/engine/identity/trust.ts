/** Which frames may be compared with which stored people: the trust of the whole vault decides, not that of a person. */
import type { Trust } from '../../contract/frame.ts';

interface Enrolled {
  /** Of the camera the person was enrolled with. */
  readonly trust: Trust;
}

/** Whether somebody was enrolled with a real sensor: from then on the vault holds something worth locking. */
export const guardsSomebodyReal = (people: readonly Enrolled[]): boolean =>
  people.some(({ trust }) => trust === 'sensor');

/**
 * Those of all people enrolled with whom a frame of this trust may be compared. With one enrolment of a sensor among
 * them, frames of recordings and of the virtual camera, which anybody can feed, match nobody, and the entries of other
 * cameras match no frame. Without one, every frame is compared with everybody: the vault holds a demo.
 */
export function comparable<P extends Enrolled>(people: readonly P[], frame: Trust): readonly P[] {
  if (!guardsSomebodyReal(people)) return people;
  return frame === 'sensor' ? people.filter(({ trust }) => trust === 'sensor') : [];
}
