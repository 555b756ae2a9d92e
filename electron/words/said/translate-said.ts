/** What the engine and main say is English, in logs too; a window says it in its own language, by these templates. */
import type { Language } from '../../contract/language.ts';
import { numberIn } from '../numbers.ts';
import { SENTENCES } from './sentences.ts';
import type { Said } from './said.ts';

interface Translated {
  readonly text: string;
  /** Letters of it that stayed as they were: the fewer, the better it was understood. */
  readonly left: number;
  /** No sentence of it stayed as it was. */
  readonly isKnown: boolean;
}

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
/** What is said at once has fewer; to divide them takes time with their square. */
const MOST_SENTENCES = 20;
/** Translations kept at hand: a window asks for the same few again and again, and so do their divisions. */
const MOST_KEPT = 1000;

const PLACE = /\{(\w+)\}/gu;
const exact = new Map(
  SENTENCES.filter(({ en }) => !en.includes('{')).map((said) => [said.en, said]),
);
const templates = SENTENCES.filter(({ en }) => en.includes('{'))
  .map(templateOf)
  // What says more fits better.
  .sort((a, b) => b.letters - a.letters);
const kept = new Map<string, Translated>();

/**
 * A sentence or several in another language. What no template fits stays as it is: names, paths, and what systems and
 * libraries say.
 */
export function translateSaid(sentence: string, language: Language): string {
  return language === 'en' ? sentence : translated(sentence, language).text;
}

function templateOf(said: Said): Template {
  const parts = said.en.split(/\{\w+\}/u);
  return {
    said,
    parts,
    places: [...said.en.matchAll(PLACE)].map(([, name = '']) => name),
    letters: lettersIn(parts.join('')),
  };
}

function lettersIn(text: string): number {
  return text.replaceAll(/\P{L}/gu, '').length;
}

/** As one sentence or as several, whichever leaves less of it as it was. */
function translated(text: string, language: Language): Translated {
  const key = `${language} ${text}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const whole = wholeOf(text, language);
  const divided = whole?.left === 0 ? null : inSentences(text, language);
  const best = whole === null || (divided !== null && divided.left < whole.left) ? divided : whole;
  const said = best ?? asItIs(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, said);
  return said;
}

const asItIs = (text: string): Translated => ({ text, left: lettersIn(text), isKnown: false });

/** The text as one sentence that is known, or null. */
function wholeOf(text: string, language: Language): Translated | null {
  return fitting(text, language, false) ?? asPhrase(text, language);
}

/** @param isPhrase its first letter was a capital, so that a few letters of its beginning mean little */
function fitting(text: string, language: Language, isPhrase: boolean): Translated | null {
  const said = exact.get(text);
  if (said !== undefined) return { text: said[language], left: 0, isKnown: true };
  let best: Translated | null = null;
  for (const template of templates) {
    const filled = filledIn(template, text, language, isPhrase);
    if (filled !== null && filled.left < (best?.left ?? Infinity)) best = filled;
    if (best?.left === 0) break;
  }
  return best;
}

/** Phrases begin a sentence too, with a capital. */
function asPhrase(text: string, language: Language): Translated | null {
  const first = text.charAt(0);
  if (first === first.toLowerCase()) return null;
  const phrase = fitting(first.toLowerCase() + text.slice(1), language, true);
  if (phrase === null) return null;
  const start = phrase.text.charAt(0).toLocaleUpperCase(language);
  return { ...phrase, text: start + phrase.text.slice(1) };
}

function filledIn(
  template: Template,
  text: string,
  language: Language,
  isPhrase: boolean,
): Translated | null {
  const values = valuesIn(text, template.parts);
  if (values === null) return null;
  const mustKnow = template.letters < FEW_LETTERS && (isPhrase || template.said.en.startsWith('{'));
  const filling = new Map<string, string>();
  let left = 0;
  for (const [i, name] of template.places.entries()) {
    const value = values[i] ?? '';
    const said = numberSaid(value.trim(), language) ?? translated(value.trim(), language);
    if (mustKnow && !said.isKnown) return null;
    left += said.left;
    // The space before a value in brackets is a part of it.
    filling.set(
      name,
      value.replace(value.trim(), () => said.text),
    );
  }
  const filled = template.said[language].replaceAll(
    PLACE,
    (_, name: string) => filling.get(name) ?? '',
  );
  return { text: filled, left, isKnown: true };
}

/** A value that is a decimal number, as the language writes it; null for any other. */
function numberSaid(text: string, language: Language): Translated | null {
  const digits = /^-?\d+\.(\d+)$/u.exec(text)?.[1]?.length;
  if (digits === undefined) return null;
  return { text: numberIn(language, Number(text), digits), left: 0, isKnown: true };
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

/** Sentence by sentence, some of them in runs that are known; null where there is one alone, or none is known. */
function inSentences(text: string, language: Language): Translated | null {
  const sentences = text.split(/(?<=[.!?…]) (?=\P{Ll})/u);
  if (sentences.length === 1 || sentences.length > MOST_SENTENCES) return null;
  /** The best that can be said of the first so many sentences. */
  const told: Run[] = [{ pieces: [], left: 0 }];
  for (let to = 1; to <= sentences.length; to += 1) {
    const runs = told.flatMap(({ pieces, left }, from): Run[] => {
      const isAll = to - from === sentences.length;
      const piece = isAll ? null : pieceOf(sentences.slice(from, to), language);
      return piece === null ? [] : [{ pieces: [...pieces, piece], left: left + piece.left }];
    });
    // Of equals the one whose last run is the longest.
    told.push(runs.reduce((best, run) => (run.left < best.left ? run : best)));
  }
  const { pieces = [], left = 0 } = told.at(-1) ?? {};
  // Whoever has written it has also set its spaces.
  if (!pieces.some(({ isKnown }) => isKnown)) return null;
  return {
    text: pieces.map((piece) => piece.text).join(language === 'zh' ? '' : ' '),
    left,
    isKnown: pieces.every(({ isKnown }) => isKnown),
  };
}

interface Run {
  readonly pieces: readonly Translated[];
  readonly left: number;
}

/** One sentence, known or not, or several that are known as one; null otherwise. */
function pieceOf(sentences: readonly string[], language: Language): Translated | null {
  const text = sentences.join(' ');
  return wholeOf(text, language) ?? (sentences.length === 1 ? asItIs(text) : null);
}
