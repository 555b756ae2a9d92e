import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { replaceModel } from '../ship/replace-model.ts';

/** Writes `head-pose.onnx` with its card. @returns a line to print */
export function exportHeadPose(
  assets: string,
  model: OnnxModel,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  return replaceModel(assets, 'head-pose', model, {
    name: 'head-pose',
    title: 'How a head is turned and where it lies, from depth alone',
    input:
      'float32 1×1×64×64, a window of depth; see electron/engine/vision/head-in-depth/head-window.ts',
    output: 'float32 1×9; see electron/engine/vision/head-in-depth/head-guess.ts',
    origin: 'trained here from random weights on rendered heads (ICT-FaceKit, MIT)',
    licence: 'MIT',
    training: { ...options, command: 'npx tsx training/head-pose/main.ts' },
  });
}
