/**
 * `npx tsx training/encoders/fused/renew-fused.ts ENCODER.onnx`: makes the `fused` encoder anew from the colour network
 * that an earlier one was trained to, without training: averages it with the pretrained network, fits the projection,
 * sets the thresholds and writes model and card. The data must be prepared (`depthlock calibrate` does).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../../../electron/base/error-words.ts';
import { readModel } from '../../../electron/engine/onnx/onnx-reader.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import { loadSourceNetwork } from './colour-branch.ts';
import { exportFused } from './export-fused.ts';
import { colourNetworkOf } from './feature-network.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
/** What the network was trained with; an encoder's file does not say. */
const TRAINING = { passes: 320_000, batch: 32, seed: 1, rendered: 500 } as const;

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) {
  console.error('Name one encoder that `depthlock train fused` wrote, version 3.');
  process.exitCode = 2;
} else {
  try {
    const colour = {
      trained: colourNetworkOf(readModel(await readFile(file))),
      source: await loadSourceNetwork(),
    };
    const views = await openPhotoViews(ASSETS);
    console.log(await exportFused(ASSETS, colour, { views, own: null }, TRAINING));
  } catch (error) {
    console.error(reasonOf(error));
    process.exitCode = 1;
  }
}
