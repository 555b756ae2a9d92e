import type { OnnxModel, OnnxTensor } from './onnx-model.ts';

/** Counts of numbers that no sound model has among its weights. */
export interface WeightFaults {
  /** NaN and infinities: the network's output is meaningless. */
  readonly notFinite: number;
  /** Smaller than 1.2e-38 and not zero: some processors multiply them 10 to 20 times slower. */
  readonly denormal: number;
}

const EXPONENT = 0x7f800000;
const FRACTION = 0x007fffff;

/** Counts faulty numbers among the 32-bit weights. */
export function countWeightFaults({ graph }: OnnxModel): WeightFaults {
  let [notFinite, denormal] = [0, 0];
  for (const tensor of graph.initializers) {
    if (tensor.type !== 'float32') continue;
    for (const bits of bitsOf(tensor)) {
      const exponent = bits & EXPONENT;
      if (exponent === EXPONENT) notFinite++;
      else if (exponent === 0 && (bits & FRACTION) !== 0) denormal++;
    }
  }
  return { notFinite, denormal };
}

/** The numbers of a tensor as bits. */
function bitsOf({ data }: OnnxTensor): Uint32Array {
  const aligned = Uint8Array.from(data);
  return new Uint32Array(aligned.buffer, 0, aligned.length >> 2);
}
