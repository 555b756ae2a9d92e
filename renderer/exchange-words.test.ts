import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, IMPORT_KINDS, type ExchangeJob } from '../electron/contract/exchange.ts';
import { LANGUAGES } from '../electron/contract/language.ts';
import {
  assumptionsInWords,
  leftOutInWords,
  ORIGINS,
  type Reading,
  REGISTRATIONS,
  TIME_UNITS,
} from '../electron/contract/reading.ts';
import { exportChoices, importChoices, jobTitle, progressWords } from './exchange-words.ts';

const job = (changes: Partial<ExchangeJob>): ExchangeJob => ({
  id: 'a',
  direction: 'import',
  name: 'kitchen',
  progress: { phase: 'waiting' },
  ...changes,
});

/** Symbols, units, names and options, and words that German has too. */
const SAME = new Set(['cx', 'cy', 'fx', 'fy', 'mm', 'kinect', 'v', 'b', 'png', 'depth', 'scale']);
for (const word of ['intrinsics', 'in', 'format', 'so', 'was', 'bits']) SAME.add(word);

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Every way in which a number of an import can be read, and everybody who can say so. */
const READINGS: readonly [Reading, ...Reading[]] = [
  readingWith({}),
  ...ORIGINS.map((from) => readingWith({ from })),
  ...ORIGINS.flatMap((from) => TIME_UNITS.map((time) => readingWith({ from, time }))),
  ...ORIGINS.flatMap((from) =>
    REGISTRATIONS.map((registration) => readingWith({ from, registration })),
  ),
  ...(['file', 'assumed'] as const).flatMap((from) => [
    readingWith({ from, scale: { kind: 'rotated' } }),
    readingWith({ from, scale: { kind: 'disparity' } }),
    readingWith({ from, invalid: [2047] }),
  ]),
];

function readingWith({
  from = 'file',
  time = 'seconds',
  registration = 'registered',
  scale = { kind: 'linear', millimetres: 0.2 },
  invalid = [0, 65_535],
}: {
  from?: Reading['time']['from'];
  time?: Reading['time']['value'];
  registration?: Reading['registration']['value'];
  scale?: Reading['scale']['value'];
  invalid?: readonly number[];
}): Reading {
  return {
    intrinsics: { value: { fx: 525, fy: 524.5, cx: 319.5, cy: 239.5 }, from },
    scale: { value: scale, from },
    invalid: { value: invalid, from },
    time: { value: time, from },
    registration: { value: registration, from },
  };
}

/** An import of two frames that ended, told as the engine and main tell it. */
function imported(reading: Reading) {
  const assumed = assumptionsInWords(reading);
  const lost = leftOutInWords({
    count: 1,
    reasons: ['b.png cannot be used: it does not exist.'],
  });
  const notices = [lost, assumed].filter((sentence) => sentence !== null);
  return { phase: 'finished', frames: 2, losses: [], notices, reading } as const;
}

describe('words about imports and exports', () => {
  it('describes every choice in a sentence', () => {
    const choices = [
      ...IMPORT_KINDS.map((kind) => importChoices('en')[kind]),
      ...EXPORT_FORMATS.map((format) => exportChoices(4, 'en')[format]),
    ];
    for (const { title, description } of choices) {
      expect(title).not.toBe('');
      expect(description).toMatch(/^[A-Z].*\.$/u);
    }
    expect(exportChoices(4, 'en').ply.title).toContain('frame 5');
  });

  it('says what becomes of what', () => {
    expect(jobTitle(job({}), 'en')).toBe('Importing kitchen');
    const finished = { phase: 'finished', frames: 1, losses: ['Names are lost.'] } as const;
    expect(jobTitle(job({ direction: 'export', progress: finished }), 'en')).toBe(
      'Exported kitchen',
    );
    expect(progressWords(finished, 'en')).toBe('1 frame. Names are lost.');
  });

  it('tells frames and time left as far as they are known', () => {
    const running = { phase: 'running', done: 3, total: null, leftMs: null } as const;
    expect(progressWords(running, 'en')).toBe('3 frames');
    expect(progressWords({ ...running, total: 9, leftMs: 11_200 }, 'en')).toBe(
      '3 of 9 frames, about 12 s left',
    );
  });

  it('says how an import was read, sentence by sentence', () => {
    const [reading] = READINGS;
    expect(progressWords(imported(reading), 'en')).toBe(
      '2 frames. 1 frame was left out: b.png cannot be used: it does not exist. ' +
        'Read with intrinsics: fx 525 fy 524.5 cx 319.5 cy 239.5 (from its files); scale: 0.2 mm a unit (from its files); ' +
        'invalid: 0, 65535 mean no reading (from its files); time: in seconds (from its files); ' +
        'registration: colour and depth on one grid (from its files).',
    );
    expect(progressWords(imported(reading), 'de')).toBe(
      '2 Bilder. 1 Bild wurde ausgelassen: b.png kann nicht verwendet werden: sie ist nicht vorhanden. ' +
        'So gelesen: intrinsische Parameter: fx 525 fy 524,5 cx 319,5 cy 239,5 (aus den Dateien); Einheit: 0,2 mm je Einheit (aus den Dateien); ' +
        'ungültig: 0, 65535 bedeuten keinen Messwert (aus den Dateien); Zeit: in Sekunden (aus den Dateien); ' +
        'Ausrichtung: Farbe und Tiefe in einem Raster (aus den Dateien).',
    );
  });

  it('leaves no English in another language, however an import was read', () => {
    for (const reading of READINGS) {
      const english = wordsOf(progressWords(imported(reading), 'en'));
      for (const language of LANGUAGES.filter((other) => other !== 'en')) {
        const said = progressWords(imported(reading), language);
        expect(wordsOf(said).filter((word) => english.includes(word) && !SAME.has(word))).toEqual(
          [],
        );
      }
    }
  });

  it('gives the reason of a failure', () => {
    const problem = { code: 'files-unreadable', message: 'It is empty.' } as const;
    const failed = { phase: 'failed', problem } as const;
    expect(jobTitle(job({ progress: failed }), 'en')).toBe('Could not import kitchen');
    expect(progressWords(failed, 'en')).toBe('It is empty.');
  });
});
