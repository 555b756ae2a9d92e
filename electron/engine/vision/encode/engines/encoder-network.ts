import { INPUT_SIZE } from '../../fusion/template.ts';

/** An encoder's network in one of the engines. */
export interface EncoderNetwork {
  /** @param looks n looks of 4 × 112 × 112, one after the other. @returns n × `ANSWER_LENGTH` numbers */
  run(looks: Float32Array): Promise<Float32Array>;
  /** Frees the network's memory. Safe to call twice. */
  dispose(): Promise<void>;
}

/** Names that every encoder's graph has, and the shape of one look. */
export const ENCODER_INPUT = { name: 'input', dims: [1, 4, INPUT_SIZE, INPUT_SIZE] } as const;
export const ENCODER_OUTPUT = 'embedding';

/** Numbers of one look. */
export const LOOK_LENGTH = 4 * INPUT_SIZE * INPUT_SIZE;

/** How many looks lie one after the other. Throws where they are not whole. */
export function countLooks(looks: Float32Array): number {
  const count = looks.length / LOOK_LENGTH;
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`${looks.length} numbers are no whole looks of ${LOOK_LENGTH}.`);
}

/** A network of one look at a time, shown one look after the other. */
export async function runOneByOne(
  run: (look: Float32Array) => Promise<Float32Array>,
  looks: Float32Array,
): Promise<Float32Array> {
  const answers: Float32Array[] = [];
  for (let i = 0; i < countLooks(looks); i++) {
    answers.push(await run(looks.subarray(i * LOOK_LENGTH, (i + 1) * LOOK_LENGTH)));
  }
  const [first = new Float32Array()] = answers;
  if (answers.length === 1) return first;
  const all = new Float32Array(answers.length * first.length);
  answers.forEach((answer, i) => all.set(answer, i * first.length));
  return all;
}
