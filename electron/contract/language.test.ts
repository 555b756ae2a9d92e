import { describe, expect, it } from 'vitest';
import { LANGUAGES, languageInUse } from './language.ts';

describe('the language in use', () => {
  it.each(LANGUAGES)('is the chosen one, %s, whatever the system says', (language) => {
    expect(languageInUse(language, ['fr-FR', 'de', 'en'])).toBe(language);
  });

  it('is the first of the system’s that there is', () => {
    expect(languageInUse('system', ['fr-CA', 'de-AT', 'en-GB'])).toBe('de');
    expect(languageInUse('system', ['zh-Hans-CN', 'en-US'])).toBe('zh');
    expect(languageInUse('system', ['ZH_CN.UTF-8'])).toBe('zh');
    expect(languageInUse('system', ['en-IN', 'de'])).toBe('en');
  });

  it('is English where there is none of them', () => {
    expect(languageInUse('system', ['fr', 'es-MX'])).toBe('en');
    expect(languageInUse('system', [''])).toBe('en');
    expect(languageInUse('system', [])).toBe('en');
    // A language of its own that only begins like one of them.
    expect(languageInUse('system', ['den-CA'])).toBe('en');
  });
});
