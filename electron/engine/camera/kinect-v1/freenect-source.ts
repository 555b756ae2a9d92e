/** The source for a Kinect v1. */
import type { SourceObstacle } from '../../../contract/camera.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CameraSource } from '../camera-source.ts';
import type { Probe } from '../probe.ts';
import { UDEV_HELP, UDEV_RULE } from '../usb/udev-rule.ts';
import { findKinects, KINECT_V1_CAMERAS, type UsbDevice } from '../usb/usb-devices.ts';
import { FreenectCamera } from './freenect-camera.ts';
import { freenectProblem, type FreenectCause } from './freenect-problem.ts';
import { probeFreenect, type FreenectProbe } from './probe.ts';

const OBSTACLES: Readonly<Record<FreenectCause, SourceObstacle>> = {
  'not-built': 'no-driver',
  'library-missing': 'no-driver',
  'library-untrusted': 'no-driver',
  'library-incompatible': 'no-driver',
  'driver-failed': 'not-answering',
  'no-device': 'not-plugged-in',
  'no-permission': 'no-permission',
  busy: 'in-use',
  'open-failed': 'not-answering',
  unplugged: 'not-plugged-in',
  'stream-ended': 'not-answering',
  stalled: 'not-answering',
  hung: 'not-answering',
  'recording-unreadable': 'no-driver',
  'recording-ended': 'not-answering',
};

export const freenectSource: CameraSource = {
  title: 'Kinect for Xbox 360',
  async probe() {
    const [found, devices] = await Promise.all([probeFreenect(), findKinects(KINECT_V1_CAMERAS)]);
    return probeOf(found, devices);
  },
  create: () => new FreenectCamera(),
  explain(problem) {
    const cause = causeOf(problem);
    if (cause === null) return null;
    const obstacle = OBSTACLES[cause];
    return obstacle === 'no-permission' ? { obstacle, remedy: UDEV_RULE } : { obstacle };
  },
};

/** The cause carried by a `FreenectProblem`; null for other problems. */
function causeOf(problem: Problem): FreenectCause | null {
  const cause: unknown = 'cause' in problem ? problem.cause : null;
  return typeof cause === 'string' && isCause(cause) ? cause : null;
}

const isCause = (name: string): name is FreenectCause => Object.hasOwn(OBSTACLES, name);

/**
 * Combines what the library found with the permissions in the system's list of devices, which the library would learn
 * only by opening the device.
 * @param devices the system's list; null where there is none
 */
export function probeOf(found: FreenectProbe, devices: readonly UsbDevice[] | null): Probe {
  const serials = found.devices.map(({ serial }) => serial).filter((serial) => serial !== '');
  const forbidden = devices !== null && devices.length > 0 && !devices.some((one) => one.isAllowed);
  if (found.state === 'available' && !forbidden) return { kind: 'ready', serials, certain: true };
  const cause = found.state === 'available' ? 'no-permission' : (found.cause ?? 'driver-failed');
  const obstacle = OBSTACLES[cause];
  if (obstacle === 'no-permission') {
    const reason = `A Kinect is plugged in, but you may not use it. ${UDEV_HELP}`;
    return { kind: 'blocked', obstacle, reason, serials, remedy: UDEV_RULE };
  }
  return {
    kind: 'blocked',
    obstacle,
    reason: found.reason ?? freenectProblem(cause, '').message,
    serials,
  };
}
