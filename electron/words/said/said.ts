import type { Language } from '../../contract/language.ts';

/**
 * A sentence of the engine or of main and what it says in the other languages. Places for values stand in braces, by
 * the same names in each.
 */
export type Said = Readonly<Record<Language, string>>;
