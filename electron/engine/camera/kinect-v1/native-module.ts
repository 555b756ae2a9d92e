/** The native code in `native/`: its interface, and where it lies. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NativeCapture as Capture, CaptureEvent } from '../capture/capture-stream.ts';
import { findDriverLibrary, type DriverLibrary } from '../drivers/driver-library.ts';
import { APP_FOLDER } from '../../../base/app-folders.ts';
import { reasonOf } from '../../../base/error-words.ts';

/** A device's answer about its own registration; see `KinectV1Calibration`. */
export interface NativeRegistration {
  readonly registrationInfo: readonly number[];
  readonly startLines: number;
  readonly emitterDistance: number;
  readonly colorDistance: number;
  readonly referenceDistance: number;
  readonly pixelSize: number;
  readonly constShift: number;
}

export interface NativeOpened {
  readonly kind: 'opened';
  readonly serial: string;
  /** The file from which the library was loaded. */
  readonly libraryFile: string;
  readonly registration: NativeRegistration | null;
}

/** The causes that native/ distinguishes. */
export type NativeCause =
  | 'library-missing'
  | 'library-incompatible'
  | 'driver-failed'
  | 'no-device'
  | 'no-permission'
  | 'busy'
  | 'open-failed'
  | 'unplugged'
  | 'stream-ended';

export type NativeCapture = Capture<CaptureEvent<NativeOpened, NativeCause>>;

export interface NativeProbe {
  readonly cause: NativeCause | null;
  readonly detail: string;
  /** One for each device; empty where the serial number cannot be read. */
  readonly serials: readonly string[];
  readonly libraryFile: string;
}

export interface NativeModule {
  /**
   * Starts a capture on its own thread.
   * @param library absolute path of the file to load
   * @param depth slots of 614,400 bytes in shared memory
   * @param video slots of 921,600 bytes in shared memory
   * @param wake called on this thread, once until `acknowledge`
   */
  start(
    library: string,
    index: number,
    depth: readonly Uint8Array[],
    video: readonly Uint8Array[],
    wake: () => void,
  ): NativeCapture;
  probe(library: string): Promise<NativeProbe>;
}

export type LoadedModule =
  | { readonly ok: true; readonly native: NativeModule }
  /** `reason` is a sentence. */
  | { readonly ok: false; readonly reason: string };

/**
 * File of the libfreenect to load, from the environment; empty for the system's. In a packaged app main lets no such
 * variable through.
 */
export const chosenLibrary = (): string => process.env['DEPTHLOCK_FREENECT_LIBRARY'] ?? '';

const NAMES =
  process.platform === 'darwin'
    ? ['libfreenect.0.5.dylib', 'libfreenect.dylib']
    : ['libfreenect.so.0.5', 'libfreenect.so.0', 'libfreenect.so'];

/** The file to load: the chosen one as it is, else the system's if nobody but root can change it. */
export function locateLibrary(chosen: string): DriverLibrary {
  return chosen === '' ? findDriverLibrary(NAMES) : { kind: 'found', file: chosen };
}

let loaded: LoadedModule | null = null;

/** Loads the native code once; a missing module stays missing until the next start. */
export function loadNativeModule(): LoadedModule {
  loaded ??= load();
  return loaded;
}

function load(): LoadedModule {
  const name = join('native', 'build', `${process.platform}-${process.arch}`, 'freenect.node');
  const file = join(APP_FOLDER, name);
  if (!existsSync(file)) {
    const reason =
      process.platform === 'linux' || process.platform === 'darwin'
        ? 'The part of Depthlock that talks to this Kinect is not built. Install a C++ compiler and start Depthlock again.'
        : 'This Kinect is supported on Linux and macOS only.';
    return { ok: false, reason };
  }
  try {
    const native: unknown = createRequire(import.meta.url)(file);
    if (isNativeModule(native)) return { ok: true, native };
    return {
      ok: false,
      reason: `${file} is of another version. Remove it and start Depthlock again.`,
    };
  } catch (error) {
    const detail = reasonOf(error);
    return {
      ok: false,
      reason: `The part of Depthlock that talks to this Kinect cannot be loaded (${detail}).`,
    };
  }
}

function isNativeModule(value: unknown): value is NativeModule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    typeof value.start === 'function' &&
    'probe' in value &&
    typeof value.probe === 'function'
  );
}
