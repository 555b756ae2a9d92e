/**
 * sharp inside Electron: its build for WebAssembly. Electron's Linux binary loads the system's GLib, and sharp's native code
 * for Linux brings a GLib of its own: two in one process crash it (sharp.pixelplumbing.com/install#electron-and-linux).
 * One build on all systems is one thing to test, and a picture made to break its decoder breaks out of no memory.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** In place of sharp's own choice of native code. */
const CHOICE = "module.exports = require('@img/sharp-wasm32/sharp.node');";

export const sharpWithoutGlib: Plugin = {
  name: 'sharp-without-glib',
  setup(build) {
    // Its ES module asks for native code in a way that bundlers do not see.
    const commonJs = createRequire(import.meta.url).resolve('sharp');
    build.onResolve({ filter: /^sharp$/ }, () => ({ path: commonJs }));
    build.onLoad({ filter: /[/\\]sharp\.cjs$/ }, ({ path: file }) =>
      path.dirname(file) === path.dirname(commonJs) ? { contents: CHOICE } : undefined,
    );
  },
};
