import { EYE_PIXELS, normaliseEye } from '../../electron/engine/vision/attention/eye-crop.ts';
import { describeEye, EYE_FEATURES } from '../../electron/engine/vision/attention/eye-features.ts';
import {
  EYE_INPUTS,
  eyeNetwork,
  type EyeLimits,
  type EyeNetworkWeights,
  type EyeScore,
} from '../../electron/engine/vision/attention/eye-network.ts';
import { judgeEyes } from '../../electron/engine/vision/attention/judge-eyes.ts';
import { writeEyeView } from '../../electron/engine/vision/attention/eye-view.ts';
import type { Attention } from '../../electron/contract/observation.ts';
import { cutEye } from './fit-eyes.ts';
import type { FaceSample } from './eye-samples.ts';

/** A face and the scores of its eyes that are seen well. */
export interface ScoredFace {
  readonly face: FaceSample;
  readonly scores: readonly EyeScore[];
}

const NO_LIMITS: EyeLimits = { closed: { open: 0, closed: 0 }, aside: 0 };

export function scoreFaces(
  network: EyeNetworkWeights,
  faces: readonly FaceSample[],
): readonly ScoredFace[] {
  const { score } = eyeNetwork(network, NO_LIMITS);
  const input = new Float32Array(EYE_INPUTS);
  const pixels = new Float32Array(EYE_PIXELS);
  return faces.map((face) => ({
    face,
    scores: face.eyes.flatMap((eye) => {
      cutEye(eye.pixels, 0, 0, pixels);
      if (!normaliseEye(pixels)) return [];
      describeEye(pixels, input);
      writeEyeView(eye.view, input, EYE_FEATURES);
      return [score(input)];
    }),
  }));
}

/** What the eyes of a kind of picture were said to do, shares. */
export interface KindFigures {
  readonly kind: string;
  readonly faces: number;
  readonly said: Readonly<Record<Attention, number>>;
}

/** @param kindOf names the group of a face; default: what its eyes do */
export function measureEyes(
  scored: readonly ScoredFace[],
  limits: EyeLimits,
  kindOf: (face: FaceSample) => string = ({ kind }) => kind.split(',')[0] ?? kind,
): readonly KindFigures[] {
  const kinds = [...new Set(scored.map(({ face }) => kindOf(face)))].sort();
  return kinds.map((kind) => {
    const own = scored.filter(({ face }) => kindOf(face) === kind);
    const share = (attention: Attention) =>
      own.filter(({ scores }) => judgeEyes(scores, limits) === attention).length / own.length;
    return {
      kind,
      faces: own.length,
      said: {
        attentive: share('attentive'),
        'eyes-closed': share('eyes-closed'),
        'looks-away': share('looks-away'),
        unknown: share('unknown'),
      },
    };
  });
}
