/** The same words in another language: a message for each English one, under the same name. */
export type Translation<English> = {
  readonly [Name in keyof English]: English[Name] extends string
    ? string
    : Translation<English[Name]>;
};
