/** The source for a Kinect v2 through libfreenect2. */
import type { SourceObstacle } from '../../../../contract/camera.ts';
import type { Problem } from '../../../../contract/problem.ts';
import type { CameraSource } from '../../camera-source.ts';
import { blocked, type Probe } from '../../probe.ts';
import { UDEV_HELP, UDEV_RULE } from '../../usb/udev-rule.ts';
import { findKinects, KINECT_V2_CAMERAS, type UsbDevice } from '../../usb/usb-devices.ts';
import { Freenect2Camera } from './freenect2-camera.ts';
import { freenect2Problem, type Freenect2Cause } from './freenect2-problem.ts';
import { type LoadedModule, loadNativeModule } from './native-module.ts';
import { reasonOf } from '../../../../base/error-words.ts';

const OBSTACLES: Readonly<Record<Freenect2Cause, SourceObstacle>> = {
  'other-platform': 'no-driver',
  'no-headers': 'no-driver',
  'no-library': 'no-driver',
  'other-version': 'no-driver',
  'no-compiler': 'no-driver',
  'build-failed': 'no-driver',
  'not-built': 'no-driver',
  'library-missing': 'no-driver',
  'library-untrusted': 'no-driver',
  'library-incompatible': 'no-driver',
  'not-loaded': 'no-driver',
  'driver-failed': 'not-answering',
  'pipeline-missing': 'no-driver',
  'no-device': 'not-plugged-in',
  'no-permission': 'no-permission',
  busy: 'in-use',
  'open-failed': 'not-answering',
  unplugged: 'not-plugged-in',
  stalled: 'not-answering',
  hung: 'not-answering',
  stopped: 'not-answering',
};

export const freenect2Source: CameraSource = {
  title: 'Kinect for Xbox One (libfreenect2)',
  async probe() {
    return probeFreenect2(loadNativeModule(), await findKinects(KINECT_V2_CAMERAS));
  },
  create: () => new Freenect2Camera(),
  explain(problem) {
    const cause = causeOf(problem);
    if (cause === null) return null;
    const obstacle = OBSTACLES[cause];
    return obstacle === 'no-permission' ? { obstacle, remedy: UDEV_RULE } : { obstacle };
  },
};

/** The cause carried by a `Freenect2Problem`; null for other problems. */
function causeOf(problem: Problem): Freenect2Cause | null {
  const cause: unknown = 'cause' in problem ? problem.cause : null;
  return typeof cause === 'string' && isCause(cause) ? cause : null;
}

const isCause = (name: string): name is Freenect2Cause => Object.hasOwn(OBSTACLES, name);

/**
 * Whether a Kinect v2 can be used, found out without using it. The library is not called when the system's list of USB
 * devices has none: it would set up USB and a thread each time. Never throws.
 * @param devices the system's list; null where there is none
 */
export async function probeFreenect2(
  loaded: LoadedModule,
  devices: readonly UsbDevice[] | null,
): Promise<Probe> {
  if (!loaded.ok) return because(loaded.cause, loaded.detail);
  if (devices?.length === 0) return because('no-device', '');
  if (devices !== null && !devices.some((one) => one.isAllowed)) return forbidden();
  try {
    const { cause, detail, serials } = await loaded.native.probe();
    if (cause === 'no-permission') return forbidden();
    if (cause !== null) return because(cause, detail);
    const known = serials.filter((serial) => serial !== '');
    return { kind: 'ready', serials: known, certain: true };
  } catch (error) {
    return because('driver-failed', reasonOf(error));
  }
}

const because = (cause: Freenect2Cause, detail: string): Probe =>
  blocked(OBSTACLES[cause], freenect2Problem(cause, detail).message);

function forbidden(): Probe {
  const reason = `A Kinect is plugged in, but you may not use it. ${UDEV_HELP}`;
  return { kind: 'blocked', obstacle: 'no-permission', reason, remedy: UDEV_RULE };
}
