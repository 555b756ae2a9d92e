import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import type { OwnPeople } from '../own-people/own-people.ts';
import { replaceEncoder } from '../replace-encoder.ts';

/** Writes `encoder-squeezenet.onnx` with its card. @returns a line to print */
export async function exportSqueezeNet(
  assets: string,
  {
    model,
    shapeShare,
    own,
  }: { readonly model: OnnxModel; readonly shapeShare: number; readonly own: OwnPeople | null },
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  return replaceEncoder(
    assets,
    model,
    { views: await openPhotoViews(assets), own },
    {
      stem: 'encoder-squeezenet',
      name: 'squeezenet',
      version: '2',
      colour: {
        network: 'SqueezeNet with simple bypass and fewer filters, on the middle 96 × 96',
        origin: 'trained here from random weights',
        licence: 'MIT',
      },
      shapeShare,
      options,
    },
  );
}
