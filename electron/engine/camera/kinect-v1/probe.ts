/** Whether a Kinect v1 can be used here, found out without using it. */
import { faultOfDump, isFakenect } from './fakenect/fakenect-check.ts';
import { type FreenectCause, freenectProblem } from './freenect-problem.ts';
import { chosenLibrary, loadNativeModule, locateLibrary } from './native-module.ts';
import { reasonOf } from '../../../base/error-words.ts';

export interface FreenectDevice {
  readonly index: number;
  /** Empty where the device or its permissions do not reveal it. */
  readonly serial: string;
}

export interface FreenectProbe {
  readonly state: 'available' | 'unavailable';
  /** Reason as a sentence, when unavailable. */
  readonly reason?: string;
  readonly cause?: FreenectCause;
  readonly devices: readonly FreenectDevice[];
}

/**
 * Loads the library and counts devices. A device in use by another program, or not permitted to this user, is counted:
 * only opening it would show that. Never throws.
 * @param library file of the libfreenect to load; default: the one named in the environment, else the system's
 */
export async function probeFreenect(library = chosenLibrary()): Promise<FreenectProbe> {
  const loaded = loadNativeModule();
  if (!loaded.ok) return unavailable('not-built', loaded.reason);
  const located = locateLibrary(library);
  if (located.kind !== 'found') return unavailable(`library-${located.kind}`, located.detail);
  try {
    const found = await loaded.native.probe(located.file);
    if (found.cause !== null) return unavailable(found.cause, found.detail);
    if (found.serials.length === 0) return unavailable('no-device', '');
    if (isFakenect(found.libraryFile)) {
      const fault = await faultOfDump(process.env['FAKENECT_PATH']);
      if (fault !== null) return unavailable('recording-unreadable', fault);
    }
    const devices = found.serials.map((serial, index) => ({ index, serial }));
    return { state: 'available', devices };
  } catch (error) {
    return unavailable('driver-failed', reasonOf(error));
  }
}

function unavailable(cause: FreenectCause, detail: string): FreenectProbe {
  return {
    state: 'unavailable',
    reason: freenectProblem(cause, detail).message,
    cause,
    devices: [],
  };
}
