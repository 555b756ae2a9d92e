import type { Dims, Tfjs, TfjsTensor } from './tfjs.ts';

/** Where ONNX's axes (batch, channel, row, column) lie in TensorFlow's images, which keep channels last. */
const CHANNELS_LAST_AXIS = [0, 3, 1, 2] as const;
const TO_CHANNELS_LAST = [0, 2, 3, 1];
const TO_ONNX = [0, 3, 1, 2];

/**
 * A value that flows through the graph. Images stay in TensorFlow's order between convolutions, so that a chain of them
 * is turned once at each end; whoever needs ONNX's order asks for it.
 */
export class Activation {
  readonly isChannelsLast: boolean;
  private readonly tf: Tfjs;
  private readonly stored: TfjsTensor;
  private readonly isConstant: boolean;
  private turned: TfjsTensor | undefined;

  private constructor(
    tf: Tfjs,
    stored: TfjsTensor,
    isChannelsLast: boolean,
    isConstant: boolean = false,
  ) {
    this.tf = tf;
    this.stored = stored;
    this.isChannelsLast = isChannelsLast;
    this.isConstant = isConstant;
  }

  /** In ONNX's order of axes. */
  static of(tf: Tfjs, tensor: TfjsTensor): Activation {
    return new Activation(tf, tensor, false);
  }

  /** An image, N×H×W×C. */
  static ofImage(tf: Tfjs, tensor: TfjsTensor): Activation {
    return new Activation(tf, tensor, true);
  }

  /** In ONNX's order; outlives the run that it is made in, and has to be disposed. */
  static ofConstant(tf: Tfjs, tensor: TfjsTensor): Activation {
    return new Activation(tf, tf.keep(tensor), false, true);
  }

  get rank(): number {
    return this.stored.rank;
  }

  /** In the order it lies in: for what treats every number by itself. */
  get raw(): TfjsTensor {
    return this.stored;
  }

  /** Another tensor in the same order. */
  like(tensor: TfjsTensor): Activation {
    return new Activation(this.tf, tensor, this.isChannelsLast);
  }

  onnx(): TfjsTensor {
    if (!this.isChannelsLast) return this.stored;
    return (this.turned ??= this.tf.transpose(this.stored, TO_ONNX));
  }

  /**
   * N×H×W×C. Fewer axes than four count as the last ones, as in broadcasting: C×1×1 becomes 1×1×1×C. More than four
   * are a mistake.
   */
  channelsLast(): TfjsTensor {
    if (this.isChannelsLast) return this.stored;
    this.turned ??= this.tf.transpose(this.asFourAxes(), TO_CHANNELS_LAST);
    return this.isConstant ? this.tf.keep(this.turned) : this.turned;
  }

  /** Where an axis of ONNX lies in `raw`; negative ones count from the last. */
  rawAxis(axis: number): number {
    return axisIn(axis, this.rank, this.isChannelsLast);
  }

  /** For constants only: what flows is freed by the run. */
  dispose(): void {
    this.stored.dispose();
    this.turned?.dispose();
  }

  private asFourAxes(): TfjsTensor {
    const { shape } = this.stored;
    const dims: Dims = [...Array.from({ length: 4 - shape.length }, () => 1), ...shape];
    return this.tf.reshape(this.stored, dims);
  }
}

function axisIn(axis: number, rank: number, isChannelsLast: boolean): number {
  const positive = axis < 0 ? axis + rank : axis;
  return isChannelsLast ? (CHANNELS_LAST_AXIS[positive] ?? positive) : positive;
}

/** Brings operands of one element-wise operation into one order: TensorFlow's as soon as one of them has it. */
export function inOneOrder(tf: Tfjs, operands: readonly Activation[]): OneOrder {
  const turn =
    operands.some((operand) => operand.isChannelsLast) &&
    operands.every((operand) => operand.rank <= 4);
  const tensors = operands.map((operand) => (turn ? operand.channelsLast() : operand.onnx()));
  return {
    tensors,
    rawAxis: (axis) => axisIn(axis, tensors[0]?.rank ?? 0, turn),
    wrap: (tensor) => (turn ? Activation.ofImage(tf, tensor) : Activation.of(tf, tensor)),
  };
}

export interface OneOrder {
  readonly tensors: readonly TfjsTensor[];
  /** Where an axis of ONNX lies in them. */
  rawAxis(axis: number): number;
  wrap(tensor: TfjsTensor): Activation;
}
