/**
 * A sentence of the engine or of main and what it says in the other languages. Places for values stand in braces, by
 * the same names in each.
 */
export interface Said {
  readonly en: string;
  readonly de: string;
  readonly zh: string;
}
