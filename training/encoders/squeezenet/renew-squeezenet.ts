/**
 * `npx tsx training/encoders/squeezenet/renew-squeezenet.ts`: writes the shipped `squeezenet` anew, without training, with
 * thresholds for looks as they are drawn now. The data must be prepared (`depthlock calibrate` does).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readModel } from '../../../electron/engine/onnx/onnx-reader.ts';
import { exportSqueezeNet } from './export-squeezenet.ts';
import { SHAPE_SHARE } from './squeezenet-task.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const MODELS = join(ASSETS, 'models');
const cardSchema = z.object({
  training: z.record(z.string(), z.unknown()),
  ablations: z.unknown().optional(),
});

const model = readModel(await readFile(join(MODELS, 'encoder-squeezenet.onnx')));
const card: unknown = JSON.parse(await readFile(join(MODELS, 'encoder-squeezenet.json'), 'utf8'));
const { training, ablations } = cardSchema.parse(card);
const network = { model, shapeShare: SHAPE_SHARE, own: null };
console.log(await exportSqueezeNet(ASSETS, network, training, ablations));
