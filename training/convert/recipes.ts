import type { ConversionRecipe } from './convert.ts';

/** One model of the source package and all contents of its card. */
export interface ModelRecipe extends ConversionRecipe {
  readonly title: string;
  /** Its `model.json` inside the package; the weights lie beside it. */
  readonly sourceFile: string;
  readonly inputRange: { readonly low: number; readonly high: number; readonly formula: string };
  readonly outputMeaning: Readonly<Record<string, string>>;
  readonly paper: string;
}

/** 32-bit sums of some hundred pixels differ by 0.0002 between runtimes; more would be a bug. */
const PIXEL_TOLERANCE = 5e-4;
const PROBABILITY_TOLERANCE = 1e-4;

export const RECIPES: readonly ModelRecipe[] = [
  {
    name: 'blazeface',
    title: 'BlazeFace face detector (MediaPipe, back camera, 256 × 256)',
    sourceFile: 'package/models/blazeface.json',
    input: { source: 'input', name: 'image', size: 256 },
    inputRange: { low: -1, high: 1, formula: 'value / 127.5 - 1' },
    outputs: [
      {
        name: 'regressors',
        parts: ['Identity_2', 'Identity_3'],
        dims: [1, 896, 16],
        tolerance: PIXEL_TOLERANCE,
      },
      {
        name: 'scores',
        parts: ['Identity', 'Identity_1'],
        dims: [1, 896, 1],
        sigmoid: true,
        tolerance: PROBABILITY_TOLERANCE,
      },
    ],
    outputMeaning: {
      regressors:
        'per anchor, input pixels: centre x, y (from the anchor), width, height, then x, y (from the anchor) of right eye, left eye, nose tip, mouth, right ear, left ear; 512 anchors of a 16 × 16 grid (2 a cell), then 384 of an 8 × 8 grid (6 a cell)',
      scores: 'per anchor, probability of a face, 0 to 1',
    },
    paper:
      'Bazarevsky et al., BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs, 2019 (arXiv 1907.05047)',
  },
  {
    name: 'facemesh',
    title: 'FaceMesh, 468 face landmarks (MediaPipe, 192 × 192)',
    sourceFile: 'package/models/facemesh.json',
    input: { source: 'input_1', name: 'image', size: 192 },
    inputRange: { low: 0, high: 1, formula: 'value / 255' },
    outputs: [
      { name: 'landmarks', parts: ['Identity_2'], dims: [1, 1404], tolerance: PIXEL_TOLERANCE },
      { name: 'presence', parts: ['Identity_1'], dims: [1, 1], tolerance: PROBABILITY_TOLERANCE },
    ],
    outputMeaning: {
      landmarks: '468 × (x, y, z) in input pixels; z grows away from the camera, weak perspective',
      presence: 'probability that the crop holds a face, 0 to 1',
    },
    paper:
      'Kartynnik et al., Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs, 2019 (arXiv 1907.06724)',
  },
];
