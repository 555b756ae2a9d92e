/** What the engine and main say is English, in logs too; a window says it in its own language, by these templates. */
import type { Language } from '../../contract/language.ts';
import { SENTENCES } from './sentences.ts';
import type { Said } from './said.ts';

interface Template {
  readonly said: Said;
  /** The words around its places: one more than there are places. */
  readonly parts: readonly string[];
  readonly places: readonly string[];
  /** Letters outside of its places. */
  readonly letters: number;
}

/** A template of so few letters, such as `{one}, or {other}.`, would fit anything: what it holds must be known too. */
const FEW_LETTERS = 6;
/** Translations kept at hand: a window asks for the same few again and again. */
const MOST_KEPT = 200;

const PLACE = /\{(\w+)\}/gu;
const exact = new Map(
  SENTENCES.filter(({ en }) => !en.includes('{')).map((said) => [said.en, said]),
);
const templates = SENTENCES.filter(({ en }) => en.includes('{'))
  .map(templateOf)
  // What says more fits better.
  .sort((a, b) => b.letters - a.letters);
const kept = new Map<string, string>();

/**
 * A sentence or several in another language. What no template fits stays as it is: names, paths, and what systems and
 * libraries say.
 */
export function translateSaid(sentence: string, language: Language): string {
  if (language === 'en') return sentence;
  const key = `${language} ${sentence}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const translated = wholeOf(sentence, language) ?? inSentences(sentence, language);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, translated);
  return translated;
}

function templateOf(said: Said): Template {
  const parts = said.en.split(/\{\w+\}/u);
  return {
    said,
    parts,
    places: [...said.en.matchAll(PLACE)].map(([, name = '']) => name),
    letters: parts.join('').replaceAll(/\P{L}/gu, '').length,
  };
}

/** The text as one sentence that is known, or null. */
function wholeOf(text: string, language: Language): string | null {
  return fitting(text, language, false) ?? asPhrase(text, language);
}

/** @param isPhrase its first letter was a capital, so that a few letters of its beginning mean little */
function fitting(text: string, language: Language, isPhrase: boolean): string | null {
  const said = exact.get(text);
  if (said !== undefined) return said[language];
  for (const template of templates) {
    const filled = filledIn(template, text, language, isPhrase);
    if (filled !== null) return filled;
  }
  return null;
}

/** Phrases begin a sentence too, with a capital. */
function asPhrase(text: string, language: Language): string | null {
  const first = text.charAt(0);
  if (first === first.toLowerCase()) return null;
  const translated = fitting(first.toLowerCase() + text.slice(1), language, true);
  return translated === null
    ? null
    : translated.charAt(0).toLocaleUpperCase(language) + translated.slice(1);
}

function filledIn(
  template: Template,
  text: string,
  language: Language,
  isPhrase: boolean,
): string | null {
  const values = valuesIn(text, template.parts);
  if (values === null) return null;
  const mustKnow = template.letters < FEW_LETTERS && (isPhrase || template.said.en.startsWith('{'));
  const filling = new Map<string, string>();
  for (const [i, name] of template.places.entries()) {
    const value = values[i] ?? '';
    const translated = wholeOf(value.trim(), language);
    if (translated === null && mustKnow) return null;
    filling.set(
      name,
      // The space before a value in brackets is a part of it.
      translated === null
        ? inSentences(value, language)
        : value.replace(value.trim(), () => translated),
    );
  }
  return template.said[language].replaceAll(PLACE, (_, name: string) => filling.get(name) ?? '');
}

/** What stands between the parts, the shortest first; null if the text is not made of them. */
function valuesIn(text: string, parts: readonly string[]): string[] | null {
  const [first = '', ...others] = parts;
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return null;
  const values: string[] = [];
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at === -1) return null;
    values.push(text.slice(from, at));
    from = at + part.length;
  }
  const to = text.length - last.length;
  return to < from ? null : [...values, text.slice(from, to)];
}

/** Each sentence, or the longest run of them, that is known. */
function inSentences(text: string, language: Language): string {
  const sentences = text.split(/(?<=[.!?…]) (?=\P{Ll})/u);
  if (sentences.length === 1) return text;
  const told: string[] = [];
  let isAnyKnown = false;
  for (let from = 0; from < sentences.length;) {
    const run = longestRun(sentences, from, language);
    told.push(run?.translated ?? sentences[from] ?? '');
    isAnyKnown ||= run !== null;
    from = run?.to ?? from + 1;
  }
  // Whoever has written it has also set its spaces.
  if (!isAnyKnown) return text;
  return told.join(language === 'zh' ? '' : ' ');
}

function longestRun(sentences: readonly string[], from: number, language: Language) {
  for (let to = sentences.length; to > from; to -= 1) {
    const translated = wholeOf(sentences.slice(from, to).join(' '), language);
    if (translated !== null) return { translated, to };
  }
  return null;
}
