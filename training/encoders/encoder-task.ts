import type { TrainingTask } from '../trainer/training-task.ts';
import type { Embed } from './calibration/calibration-people.ts';

/** The training of an encoder, which can be asked about heads at any time. */
export interface EncoderTask extends TrainingTask {
  /** What the encoder with these parameters and running statistics makes of a fused head. */
  embedder(parameters: Float32Array, statistics: Float32Array): Promise<Embed>;
}
