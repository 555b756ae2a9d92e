import { multiply, scale, shift } from '../operations/arithmetic.ts';
import { sumOver } from '../operations/reductions.ts';
import { unitLength } from '../operations/unit-length.ts';
import { sizeOf } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import type { LossContext } from './loss.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * Cosine distillation: mean of 1 − cos(student, teacher) over the samples with weight.
 *
 * `students` [numbers, batch] of any length. Feeds `teacher` [batch, numbers] of any length and `teacherWeight`
 * [batch]; samples of weight 0 (those without a teacher) are left out. Source: Park et al., Relational Knowledge
 * Distillation (2019), section 2, with the cosine as the measure.
 */
export function distillationLoss(context: LossContext, students: Tensor): Tensor {
  const { tape, batch } = context;
  const { emit } = tape;
  const numbers = sizeOf(students, 0);
  const teacher = emit.transpose(context.feed('teacher', [batch, numbers]), [1, 0]);
  const weight = emit.reshape(context.feed('teacherWeight', [batch]), [1, batch]);
  const cosine = sumOver(
    tape,
    multiply(tape, unitLength(tape, students), unitLength(tape, teacher)),
    [0],
  );
  return weightedMean(tape, shift(tape, scale(tape, cosine, -1), 1), weight);
}
