/**
 * The npm package `kinect2` 0.3.0, as far as Depthlock uses it, written from its source (`lib/kinect2.js`,
 * `src/kinect2.cc`). It is an optional dependency, made for Windows on x64.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import { isOwnModule } from '../../../../base/own-modules.ts';
import { reasonOf } from '../../../../base/error-words.ts';

export {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
} from '../../registration/kinect-v2-model.ts';

/** Bits for `openMultiSourceReader`. */
export interface Kinect2FrameTypes {
  readonly color: number;
  readonly rawDepth: number;
  readonly depthColor: number;
  readonly infrared: number;
}

/**
 * One delivery. A part is present if it was requested. Under Electron the buffers are copies; in plain Node they are
 * the driver's own memory (`Napi::Buffer::NewOrCopy`), which the next delivery overwrites: copy at once.
 */
export interface Kinect2Frame {
  /** RGBA, 8,294,400 bytes. */
  readonly color?: { readonly buffer: Uint8Array };
  /** Millimetres, unsigned 16 bit little-endian, 434,176 bytes; 0 = no reading. */
  readonly rawDepth?: { readonly buffer: Uint8Array };
  /** RGBA on the depth grid, 868,352 bytes; (0, 0, 0, 0) where nothing was mapped. */
  readonly depthColor?: { readonly buffer: Uint8Array };
  /** Of 16 bits, 8 are left: min(255, value / 61.7), and never below 2. 217,088 bytes. */
  readonly infrared?: { readonly buffer: Uint8Array };
}

export interface Kinect2Sensor {
  /** True when the runtime could be opened, even with no sensor plugged in. */
  open(): boolean;
  /** Call only after `open()` returned true: it crashes otherwise. Throws while a reader of this kind is open. */
  openMultiSourceReader(options: { frameTypes: number; includeJointFloorData?: boolean }): boolean;
  /** Closes every reader, then the sensor. Never call it inside a frame's listener, whose lock it would wait for. */
  close(): Promise<true>;
  /** A listener that throws leaves the reader locked for ever. */
  on(event: 'multiSourceFrame', listener: (frame: Kinect2Frame) => void): unknown;
}

/** The module that `require('kinect2')` returns. */
export interface Kinect2Module {
  new (): Kinect2Sensor;
  readonly FrameType: Kinect2FrameTypes;
}

/** Two ways to find the package: the first runs no native code and can be repeated, the second does. */
export interface Kinect2Package {
  /** Whether the package and a native build for this system are there. */
  locate(): Result<undefined>;
  load(): Result<Kinect2Module>;
}

const RUNTIME_HELP =
  'Install the “Kinect for Windows Runtime 2.0” from Microsoft, then start Depthlock again.';

/** The package in `node_modules`. */
export const kinect2Package: Kinect2Package = fromRequire(
  createRequire(import.meta.url),
  process.platform,
  process.arch,
);

/** The package as `require` finds it on this system; tests pass their own. */
export function fromRequire(
  require: Pick<NodeJS.Require, 'resolve'> & ((id: string) => unknown),
  platform: NodeJS.Platform,
  arch: string,
  isOwn: (resolved: string) => boolean = isOwnModule,
): Kinect2Package {
  const unsupported = whyNotHere(platform, arch);
  return {
    locate() {
      if (unsupported !== null) return fail('no-camera', unsupported);
      try {
        const resolved = require.resolve('kinect2');
        if (!isOwn(resolved)) return fail('no-camera', foreign(resolved));
        const folder = path.join(path.dirname(resolved), '..');
        const build = require('node-gyp-build');
        if (isResolver(build)) build.resolve(folder);
        return succeed(undefined);
      } catch (error) {
        return fail('no-camera', whyNotLoaded(error));
      }
    },
    load() {
      if (unsupported !== null) return fail('no-camera', unsupported);
      try {
        const resolved = require.resolve('kinect2');
        if (!isOwn(resolved)) return fail('no-camera', foreign(resolved));
        const loaded = require(resolved);
        if (isKinect2Module(loaded)) return succeed(loaded);
        return fail(
          'no-camera',
          'The package “kinect2” is of a version that Depthlock does not know. Install version 0.3.0.',
        );
      } catch (error) {
        return fail('no-camera', whyNotLoaded(error));
      }
    },
  };
}

const foreign = (resolved: string): string =>
  `There is a package “kinect2” outside of Depthlock (${resolved}), which is not loaded: what it shows might be made up. Run “npm install kinect2@0.3.0” in the folder of Depthlock, then start it again.`;

function whyNotHere(platform: NodeJS.Platform, arch: string): string | null {
  if (platform !== 'win32') return 'Works on Windows only.';
  if (arch === 'x64') return null;
  return `The Microsoft driver works only on 64-bit PCs (x64); this is Depthlock for ${arch}.`;
}

/** The errors of `require`, of `node-gyp-build` and of the system's loader. */
function whyNotLoaded(error: unknown): string {
  const detail = firstLine(error);
  if (hasCode(error, 'MODULE_NOT_FOUND') || hasCode(error, 'ERR_MODULE_NOT_FOUND')) {
    return 'The package “kinect2” is not installed. Run “npm install kinect2@0.3.0” in the folder of Depthlock, then start it again.';
  }
  if (detail.startsWith('No native build was found')) {
    return 'The package “kinect2” has no native part for this computer. Run “npm rebuild kinect2” in the folder of Depthlock, then start it again.';
  }
  // The loader does not name the missing file: it is Kinect20.dll.
  if (hasCode(error, 'ERR_DLOPEN_FAILED')) {
    return `The Microsoft driver could not be loaded (${detail}). ${RUNTIME_HELP}`;
  }
  return `The package “kinect2” could not be loaded (${detail}). ${RUNTIME_HELP}`;
}

function firstLine(error: unknown): string {
  return reasonOf(error).split('\n')[0]?.trim() ?? '';
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function isResolver(value: unknown): value is { resolve(folder: string): string } {
  return typeof value === 'function' && 'resolve' in value && typeof value.resolve === 'function';
}

function isKinect2Module(value: unknown): value is Kinect2Module {
  if (typeof value !== 'function' || !('FrameType' in value)) return false;
  const types: unknown = value.FrameType;
  if (typeof types !== 'object' || types === null) return false;
  const bits = new Map<string, unknown>(Object.entries(types));
  return ['color', 'rawDepth', 'depthColor', 'infrared'].every(
    (name) => typeof bits.get(name) === 'number',
  );
}
