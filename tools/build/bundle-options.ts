/** What the bundles of Node's processes have in common. */
import { sharpWithoutGlib } from './sharp-without-glib.ts';

/** Native or optional: loaded from node_modules when the app runs. Everything else goes into the bundles. */
export const EXTERNALS = [
  'electron',
  'onnxruntime-node',
  '@img/sharp-wasm32',
  '@julusian/jpeg-turbo',
  // Brings its own .wasm file.
  '@foxglove/wasm-zstd',
  'kinect2',
  '@tensorflow/tfjs-node',
];

/** The oldest Electron this runs on is 33: Node 20. */
export const NODE_TARGET = 'node20';

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules. */
export const REQUIRE_FOR_ESM =
  "import { createRequire as createRequireForBundle } from 'node:module'; " +
  'const require = createRequireForBundle(import.meta.url);';

export const PLUGINS = [sharpWithoutGlib];
