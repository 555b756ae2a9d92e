/** Which frames may be compared with which stored people. */
import type { Trust } from '../../contract/frame.ts';

/**
 * A person enrolled with a real sensor is recognised by real sensors only; recordings and the virtual
 * camera, which anybody can feed, never match them. Demo entries match every source.
 */
export function mayCompare(enrolledWith: Trust, frame: Trust): boolean {
  return enrolledWith !== 'sensor' || frame === 'sensor';
}
