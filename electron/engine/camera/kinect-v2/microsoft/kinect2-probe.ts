import { blocked, type Probe } from '../../probe.ts';
import type { Kinect2Package } from './kinect2-module.ts';

/**
 * Whether the Microsoft driver's package is installed. It cannot say whether a sensor is there: `open()` succeeds
 * without one, and only frames prove it.
 */
export function probeKinect2(kinect2: Kinect2Package): Promise<Probe> {
  const located = kinect2.locate();
  return Promise.resolve(
    located.ok
      ? { kind: 'ready', serials: [], certain: false }
      : blocked('no-driver', located.problem.message),
  );
}
