import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SENTENCES } from './sentences.ts';
import { translateSaid } from './translate-said.ts';

describe('a sentence of the engine', () => {
  it('stays as it is in English', () => {
    expect(translateSaid('That PIN is not right.', 'en')).toBe('That PIN is not right.');
  });

  it('is said in the language of the window', () => {
    expect(translateSaid('That PIN is not right.', 'de')).toBe('Diese PIN stimmt nicht.');
    expect(translateSaid('That PIN is not right.', 'zh')).toBe('PIN 不正确。');
  });

  it('keeps its values', () => {
    expect(translateSaid('/films/kitchen.mcap cannot be written: the disk is full.', 'de')).toBe(
      '/films/kitchen.mcap kann nicht geschrieben werden: der Datenträger ist voll.',
    );
  });

  it('writes its decimals as its language does, and leaves names that hold some', () => {
    const scale = (unit: string) =>
      `At ${unit} mm a unit all of its depth is none, or farther than the 65.5 m that a frame can say. ` +
      'Where that unit is wrong, say --depth or --depth-scale.';
    expect(translateSaid(scale('0.25'), 'de')).toContain('Bei 0,25 mm je Einheit');
    expect(translateSaid(scale('0.25'), 'zh')).toContain('0.25');
    expect(translateSaid('/films/v1.5 cannot be written: the disk is full.', 'de')).toContain(
      '/films/v1.5 kann',
    );
  });

  it('may be one of two', () => {
    const both = 'That PIN is not right. Too many wrong PINs. Wait 5 minutes, then try again.';
    expect(translateSaid(both, 'de')).toBe(
      'Diese PIN stimmt nicht. Zu viele falsche PINs. Warte 5 Minuten, dann versuche es noch einmal.',
    );
    expect(translateSaid(both, 'zh')).toBe('PIN 不正确。PIN 错误次数过多。请等待 5 分钟后重试。');
  });

  it('may hold others, joined as the vault joins them', () => {
    const closed =
      'The file with the stored faces is damaged: its checksum does not fit its content. ' +
      'Depthlock left everything as it found it. ' +
      'Enter your PIN, or enter the recovery code, or put a backup of the newest file in its place. ' +
      'If none of this is possible, start over.';
    expect(translateSaid(closed, 'de')).toBe(
      'Die Datei mit den gespeicherten Gesichtern ist beschädigt: ihre Prüfsumme passt nicht zum Inhalt. ' +
        'Depthlock hat alles gelassen, wie es war. ' +
        'Gib deine PIN ein, oder gib den Wiederherstellungscode ein, oder ersetze sie durch eine Sicherung der neuesten Datei. ' +
        'Wenn nichts davon geht, fange neu an.',
    );
  });

  it('is told from the one before it, where a place could take both in', () => {
    const leftOut =
      '5 frames were left out: /a/1.pgm cannot be used: its largest value is 255: 8 bits are too few for depth. ' +
      'Save the depth with 16 bits. /a/2.pgm cannot be used: it does not exist. And 3 more.';
    expect(translateSaid(leftOut, 'de')).toBe(
      '5 Bilder wurden ausgelassen: /a/1.pgm kann nicht verwendet werden: sein größter Wert ist 255: 8 Bit sind zu wenig für Tiefe. ' +
        'Speichere die Tiefe mit 16 Bit. /a/2.pgm kann nicht verwendet werden: sie ist nicht vorhanden. Und 3 weitere.',
    );
  });

  it('keeps the space before what stands in brackets', () => {
    const stalled =
      'The Kinect has sent no picture for a second (3 damaged ones were left out). Depthlock starts it again; ' +
      'if that does not help, check its power supply and use another USB 3 port.';
    expect(translateSaid(stalled, 'de')).toContain('gesendet (3 beschädigte wurden ausgelassen). ');
  });

  it('is said in part where only a part is known', () => {
    expect(translateSaid('Something new happened. Update Depthlock.', 'de')).toBe(
      'Something new happened. Aktualisiere Depthlock.',
    );
  });

  it('stays English where nothing is known of it', () => {
    for (const unknown of ['Tea, or coffee.', 'LIBUSB_ERROR_IO', '', ' ', 'Anna', '/tmp/a b.png']) {
      expect(translateSaid(unknown, 'de')).toBe(unknown);
    }
  });

  it('never loses a value, whatever it is', () => {
    const template = 'There is a recording called “{name}” already. Choose another name.';
    expect(SENTENCES.map(({ en }) => en)).toContain(template);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('de', 'zh'), (name, language) => {
        const translated = translateSaid(
          template.replace('{name}', () => name),
          language,
        );
        expect(translated).toContain(`“${name}”`.slice(1, -1));
      }),
    );
  });

  it('is soon said, however often a sentence of it could be a part of another', () => {
    const file = 'kitchen cannot be used: it is no picture. ';
    for (const times of [19, 20, 500]) {
      expect(translateSaid(file.repeat(times).trim(), 'de')).toContain('kitchen');
    }
  });

  it('is translated whichever it is', () => {
    for (const { en, de } of SENTENCES) {
      const values = (text: string) => text.replaceAll(/\{\w+\}/gu, '7');
      if (/^\{\w+\}/u.test(en)) continue;
      expect(translateSaid(values(en), 'de')).toBe(values(de));
    }
  });
});
