import { seededRandom } from '../../synthesis/people/random.ts';
import type { ParameterSlice } from '../gradient-program.ts';
import { elementsOf } from '../tensor.ts';

/** Values by parameter name: a pretrained network's, or those of an earlier run. */
export type ParameterValues = ReadonlyMap<string, Float32Array>;

/** How a parameter is initialised if no value is known. */
export type Initialisation =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly deviation: number };

/**
 * He initialisation: variance 2 / (inputs of one output) keeps the scale of activations through rectifiers.
 * Source: He, Zhang, Ren and Sun, Delving Deep into Rectifiers (2015), section 2.2.
 */
export function heInitialisation(fanIn: number): Initialisation {
  return { kind: 'normal', deviation: Math.sqrt(2 / fanIn) };
}

/** Allocates slices of one flat vector and fills them with initial values. */
export class ParameterStore {
  readonly slices: ParameterSlice[] = [];
  readonly #byName = new Map<string, ParameterSlice>();
  readonly #values = new Map<string, Float32Array>();
  readonly #seed: number;
  readonly #known: ParameterValues;
  #total = 0;

  constructor(seed: number, known: ParameterValues = new Map()) {
    this.#seed = seed;
    this.#known = known;
  }

  get count(): number {
    return this.#total;
  }

  /** The slice of a parameter. Throws if the name is taken by one of another shape. */
  place(
    name: string,
    shape: readonly number[],
    decays: boolean,
    first: Initialisation,
  ): ParameterSlice {
    const placed = this.#byName.get(name);
    if (placed !== undefined) {
      if (placed.shape.join() !== shape.join()) {
        throw new Error(
          `Parameter ${name} has shapes [${placed.shape.join()}] and [${shape.join()}].`,
        );
      }
      return placed;
    }
    const size = elementsOf(shape);
    const slice = { name, shape, offset: this.#total, size, decays };
    this.#total += size;
    this.slices.push(slice);
    this.#byName.set(name, slice);
    this.#values.set(name, firstValues(name, size, first, this.#seed, this.#known));
    return slice;
  }

  /** All parameters, each at its offset. */
  initial(): Float32Array {
    const all = new Float32Array(this.#total);
    for (const { name, offset } of this.slices) all.set(this.#values.get(name) ?? [], offset);
    return all;
  }
}

/** The known values, or new ones that depend only on the name and the seed. */
export function firstValues(
  name: string,
  size: number,
  first: Initialisation,
  seed: number,
  known: ParameterValues,
): Float32Array {
  const given = known.get(name);
  if (given !== undefined) {
    if (given.length !== size) {
      throw new Error(`Parameter ${name} needs ${size} values, ${given.length} are given.`);
    }
    return given;
  }
  if (first.kind === 'constant') return new Float32Array(size).fill(first.value);
  const random = seededRandom(seed ^ hashOf(name));
  return Float32Array.from({ length: size }, () => random.normal() * first.deviation);
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
