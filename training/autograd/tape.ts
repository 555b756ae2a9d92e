import type { Emitter } from './emitter.ts';
import { sameShape } from './tensor.ts';
import type { Tensor } from './tensor.ts';

/** Turns the gradient of an operation's result into the gradient of one of its inputs. */
export type GradientRule = readonly [input: Tensor, rule: (gradient: Tensor) => Tensor];

interface TapeEntry {
  readonly output: Tensor;
  readonly rules: readonly GradientRule[];
}

/**
 * Reverse-mode differentiation: operations are recorded on the tape, `backward` reads it from the end.
 *
 * Only tensors that depend on a variable are followed, so whatever lies before the first variable (frozen layers, fed
 * tensors) costs no backward nodes. Source: Griewank and Walther, Evaluating Derivatives (2008), ch. 3.
 */
export class Tape {
  readonly emit: Emitter;
  readonly #entries: TapeEntry[] = [];
  readonly #followed = new Set<string>();
  readonly #partials = new Map<string, Tensor[]>();

  constructor(emit: Emitter) {
    this.emit = emit;
  }

  /** Declares a tensor whose gradient is wanted. */
  follow(variable: Tensor): Tensor {
    this.#followed.add(variable.name);
    return variable;
  }

  /** Records how `output` passes its gradient on; returns `output`. */
  record(output: Tensor, rules: readonly GradientRule[]): Tensor {
    const needed = rules.filter(([input]) => this.#followed.has(input.name));
    if (needed.length > 0) {
      this.#followed.add(output.name);
      this.#entries.push({ output, rules: needed });
    }
    return output;
  }

  /** Emits the backward pass of a scalar. Call once. */
  backward(total: Tensor): void {
    this.#accumulate(total, this.emit.reshape(this.emit.scalar(1), total.shape));
    for (const { output, rules } of this.#entries.toReversed()) {
      const gradient = this.gradientOf(output);
      if (gradient === undefined) continue;
      for (const [input, rule] of rules) this.#accumulate(input, rule(gradient));
    }
  }

  /** Gradient of a followed tensor after `backward`; undefined if the total does not depend on it. */
  gradientOf(tensor: Tensor): Tensor | undefined {
    const partials = this.#partials.get(tensor.name);
    if (partials === undefined) return undefined;
    const sum = this.emit.sum(partials);
    this.#partials.set(tensor.name, [sum]);
    return sum;
  }

  #accumulate(tensor: Tensor, gradient: Tensor): void {
    if (!sameShape(tensor.shape, gradient.shape)) {
      throw new Error(
        `Gradient [${gradient.shape.join(', ')}] of ${tensor.name} [${tensor.shape.join(', ')}].`,
      );
    }
    const partials = this.#partials.get(tensor.name);
    if (partials === undefined) this.#partials.set(tensor.name, [gradient]);
    else partials.push(gradient);
  }
}
