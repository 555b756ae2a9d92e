import type { NodePlan } from './node-plan.ts';
import type { Pair } from './tfjs.ts';

/** Rows above and below, columns left and right; or as many as make the output ⌈size / stride⌉. */
export type ImagePadding = 'same' | readonly [rows: Pair, columns: Pair];

/** Reads `auto_pad` and `pads` of a convolution or pool. */
export function resolvePadding(plan: NodePlan): ImagePadding {
  const mode = plan.text('auto_pad', 'NOTSET');
  switch (mode) {
    case 'NOTSET': {
      const [top = 0, left = 0, bottom = 0, right = 0] = plan.ints('pads') ?? [];
      return [
        [top, bottom],
        [left, right],
      ];
    }
    case 'VALID':
      return [
        [0, 0],
        [0, 0],
      ];
    case 'SAME_UPPER':
      return 'same';
    default:
      return plan.refuse(`pads its image by ${mode}`);
  }
}
