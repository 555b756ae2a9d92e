import { INPUT_SIZE } from '../template.ts';

/** An encoder's network in one of the engines. */
export interface EncoderNetwork {
  /** @param input one look, 4 × 112 × 112. @returns 128 numbers of unit length, the caller's own */
  run(input: Float32Array): Promise<Float32Array>;
  /** Frees the network's memory. Safe to call twice. */
  dispose(): Promise<void>;
}

/** Names and shape that every encoder's graph has. */
export const ENCODER_INPUT = { name: 'input', dims: [1, 4, INPUT_SIZE, INPUT_SIZE] } as const;
export const ENCODER_OUTPUT = 'embedding';
