/** Why a Kinect v2 cannot be used through libfreenect2 or stopped, and the sentence for it. */
import type { Problem, ProblemCode } from '../../../../contract/problem.ts';
import type { MissingCause, NativeCause } from './native-module.ts';

export type Freenect2Cause =
  | NativeCause
  | MissingCause
  /** It stopped streaming without an error. */
  | 'stalled'
  /** The driver does not return from a call. */
  | 'hung'
  | 'stopped';

/** A problem with a cause that code can act on. */
export interface Freenect2Problem extends Problem {
  readonly cause: Freenect2Cause;
}

interface Told {
  readonly code: ProblemCode;
  readonly message: string;
}

const INSTALL =
  'Install libfreenect2 0.2 or later as https://github.com/OpenKinect/libfreenect2 tells, then start Depthlock again.';

const absent = (message: string): Told => ({ code: 'no-camera', message });
const stopped = (message: string): Told => ({ code: 'camera-stopped', message });

const TOLD: Readonly<Record<Freenect2Cause, (detail: string) => Told>> = {
  'other-platform': () =>
    absent(
      'libfreenect2 is used on Linux and macOS only. On Windows the Microsoft driver serves this Kinect.',
    ),
  'no-headers': () =>
    absent(`The driver of this Kinect, libfreenect2, is not installed here. ${INSTALL}`),
  'no-library': (detail) =>
    absent(
      `Of libfreenect2 only the headers are installed (${detail}). Install the library too, then start Depthlock again.`,
    ),
  'other-version': (detail) =>
    absent(`The installed libfreenect2 is too old (${detail}). ${INSTALL}`),
  'no-compiler': () =>
    absent(
      'libfreenect2 is installed, but the part of Depthlock that talks to it is not built. Install a C++ compiler and start Depthlock again.',
    ),
  'build-failed': (detail) =>
    absent(
      `The part of Depthlock that talks to libfreenect2 could not be built (${detail}). Check the installation of libfreenect2, then start Depthlock again.`,
    ),
  'not-built': () =>
    absent(
      'This Depthlock was made without the part that talks to libfreenect2. Start it from its source code (“npm start”) on a computer where libfreenect2 is installed.',
    ),
  'library-missing': (detail) =>
    absent(`libfreenect2 is no longer where it was (${detail}). ${INSTALL}`),
  'library-untrusted': (detail) =>
    absent(
      `libfreenect2 is installed where programs of yours can change it (${detail}), so what it shows might be made up, and it is not loaded. Install it as the administrator into /usr/local, then start Depthlock again.`,
    ),
  'library-incompatible': (detail) =>
    absent(
      `The installed libfreenect2 is another than the one that Depthlock was built for (${detail}). Start Depthlock from its source code again, so that it is built anew.`,
    ),
  'not-loaded': (detail) =>
    absent(`The part of Depthlock that talks to libfreenect2 cannot be loaded (${detail}).`),
  'driver-failed': (detail) =>
    absent(`libfreenect2 could not be set up (${detail}). Depthlock tries again by itself.`),
  'pipeline-missing': (detail) =>
    absent(
      `The installed libfreenect2 cannot decode depth by “${detail}”. Set DEPTHLOCK_FREENECT2_PIPELINE to cpu, opengl or opencl, whichever it was built for, or remove it.`,
    ),
  'no-device': () =>
    absent(
      'No Kinect for Xbox One was found. Plug it into a USB 3 port and into its power supply; Depthlock will find it automatically.',
    ),
  'no-permission': () =>
    absent(
      'A Kinect is plugged in, but you may not use it. Add a udev rule for it (`depthlock devices` prints one), then plug it in again.',
    ),
  busy: () =>
    absent('Another program is using the Kinect. Close it; Depthlock tries again by itself.'),
  'open-failed': (detail) =>
    absent(
      `The Kinect does not answer as it should (${detail}). Unplug it, wait a moment, and plug it into another USB 3 port.`,
    ),
  unplugged: () =>
    stopped('The Kinect was unplugged. Plug it in again; Depthlock will carry on by itself.'),
  stalled: (detail) =>
    stopped(
      `The Kinect has sent no picture for a second${detail}. Depthlock starts it again; if that does not help, check its power supply and use another USB 3 port.`,
    ),
  hung: () =>
    stopped('The driver of the Kinect does not answer. Unplug the Kinect and plug it in again.'),
  stopped: () => stopped('The Kinect was stopped.'),
};

/** @param detail the driver's message, for diagnosis */
export function freenect2Problem(cause: Freenect2Cause, detail: string): Freenect2Problem {
  return { cause, ...TOLD[cause](detail) };
}
