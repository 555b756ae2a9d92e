/** The languages of the window and the menus, and which of them is in use. */

/** As subtags of BCP 47; `zh` is Simplified Chinese. */
export const LANGUAGES = ['en', 'de', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** What was chosen, and the language in use by it. */
export interface LanguageState {
  readonly choice: LanguageChoice;
  readonly used: Language;
}

/**
 * The chosen language, or the first of the person's that there is; English if there is none.
 * @param preferred BCP 47 tags, the best first, as Electron and browsers tell them: "de-AT", "zh-Hans-CN"
 */
export function languageInUse(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of preferred) {
    const [subtag] = tag.toLowerCase().split(/[-_]/u);
    const language = LANGUAGES.find((known) => known === subtag);
    if (language !== undefined) return language;
  }
  return 'en';
}
