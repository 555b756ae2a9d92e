import { scale, subtract } from '../operations/arithmetic.ts';
import { square } from '../operations/elementary.ts';
import { sumOfAll } from '../operations/reductions.ts';
import { sizeOf } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import type { LossContext } from './loss.ts';

/**
 * Least squares: mean over the batch of |output − target|².
 *
 * `outputs` [numbers, batch]. Feeds `target` [batch, numbers].
 */
export function regressionLoss({ tape, batch, feed }: LossContext, outputs: Tensor): Tensor {
  const target = tape.emit.transpose(feed('target', [batch, sizeOf(outputs, 0)]), [1, 0]);
  return scale(tape, sumOfAll(tape, square(tape, subtract(tape, outputs, target))), 1 / batch);
}
