import type { Tensor } from './tensor.ts';

/** Something that two gradient rules of one operation both need: made for whichever asks first. */
export function sharedByRules<Value>(
  make: (gradient: Tensor) => Value,
): (gradient: Tensor) => Value {
  let made: { readonly value: Value } | undefined;
  return (gradient) => (made ??= { value: make(gradient) }).value;
}
