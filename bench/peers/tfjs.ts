import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RgbdFrame } from '../../electron/contract/frame.ts';

/** The part of TensorFlow.js in use, unknown to the type checker: it is downloaded for this bench. */
export interface Tfjs {
  setBackend(name: string): Promise<boolean>;
  tensor(values: Int32Array, shape: readonly number[], type: 'int32'): TfjsTensor;
}

export interface TfjsTensor {
  dispose(): void;
}

interface WasmBackend {
  setWasmPaths(folder: string): void;
}

/** TensorFlow.js as both peers use it: one thread, SIMD where the processor has it. */
export interface PeerRuntime {
  /** Folder of the packages. */
  readonly folder: string;
  /** Where the backend's `.wasm` files are. */
  readonly wasmFolder: string;
  /** A module by its path in `node_modules`, with its own state; it shares TensorFlow.js with the others. */
  loadAfresh(file: string): unknown;
  /**
   * Colour of a frame as the peers take it: height × width × 3, 0 to 255. Created once per frame, outside the measured
   * time.
   */
  picture(frame: RgbdFrame): TfjsTensor;
}

/** Starts the WebAssembly backend of the packages in `folder`. */
export async function startPeerRuntime(folder: string): Promise<PeerRuntime> {
  const packages = join(folder, 'node_modules');
  const require = createRequire(join(folder, 'package.json'));
  const wasmFolder = join(
    dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')),
    'dist/',
  );
  const tfjs = require('@tensorflow/tfjs') as Tfjs;
  const backend = require('@tensorflow/tfjs-backend-wasm') as WasmBackend;
  backend.setWasmPaths(wasmFolder);
  if (!(await tfjs.setBackend('wasm'))) {
    throw new Error('TensorFlow.js did not start its WebAssembly backend.');
  }
  const pictures = new WeakMap<RgbdFrame, TfjsTensor>();
  return {
    folder: packages,
    wasmFolder,
    loadAfresh: (file) => {
      const path = join(packages, file);
      Reflect.deleteProperty(require.cache, path);
      return require(path) as unknown;
    },
    picture: (frame) => {
      const made = pictures.get(frame);
      if (made !== undefined) return made;
      const tensor = tfjs.tensor(colourOf(frame), [frame.height, frame.width, 3], 'int32');
      pictures.set(frame, tensor);
      return tensor;
    },
  };
}

function colourOf({ color, width, height }: RgbdFrame): Int32Array {
  const pixels = new Int32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[3 * pixel + channel] = color[4 * pixel + channel] ?? 0;
    }
  }
  return pixels;
}
