import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OnnxModel } from '../graph/onnx-model.ts';
import { readModel } from '../graph/onnx-reader.ts';

/** The npm package whose recognition network the colour branch starts from, pinned by content. */
export const COLOUR_SOURCE = {
  specifier: 'faceplugin-face-recognition-js@0.0.1',
  licence: 'MIT',
  tarball: 'faceplugin-face-recognition-js-0.0.1.tgz',
  file: 'package/model/fr_feature.onnx',
  integrity:
    'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
} as const;

/** Length of the network's output. */
export const COLOUR_FEATURES = 512;

/**
 * Fetches the network with `npm pack`, checks the tarball against the pinned hash and reads the ONNX file.
 * Its input is 1×3×112×112, its output 1×512, compared by cosine.
 *
 * Throws a sentence when the package cannot be had or is not the pinned one.
 */
export async function loadColourNetwork(): Promise<OnnxModel> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-colour-'));
  const run = promisify(execFile);
  try {
    await run('npm', ['pack', COLOUR_SOURCE.specifier, '--pack-destination', folder], {
      cwd: folder,
    });
    const tarball = join(folder, COLOUR_SOURCE.tarball);
    const found = `sha512-${createHash('sha512')
      .update(await readFile(tarball))
      .digest('base64')}`;
    if (found !== COLOUR_SOURCE.integrity) {
      throw new Error(
        `${COLOUR_SOURCE.specifier} is not the pinned package (${found}). Nothing was built; check your registry before you trust it.`,
      );
    }
    await run('tar', ['-xzf', tarball, '-C', folder, COLOUR_SOURCE.file]);
    const model = readModel(await readFile(join(folder, COLOUR_SOURCE.file)));
    // Conv, PRelu, Add and Reshape mean the same in operator sets 9 and 17, and the graph has no other node.
    return { ...model, opsets: { '': 17 } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
