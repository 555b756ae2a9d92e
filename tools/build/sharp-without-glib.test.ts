import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { EXTERNALS, PLUGINS, REQUIRE_FOR_ESM } from './bundle-options.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Packs a picture, unpacks it, and says which native code of sharp the process has loaded. */
const PROGRAM = `
  import sharp from 'sharp';
  import { readFileSync } from 'node:fs';
  const pixels = Buffer.from([1, 2, 3, 4, 5, 6, 250, 251, 252, 9, 8, 7]);
  const png = await sharp(pixels, { raw: { width: 2, height: 2, channels: 3 } }).png().toBuffer();
  const same = pixels.equals(await sharp(png).raw().toBuffer());
  const native = readFileSync('/proc/self/maps', 'utf8').match(/libvips|sharp-linux/gu) ?? [];
  console.log(JSON.stringify({ same, native }));
`;

describe.runIf(process.platform === 'linux')('sharp in a bundle', () => {
  it('works without native code, whose GLib would meet that of Electron', async () => {
    // Beside node_modules, where bundles look for what is not in them.
    await mkdir(path.join(root, 'out'), { recursive: true });
    const folder = await mkdtemp(path.join(root, 'out', 'sharp-'));
    try {
      await writeFile(path.join(folder, 'program.ts'), PROGRAM);
      await build({
        absWorkingDir: folder,
        entryPoints: ['program.ts'],
        outfile: 'program.mjs',
        bundle: true,
        platform: 'node',
        format: 'esm',
        external: EXTERNALS,
        plugins: PLUGINS,
        banner: { js: REQUIRE_FOR_ESM },
      });
      const { stdout } = await promisify(execFile)(process.execPath, [
        path.join(folder, 'program.mjs'),
      ]);
      expect(JSON.parse(stdout)).toEqual({ same: true, native: [] });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
