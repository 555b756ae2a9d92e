import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import type { OwnPeople } from '../own-people/own-people.ts';
import { replaceEncoder } from '../replace-encoder.ts';
import { COLOUR_OUTPUTS, SHAPE_OUTPUTS } from './outputs.ts';

/**
 * Writes `encoder-squeezenet.onnx` with its card.
 * @param ablations table of another network of the same recipe, to keep
 * @returns a line to print
 */
export async function exportSqueezeNet(
  assets: string,
  {
    model,
    shapeShare,
    own,
  }: { readonly model: OnnxModel; readonly shapeShare: number; readonly own: OwnPeople | null },
  options: Readonly<Record<string, unknown>>,
  ablations?: unknown,
): Promise<string> {
  const learnedFrom = { views: await openPhotoViews(assets), own };
  return replaceEncoder(assets, model, learnedFrom, {
    stem: 'encoder-squeezenet',
    name: 'squeezenet',
    version: '3',
    colour: {
      network: 'SqueezeNet with simple bypass and fewer filters, on the middle 96 × 96',
      origin: 'trained here from random weights',
      licence: 'MIT',
    },
    outputs: { colour: COLOUR_OUTPUTS, shape: SHAPE_OUTPUTS },
    shapeShare,
    options,
    ablations,
  });
}
