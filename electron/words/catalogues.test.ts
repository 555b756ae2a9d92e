import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../contract/language.ts';
import { CATALOGUES } from './catalogues.ts';

/** What another language may say in the words of English: names, units, and words it has taken over. */
const SAME_IN: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [
    ...['home.pages.live', 'menu.pages.live', 'enrol.naming.pin', 'lock.passphrase.label'],
    ...['format.centimetres', 'format.milliseconds', 'format.seconds'],
    ...['live.engineer.notLive', 'recordings.player.pause', 'recordings.rename.name'],
    ...['settings.camera.demo', 'settings.groups.engine', 'settings.people.name'],
    ...['settings.pin.label', 'live.millimetres'],
    ...['explorer.methods.pca', 'explorer.methods.tsne', 'explorer.methods.umap'],
    ...['explorer.far', 'explorer.frr', 'explorer.thresholdValue'],
    ...['live.distances.ago', 'live.formats.ply', 'live.formats.png'],
    ...['home.pages.training', 'menu.pages.training', 'training.run.stages.training'],
    ...['training.evaluate.eer', 'training.evaluate.atShipped'],
    ...['training.train.encoders.fused', 'training.train.encoders.squeezenet'],
  ],
  zh: [
    ...['training.train.encoders.fused', 'training.train.encoders.squeezenet'],
    ...['explorer.methods.pca', 'explorer.methods.tsne', 'explorer.methods.umap'],
    ...['explorer.far', 'explorer.frr'],
    ...['live.formats.ply', 'live.formats.png'],
    ...['enrol.naming.pin', 'settings.pin.label'],
  ],
};

type Messages = ReadonlyMap<string, string>;

/** Every message under the path of its name: `menu.hasLocked.title`. */
function flat(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${name}`, value]]
      : flat(value as object, `${path}${name}.`),
  );
}

const messagesIn = (language: Language): Messages => new Map(flat(CATALOGUES[language]));
const ENGLISH = messagesIn('en');

/** What a message has to be given, by name and kind: `count plural`, `name text`, `strong tag`. */
function wanted(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.argument:
        return [`${element.value} text`];
      case TYPE.number:
        return [`${element.value} number`];
      case TYPE.date:
      case TYPE.time:
        return [`${element.value} date`];
      case TYPE.tag:
        return [`${element.value} tag`, ...wanted(element.children)];
      case TYPE.plural:
      case TYPE.select: {
        const kind = element.type === TYPE.plural ? 'plural' : 'select';
        const chosen = Object.values(element.options).flatMap(({ value }) => wanted(value));
        return [`${element.value} ${kind}`, ...chosen];
      }
    }
  });
}

/** In no order, and each once. */
const wantedBy = (message: string): string[] => [...new Set(wanted(parse(message)))].sort();

const OTHERS = LANGUAGES.filter((language) => language !== 'en');

describe('the words', () => {
  it.each(LANGUAGES)('of %s are there and can be read as ICU messages', (language) => {
    for (const [name, message] of messagesIn(language)) {
      expect(message.trim(), name).not.toBe('');
      expect(message, `${name} begins or ends with a space`).toBe(message.trim());
      expect(() => parse(message), `${name}: ${message}`).not.toThrow();
    }
  });

  it.each(OTHERS)('of %s want what those of English want', (language) => {
    const messages = messagesIn(language);
    expect([...messages.keys()].sort()).toEqual([...ENGLISH.keys()].sort());
    for (const [name, message] of messages) {
      const english = wantedBy(ENGLISH.get(name) ?? '');
      expect(wantedBy(message), `${name}: ${message}`).toEqual(english);
    }
  });

  it.each(OTHERS)('are translated into %s', (language) => {
    const same = [...messagesIn(language)].flatMap(([name, message]) =>
      message === ENGLISH.get(name) && /\p{L}/u.test(withoutArguments(message)) ? [name] : [],
    );
    expect(same.sort()).toEqual([...SAME_IN[language]].sort());
  });

  it('notice an argument that a translation has lost, renamed or made another kind', () => {
    const english = wantedBy('{count, plural, one {# file} other {# files}} of <b>{name}</b>');
    expect(english).toEqual(['b tag', 'count plural', 'name text']);
    expect(wantedBy('{count, plural, other {#}} <b>{name}</b>')).toEqual(english);
    for (const wrong of ['{count} <b>{name}</b>', '{count, plural, other {#}} <b>{nam}</b>']) {
      expect(wantedBy(wrong)).not.toEqual(english);
    }
  });
});

/** What of a message a translator could translate. */
const withoutArguments = (message: string): string => message.replace(/\{[^{}]*\}/gu, '');
