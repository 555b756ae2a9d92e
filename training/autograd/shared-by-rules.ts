import type { Tensor } from './tensor.ts';

/** A value that two gradient rules of one operation share: computed when first needed. */
export function sharedByRules<Value>(
  make: (gradient: Tensor) => Value,
): (gradient: Tensor) => Value {
  let made: { readonly value: Value } | undefined;
  return (gradient) => (made ??= { value: make(gradient) }).value;
}
