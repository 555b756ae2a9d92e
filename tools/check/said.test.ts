import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SENTENCES } from '../../electron/words/said/sentences.ts';
import { translateSaid } from '../../electron/words/said/translate-said.ts';
import { proseIn, template } from './prose-in-source.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Where the engine and main say what a window shows. */
const SPEAKERS = ['electron/base', 'electron/contract', 'electron/engine', 'electron/main'];

const PEOPLE = 'assets/people/people.json';

/** Files and folders whose words go elsewhere, or stand in the catalogue of the window. */
const NOT_SAID = [
  // The window has its own words for these; the command line's are English.
  'electron/contract/drops.ts',
  'electron/contract/pad/',
  'electron/main/window/',
  // On the command line only.
  'electron/main/verify/',
  'electron/main/start/refused-start.ts',
  // Copied for whoever mends Depthlock.
  'electron/main/about/diagnostics.ts',
  // Why an lz4 frame is damaged: said as one thing by what unpacks chunks.
  'electron/engine/recording/mcap/lz4.ts',
  // A stand-in for the driver, in tests.
  'electron/engine/camera/kinect-v2/microsoft/kinect2-stand-in.ts',
];

/** What is thrown is a mistake in the program, but here it is the reason that a sentence names in brackets. */
const THROWS_REASONS = 'electron/engine/recording/';

/** Several words, but not for people. */
const NO_PROSE = [
  // Beginnings, headers and schemas of file formats.
  /^\u0089PNG|^# |\n# timestamp|^\[Desktop Entry\]|^syntax = "proto/u,
  /^(?:format|comment|element|property) /u,
  /^\{"encoder": |^SUBSYSTEM==/u,
  // Joins two sentences, as a template does.
  /^, or$/u,
  // Names of files, folders and processes.
  /^(?:depthlock|Depthlock activity|Presentation attacks|frame) \{\}$/u,
  /^\{\} \(repaired\{\}\)\{\}$|^depthlock convert$/u,
  // How a reason begins that ends all reading.
  /^it lists more than$/u,
  /^Depthlock (?:engine|command|file reader)$|^Local State$/u,
  /^C:/u,
  // Keys of maps and of the log of an engine.
  /^(?:ring|far|boot|schema) \{\}$/u,
  // What zod, npm's kinect2 and people themselves write.
  /^received undefined$|^No native build was found$|^start over$/u,
  // The name of a device, the same everywhere.
  /^Kinect v1$/u,
  /^(?:recording|analysis)-worker\.ts runs as a worker thread$/u,
];

/** Sentences that the engine joins of others. */
const JOINTS = ['{way}, or {other}.', '{way}, or {other}', '{way}.'];

/** How `contract/reading.ts` joins the words of a number with its name, and with who says it. */
const OF_A_READING = [
  'intrinsics: {words}',
  'scale: {words}',
  'invalid: {words}',
  'time: {words}',
  'registration: {words}',
  '{words} ({from})',
  '{words} (assumed)',
  '{one}; {other}',
  'intrinsics fx {fx} fy {fy} cx {cx} cy {cy}',
  'scale {millimetres} mm a unit',
  'invalid {value} means no reading',
  'invalid {values} mean no reading',
  'scale millimetres with their bits rotated by three',
  'scale raw disparity of a Kinect v1',
  'time by the device’s clock',
  'time by arrival',
  'time in the names of the files',
  'registration colour and depth on one grid',
  'registration depth moved onto the colour by a calibration',
  'time in seconds',
  'time in milliseconds',
  'time in microseconds',
  'time in nanoseconds',
  'time by frame number, 30 a second',
  '--intrinsics and --depth or --depth-scale',
];

/** How the card of measured attempts says who was measured. */
const OF_THE_CARD = [
  '{people}; a 3-D copy of the owner’s own head is not counted; {date}',
  '{ours} virtual people that ship, {rendered} rendered ones{more}',
  '(reported)',
];

/** The same in another language: names, and joints of nothing but punctuation. */
const NAMES =
  /^(?:VAP RGB-D Face Database|Biwi Kinect Head Pose Database|Kinect for Xbox (?:One|360)|fx \{fx\} fy \{fy\} cx \{cx\} cy \{cy\}|\{way\}\.|\{words\} \(\{from\}\)|\{one\}; \{other\}|byte \{at\}: \{reason\})$/u;

const files = SPEAKERS.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    path.posix.join(folder, file.replaceAll(path.sep, '/')),
  ),
).filter(
  (file) =>
    /\.ts$/u.test(file) &&
    !/(?:\.test|-fixture)\.ts$/u.test(file) &&
    !NOT_SAID.some((place) => file.startsWith(place)),
);
const said = files.flatMap((file) =>
  proseIn(readFileSync(path.join(root, file), 'utf8'))
    .filter(({ isThrown }) => !isThrown || file.startsWith(THROWS_REASONS))
    .map(({ line, text }) => ({ place: `${file}:${line}`, text })),
);

/** The people of the virtual Kinect describe themselves. */
const described = z
  .object({ people: z.array(z.object({ description: z.string() })) })
  .parse(JSON.parse(readFileSync(path.join(root, PEOPLE), 'utf8')))
  .people.map(({ description }) => ({ place: PEOPLE, text: description }));
const all = [...said, ...described];

describe('what the engine and main say', () => {
  it('is looked for where it stands', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(said.map(({ text }) => text)).toContain('Depthlock is locked. Unlock it first.');
  });

  it('is translated, every sentence: add what is missing to electron/words/said/sentences', () => {
    const known = new Set(SENTENCES.map(({ en }) => template(en)));
    const missing = all.filter(
      ({ text }) => !known.has(text) && !NO_PROSE.some((pattern) => pattern.test(text)),
    );
    expect(missing.map(({ place, text }) => `${place} ${text}`)).toEqual([]);
  });

  it('is all that is translated: remove what nobody says any more', () => {
    const texts = new Set(all.map(({ text }) => text));
    const elsewhere = [...JOINTS, ...OF_A_READING, ...OF_THE_CARD];
    const stale = SENTENCES.filter(({ en }) => !texts.has(template(en)) && !elsewhere.includes(en));
    expect(stale.map(({ en }) => en)).toEqual([]);
  });
});

describe('who was measured', () => {
  it('is said in every language', () => {
    const card = readFileSync(path.join(root, 'assets/models/attempts.json'), 'utf8');
    const { people } = z.object({ people: z.string() }).parse(JSON.parse(card));
    expect(translateSaid(people, 'de')).not.toMatch(/virtual|ship|rendered|reported|counted/u);
    expect(translateSaid(people, 'zh')).not.toMatch(/[a-z]{4}/u);
  });
});

describe('the translations', () => {
  it('stand there once', () => {
    const twice = SENTENCES.filter(
      ({ en }, i) => SENTENCES.findIndex((other) => other.en === en) !== i,
    );
    expect(twice.map(({ en }) => en)).toEqual([]);
  });

  it.each(['de', 'zh'] as const)('say something else in %s, with the same values', (language) => {
    const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();
    for (const sentence of SENTENCES) {
      const translated = sentence[language];
      expect(placesOf(translated), sentence.en).toEqual(placesOf(sentence.en));
      expect(translated.trim(), sentence.en).not.toBe('');
      if (!NAMES.test(sentence.en)) expect(translated, sentence.en).not.toBe(sentence.en);
    }
  });
});
