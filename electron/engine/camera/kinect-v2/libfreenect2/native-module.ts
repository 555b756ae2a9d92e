/** The native code in `native/freenect2/`: its interface, where it lies, and why it may be missing. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { NativeCapture as Capture, CaptureEvent } from '../../capture/capture-stream.ts';
import type { KinectV2Calibration } from '../../sensor-frame.ts';
import { checkDriverLibrary } from '../../drivers/driver-library.ts';
import { APP_FOLDER } from '../../../../base/app-folders.ts';
import { reasonOf } from '../../../../base/error-words.ts';

export interface NativeOpened extends KinectV2Calibration {
  readonly kind: 'opened';
  readonly serial: string;
  readonly firmware: string;
  /** The file from which libfreenect2 was loaded. */
  readonly libraryFile: string;
}

/** The causes that native/freenect2 distinguishes. */
export type NativeCause =
  | 'driver-failed'
  | 'library-incompatible'
  | 'pipeline-missing'
  | 'no-device'
  | 'no-permission'
  | 'busy'
  | 'open-failed'
  | 'unplugged';

export interface NativeCapture extends Capture<CaptureEvent<NativeOpened, NativeCause>> {
  /** Frames of either stream that the library reported as damaged, or whose size is not a Kinect v2's. */
  damaged(): number;
}

export interface NativeModule {
  /** Version of the libfreenect2 that it was built against. */
  readonly version: string;
  /**
   * Starts a capture on its own thread.
   * @param pipeline decoder of depth: `cpu` (also empty), `opengl` or `opencl`
   * @param depth slots of 868,352 bytes in shared memory: 512×424 millimetres, then as many values of infrared, 16 bits
   *   each
   * @param video slots of 8,294,400 bytes in shared memory: 1920×1080 RGBA
   * @param wake called on this thread, once until `acknowledge`
   */
  start(
    pipeline: string,
    index: number,
    depth: readonly Uint8Array[],
    video: readonly Uint8Array[],
    wake: () => void,
  ): NativeCapture;
  probe(): Promise<NativeProbe>;
}

export interface NativeProbe {
  readonly cause: NativeCause | null;
  readonly detail: string;
  readonly serials: readonly string[];
  readonly libraryFile: string;
}

const MISSING_CAUSES = [
  'other-platform',
  'no-headers',
  'no-library',
  'other-version',
  'no-compiler',
  'build-failed',
  'not-built',
  'library-missing',
  'library-untrusted',
  'library-incompatible',
  'not-loaded',
] as const;
/** Why there is no native code: it was not built, or libfreenect2 has changed since. */
export type MissingCause = (typeof MISSING_CAUSES)[number];

export type LoadedModule =
  | { readonly ok: true; readonly native: NativeModule }
  /** `detail` is a phrase from the tool that failed; may be empty. */
  | { readonly ok: false; readonly cause: MissingCause; readonly detail: string };

let loaded: LoadedModule | null = null;

/** Loads the native code once; a missing module stays missing until the next start. */
export function loadNativeModule(): LoadedModule {
  loaded ??= loadChecked(usualFile());
  return loaded;
}

/**
 * File of the libfreenect2 that may be loaded although it lies in none of the system's folders, from the environment;
 * empty for none. In a packaged app main lets no such variable through.
 */
export const chosenLibrary2 = (): string => process.env['DEPTHLOCK_FREENECT2_LIBRARY'] ?? '';

const noteOfLibrary = z.object({ library: z.string() });

/**
 * The native code in `file`, if nobody but root can change the libfreenect2 that it loads: the build left the library's
 * path beside it, where the system's loader finds it again.
 */
export function loadChecked(file: string): LoadedModule {
  if (!existsSync(file)) return loadFrom(file);
  let library: string;
  try {
    const text = readFileSync(`${file}.library.json`, 'utf8');
    library = noteOfLibrary.parse(JSON.parse(text)).library;
  } catch {
    return { ok: false, cause: 'not-built', detail: '' };
  }
  if (library === chosenLibrary2()) return loadFrom(file);
  const checked = checkDriverLibrary(library);
  if (checked.kind === 'found') return loadFrom(file);
  return { ok: false, cause: `library-${checked.kind}`, detail: checked.detail };
}

function usualFile(): string {
  const name = join('native', 'build', `${process.platform}-${process.arch}`, 'freenect2.node');
  return join(APP_FOLDER, name);
}

/**
 * The native code in `file`; if there is none, the reason that `tools/build/build-native.ts` left beside it. Never
 * throws.
 */
export function loadFrom(file: string): LoadedModule {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    return { ok: false, cause: 'other-platform', detail: '' };
  }
  if (!existsSync(file)) return whyNotBuilt(`${file}.json`);
  try {
    const native: unknown = createRequire(import.meta.url)(file);
    if (isNativeModule(native)) return { ok: true, native };
    return { ok: false, cause: 'not-loaded', detail: `${file} is of another version` };
  } catch (error) {
    const detail = reasonOf(error);
    return { ok: false, cause: causeOfLoader(detail), detail };
  }
}

const note = z.object({ cause: z.string(), reason: z.string() });

function whyNotBuilt(file: string): LoadedModule {
  try {
    const { cause, reason } = note.parse(JSON.parse(readFileSync(file, 'utf8')));
    const known = MISSING_CAUSES.find((name) => name === cause) ?? 'build-failed';
    return { ok: false, cause: known, detail: reason };
  } catch {
    return { ok: false, cause: 'not-built', detail: '' };
  }
}

/** The loaders of Linux and macOS name the missing file or symbol in words. */
function causeOfLoader(message: string): MissingCause {
  if (/undefined symbol|symbol not found/i.test(message)) return 'library-incompatible';
  if (/libfreenect2\S*: cannot open|library not loaded/i.test(message)) return 'library-missing';
  return 'not-loaded';
}

function isNativeModule(value: unknown): value is NativeModule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'string' &&
    'start' in value &&
    typeof value.start === 'function' &&
    'probe' in value &&
    typeof value.probe === 'function'
  );
}
