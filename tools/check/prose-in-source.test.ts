import { describe, expect, it } from 'vitest';
import { proseIn } from './prose-in-source.ts';

const textsIn = (code: string): string[] => proseIn(code).map(({ text }) => text);

describe('words for people in a source file', () => {
  it('are found in strings and templates, with {} for each value', () => {
    expect(textsIn("fail('locked', 'It is locked.')")).toEqual(['It is locked.']);
    expect(textsIn('const a = `${file} is ${width}×${height} large.`')).toEqual([
      '{} is {} large.',
    ]);
  });

  it('are one where + joins them', () => {
    expect(textsIn("const a = `${name} is gone. ` + 'Look for it.';")).toEqual([
      '{} is gone. Look for it.',
    ]);
  });

  it('are found in the places of templates', () => {
    expect(textsIn("const a = `Wait ${one ? 'a minute' : 'some minutes'} more.`")).toEqual([
      'Wait {} more.',
      'a minute',
      'some minutes',
    ]);
  });

  it('are told apart where they are thrown', () => {
    expect(proseIn("\nthrow new RangeError('It is no number.');")).toEqual([
      { line: 2, text: 'It is no number.', isThrown: true },
    ]);
  });

  it('are not names, types, imports, or what goes to the console', () => {
    const code = "import a from 'a b'; type B = 'b c'; console.warn('c d'); const d = 'd-e';";
    expect(textsIn(code)).toEqual([]);
  });
});
