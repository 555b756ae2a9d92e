import { at, clamp } from './render/math.ts';
import {
  addModes,
  headModel,
  landmarkOf,
  LANDMARKS_68,
  modeSlope,
  VERTICES,
} from './render/mesh.ts';
import type { Identity } from './person.ts';

/** Weights of expression modes of the head model (ARKit names with _L and _R), 0 to 1. */
export type Expression = Readonly<Record<string, number>>;

/**
 * Vertices (cm) of a person at rest: identity modes, then closed lips, lids at their resting height and the resting
 * smile. The scans behind the model look ahead with raised lids; people in front of a camera do not.
 */
export function restingShape(identity: Identity): Float32Array {
  const model = headModel();
  const shape = addModes(Float32Array.from(model.neutral), model.identity, identity.coefficients);
  tuckBust(shape);
  return withExpression(shape, {
    ...lowerLids(shape, identity),
    ...closeLips(shape),
    mouthSmile_L: identity.smile,
    mouthSmile_R: identity.smile,
  });
}

/** A copy of a shape with an expression added; the shape itself when the expression is empty. */
export function withExpression(shape: Float32Array, expression: Expression): Float32Array {
  const { expression: table } = headModel();
  const weights = table.names.map((name) => expression[name] ?? 0);
  return weights.some((weight) => weight !== 0)
    ? addModes(Float32Array.from(shape), table, weights)
    : shape;
}

/** Weight of eyeBlink at which the opening of each eye is as high as the identity says. */
function lowerLids(shape: Float32Array, { lidOpening }: Identity): Expression {
  const model = headModel();
  const weight = (mode: string, upper: readonly number[], lower: readonly number[]): number => {
    const height = (landmarks: readonly number[]): number =>
      landmarks.reduce((total, l) => total + landmarkOf(shape, l)[1], 0) / landmarks.length;
    const slope = (landmarks: readonly number[]): number =>
      landmarks.reduce(
        (total, l) => total + modeSlope(model, model.expression, mode, at(LANDMARKS_68, l), 1),
        0,
      ) / landmarks.length;
    const surplus = height(upper) - height(lower) - lidOpening;
    return clamp(surplus / (slope(lower) - slope(upper) || 1), -0.25, 0.6);
  };
  return {
    eyeBlink_R: weight('eyeBlink_R', [37, 38], [40, 41]),
    eyeBlink_L: weight('eyeBlink_L', [43, 44], [46, 47]),
  };
}

/** Weight of jawOpen (negative closes) at which the lips just touch. */
function closeLips(shape: Float32Array): Expression {
  const model = headModel();
  const [upper, lower] = [62, 66];
  const slope = (landmark: number): number =>
    modeSlope(model, model.expression, 'jawOpen', at(LANDMARKS_68, landmark), 1);
  const gap = landmarkOf(shape, upper)[1] - landmarkOf(shape, lower)[1];
  return { jawOpen: clamp((0.05 - gap) / (slope(upper) - slope(lower) || 1), -0.12, 0.02) };
}

/** The model ends in a cut-off bust: its shoulders are hidden inside the clothes. */
function tuckBust(shape: Float32Array): void {
  const { neutral } = headModel();
  const neckHalfWidth = 5.7;
  for (let vertex = 0; vertex <= VERTICES.skin[1]; vertex++) {
    const height = at(neutral, 3 * vertex + 1);
    const side = at(shape, 3 * vertex);
    const beyond = Math.abs(side) - neckHalfWidth;
    const share = clamp((-7.5 - height) / 3);
    if (share > 0 && beyond > 0) {
      shape[3 * vertex] = Math.sign(side) * (neckHalfWidth + beyond * (1 - 0.92 * share));
    }
    const flatten = clamp((-11.5 - height) / 2);
    const depth = at(shape, 3 * vertex + 2);
    shape[3 * vertex + 2] = -1.4 + (depth + 1.4) * (1 - 0.3 * flatten);
  }
}
