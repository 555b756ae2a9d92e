/** Why a Kinect v1 cannot be used or stopped, and the sentence for it. */
import type { Problem, ProblemCode } from '../../../contract/problem.ts';
import type { NativeCause } from './native-module.ts';

export type FreenectCause =
  | NativeCause
  /** Others than root can change the library. */
  | 'library-untrusted'
  /** The native code is not built, or cannot be loaded. */
  | 'not-built'
  /** It stopped streaming without an error. */
  | 'stalled'
  /** The driver does not return from a call. */
  | 'hung'
  /** A fakenect recording is incomplete: the library would end the process. */
  | 'recording-unreadable'
  /** A fakenect recording was played to its end. */
  | 'recording-ended';

/** A problem with a cause that code can act on. */
export interface FreenectProblem extends Problem {
  readonly cause: FreenectCause;
}

interface Told {
  readonly code: ProblemCode;
  readonly message: string;
}

const INSTALL =
  process.platform === 'darwin'
    ? 'Install it with: brew install libfreenect'
    : 'On Debian and Ubuntu install it with: sudo apt install libfreenect0.5 (newer releases: libfreenect0.5t64)';

const INSTALL_FOR_ALL =
  process.platform === 'darwin'
    ? 'Homebrew’s folders belong to you: install it as the administrator into /usr/local/lib.'
    : 'Remove it, and install it from the packages of the system.';

const TOLD: Readonly<Record<FreenectCause, (detail: string) => Told>> = {
  'not-built': (detail) => ({ code: 'no-camera', message: detail }),
  'library-missing': () => ({
    code: 'no-camera',
    message: `The driver of this Kinect, libfreenect, is not installed. ${INSTALL}.`,
  }),
  'library-untrusted': (detail) => ({
    code: 'no-camera',
    message: `The driver of this Kinect, libfreenect, is installed where programs of yours can change it (${detail}), so what it shows might be made up, and it is not loaded. ${INSTALL_FOR_ALL}`,
  }),
  'library-incompatible': (detail) => ({
    code: 'no-camera',
    message: `The installed libfreenect is of a version that does not fit (${detail}). Install version 0.5.3 or later.`,
  }),
  'driver-failed': (detail) => ({
    code: 'no-camera',
    message: `The USB system could not be used (${detail}). Depthlock tries again by itself.`,
  }),
  'no-device': () => ({
    code: 'no-camera',
    message:
      'No Kinect for Xbox 360 was found. Plug in its USB cable and its power supply; Depthlock will find it automatically.',
  }),
  'no-permission': () => ({
    code: 'no-camera',
    message:
      'A Kinect is plugged in, but you may not use it. Add a udev rule for it (`depthlock devices` prints one), then plug it in again.',
  }),
  busy: () => ({
    code: 'no-camera',
    message: 'Another program is using the Kinect. Close it; Depthlock tries again by itself.',
  }),
  'open-failed': (detail) => ({
    code: 'no-camera',
    message: `The Kinect does not answer as it should (${detail}). Unplug it, wait a moment, and plug it in again.`,
  }),
  unplugged: () => ({
    code: 'camera-stopped',
    message: 'The Kinect was unplugged. Plug it in again; Depthlock will carry on by itself.',
  }),
  'stream-ended': (detail) => ({
    code: 'camera-stopped',
    message: `The Kinect stopped (${detail}). Depthlock tries again by itself; if that does not help, plug it in again.`,
  }),
  stalled: () => ({
    code: 'camera-stopped',
    message:
      'The Kinect has sent no picture for a second. Depthlock starts it again; if that does not help, check its power supply and use another USB port.',
  }),
  hung: () => ({
    code: 'camera-stopped',
    message: 'The driver of the Kinect does not answer. Unplug the Kinect and plug it in again.',
  }),
  'recording-unreadable': (detail) => ({
    code: 'no-camera',
    message: `The recording that stands in for a Kinect cannot be played: ${detail}`,
  }),
  'recording-ended': () => ({
    code: 'camera-stopped',
    message: 'The recording that stands in for a Kinect has ended. It starts again by itself.',
  }),
};

/** @param detail the driver's message, for diagnosis */
export function freenectProblem(cause: FreenectCause, detail: string): FreenectProblem {
  return { cause, ...TOLD[cause](detail) };
}
