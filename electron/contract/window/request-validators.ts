/**
 * Shapes and limits of all requests from a window. A window is the least trusted process: whatever it sends is parsed
 * here before main uses it. Unknown keys are refused, so that nothing passes unchecked.
 */
import { z } from 'zod';
import { lockActionsSchema } from '../lock-actions-schema.ts';
import { STORED_FOLDERS } from '../about.ts';
import type { RequestName, Requests } from './bridge.ts';
import {
  DEVICE_NAMES,
  PRESENTATIONS,
  ROOM_LIGHTS,
  SOURCE_NAMES,
  type DeviceName,
  type SourceName,
  type VirtualMotion,
  type VirtualScene,
} from '../camera.ts';
import { ENCODER_ENGINES, type EncoderEngine } from '../encoder-runtime.ts';
import { EXPORT_FORMATS, IMPORT_KINDS } from '../exchange.ts';
import { EXPLORER_FORMATS, LARGEST_EXPLORER_FILE } from '../explorer.ts';
import { LARGEST_VIEW_FILE, VIEW_FORMATS } from '../view-file.ts';
import { LANGUAGE_CHOICES, type LanguageChoice } from '../language.ts';
import { MOST_ATTEMPTS } from '../pad/pad.ts';
import { SPECIES_IDS } from '../pad/species.ts';
import { PIN_RULES } from '../pin-rules.ts';
import { ANALYSIS_KINDS } from '../recording-analysis.ts';
import {
  LONGEST_RECORDING_NAME,
  PLAYER_SPEEDS,
  RECORDINGS_LIMITS,
  type PlayerControl,
  type RecordingsLimit,
} from '../recordings.ts';
import {
  AWAY_SECONDS,
  IDLE_MINUTES,
  SECURITY_LEVELS,
  type LockSettings,
  type SecurityChoice,
} from '../security.ts';
import {
  MOST_DATASETS,
  MOST_PASSES,
  MOST_RENDERED,
  TRAINED_ENCODERS,
  type TrainingWish,
} from '../training.ts';

/** Identifiers come from file names and random bytes: no separators, no dots, bounded. */
const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const recordingName = z.string().trim().min(1).max(LONGEST_RECORDING_NAME);

export const source: z.ZodType<SourceName> = z.enum(SOURCE_NAMES);
export const device: z.ZodType<DeviceName> = z.enum(DEVICE_NAMES);

const playerControl: z.ZodType<PlayerControl> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('play') }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('step'), frames: z.literal([1, -1]) }),
  z.strictObject({ kind: z.literal('seek'), timeMs: z.number().min(0) }),
  z.strictObject({ kind: z.literal('speed'), speed: z.literal(PLAYER_SPEEDS) }),
  z.strictObject({ kind: z.literal('loop'), loop: z.boolean() }),
]);

/** More frames than a day at thirty a second. */
const frameNumber = z.number().int().min(0).max(10_000_000);

/** Degrees; the virtual camera clamps further to the range of its atlas. */
const angle = z.number().min(-90).max(90);

const motion: z.ZodType<VirtualMotion> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('script'),
    script: z.enum(['idle', 'head-circle', 'look-around', 'approach']),
  }),
  z.strictObject({ kind: z.literal('held'), yaw: angle, pitch: angle }),
]);

/** Choices that were stored when every print was flat keep their print. */
const presentation = z.preprocess(
  (value) => (value === 'photo' ? 'print-flat' : value),
  z.enum(PRESENTATIONS),
);

export const scene: z.ZodType<VirtualScene> = z.strictObject({
  person: identifier,
  presentation,
  sensor: z.enum(['kinect-v1', 'kinect-v2']),
  motion,
  // Choices that were stored before there was light to choose keep their person.
  light: z.enum(ROOM_LIGHTS).default('bright'),
  distanceMm: z.number().min(450).max(1400),
});

export const security: z.ZodType<SecurityChoice> = z.strictObject({
  level: z.enum(SECURITY_LEVELS),
  asksEyes: z.boolean(),
  adapts: z.boolean().exactOptional(),
});

export const lockSettings: z.ZodType<LockSettings> = z.strictObject({
  idleMinutes: z.literal(IDLE_MINUTES),
  awaySeconds: z.literal(AWAY_SECONDS),
  greets: z.boolean(),
});

export const language: z.ZodType<LanguageChoice> = z.enum(LANGUAGE_CHOICES);
export const recordingsLimit: z.ZodType<RecordingsLimit> = z.literal(RECORDINGS_LIMITS);
export const encoderEngine: z.ZodType<EncoderEngine> = z.enum(ENCODER_ENGINES);

/** PINs and passphrases, also such as are refused as new ones with a reason. */
const pin = z
  .string()
  .max(4 * PIN_RULES.longest)
  .regex(/^\P{Cc}+$/u);

const recoveryCode = z.string().max(200);

/** A person's name: 1 to 40 characters once trimmed, no control characters. */
const personName = z
  .string()
  .max(200)
  .transform((name) => name.trim())
  .pipe(z.string().regex(/^\P{Cc}{1,40}$/u));

/** Whether it is one that may be read is for main, which asks. */
const droppedPath = z
  .string()
  .max(4096)
  .regex(/^\P{Cc}+$/u);

const explorerFile = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length <= LARGEST_EXPLORER_FILE);

const analysed = { id: identifier, of: z.enum(ANALYSIS_KINDS) };

export const trainingWish: z.ZodType<TrainingWish> = z.strictObject({
  encoder: z.enum(TRAINED_ENCODERS),
  passes: z.number().int().min(1).max(MOST_PASSES),
  rendered: z.number().int().min(1).max(MOST_RENDERED),
  exports: z.boolean(),
});

const nothing = z.undefined();

type RequestSchemas = { readonly [N in RequestName]: z.ZodType<Requests[N][0]> };

/** One schema for each request's argument. Handlers get the parsed value, not the received one. */
export const requestSchemas: RequestSchemas = {
  'state.get': nothing,
  'camera.select': z.strictObject({ source }),
  'camera.mirror': z.strictObject({ source: device, mirrored: z.boolean() }),
  'scene.set': scene,
  'enrolment.start': z.strictObject({ of: identifier }).or(nothing),
  'enrolment.continue': nothing,
  'enrolment.partial': nothing,
  'enrolment.whole': nothing,
  'enrolment.cancel': nothing,
  'enrolment.finish': z.strictObject({
    name: personName,
    pin,
    anyway: z.boolean().exactOptional(),
  }),
  'enrolment.addTo': z.strictObject({
    personId: identifier,
    label: z
      .string()
      .max(200)
      .regex(/^\P{Cc}*$/u),
  }),
  'lock.lock': nothing,
  'lock.ask': nothing,
  'lock.pin': z.strictObject({ pin }),
  'lock.confirm': z.strictObject({ pin }),
  'lock.settings': lockSettings,
  'security.set': z.strictObject({ security }),
  'people.remove': z.strictObject({ personId: identifier }),
  'people.rename': z.strictObject({ personId: identifier, name: personName }),
  'people.removeAppearance': z.strictObject({ personId: identifier, appearanceId: identifier }),
  'people.removeAll': nothing,
  'pin.change': z.strictObject({ pin, wanted: pin }),
  'vault.newRecoveryCode': z.strictObject({ pin }),
  'vault.recover': z.strictObject({ code: recoveryCode }),
  'vault.recoverPin': z.strictObject({ code: recoveryCode, personId: identifier, pin }),
  'vault.openPrevious': nothing,
  'vault.startOver': z.strictObject({ typed: z.string().max(100) }),
  'engine.restart': nothing,
  'engine.choose': z.strictObject({ engine: encoderEngine }),
  'record.start': nothing,
  'record.stop': nothing,
  'recordings.thumbnail': z.strictObject({ id: identifier }),
  'recordings.remove': z.strictObject({ id: identifier }),
  'recordings.rename': z.strictObject({ id: identifier, name: recordingName }),
  'recordings.reveal': z.strictObject({ id: identifier }),
  'recordings.limit': z.strictObject({ limit: recordingsLimit }),
  'recordings.repair': z.strictObject({ id: identifier }),
  'player.open': z.strictObject({ id: identifier }),
  'player.control': playerControl,
  'player.becomeCamera': nothing,
  'player.close': nothing,
  'player.picture': z.strictObject({ timeMs: z.number().min(0) }),
  'analysis.start': z.strictObject({ id: identifier }),
  'analysis.compare': z.strictObject({
    id: identifier,
    encoder: identifier,
    enrolment: identifier.nullable(),
  }),
  'analysis.resume': z.strictObject(analysed),
  'analysis.stop': z.strictObject(analysed),
  'analysis.forget': z.strictObject(analysed),
  'analysis.tracks': z.strictObject({ ...analysed, from: frameNumber }),
  'analysis.encoders': nothing,
  'exchange.import': z.strictObject({ kind: z.enum(IMPORT_KINDS) }),
  'exchange.importDropped': z.strictObject({ path: droppedPath }),
  'exchange.export': z.strictObject({
    id: identifier,
    format: z.enum(EXPORT_FORMATS),
    frame: frameNumber.exactOptional(),
  }),
  'exchange.cancel': z.strictObject({ id: identifier }),
  'exchange.reveal': z.strictObject({ id: identifier }),
  'exchange.dismiss': z.strictObject({ id: identifier }),
  'exchange.dismissEnded': nothing,
  'lockActions.set': lockActionsSchema,
  'language.set': z.strictObject({ choice: language }),
  'startsAtLogin.set': z.strictObject({ startsAtLogin: z.boolean() }),
  'about.get': nothing,
  'about.checkVersion': nothing,
  'about.notices': nothing,
  'about.copyDiagnostics': nothing,
  'storage.get': nothing,
  'storage.open': z.strictObject({ folder: z.enum(STORED_FOLDERS) }),
  'activity.list': nothing,
  'activity.export': nothing,
  'activity.erase': nothing,
  'pad.start': z.strictObject({
    species: z.array(z.enum(SPECIES_IDS)).max(SPECIES_IDS.length),
    attempts: z.number().int().min(1).max(MOST_ATTEMPTS),
  }),
  'pad.next': nothing,
  'pad.repeat': nothing,
  'pad.skip': nothing,
  'pad.stop': nothing,
  'pad.close': nothing,
  'pad.copy': nothing,
  'pad.save': nothing,
  'explorer.embeddings': nothing,
  'explorer.export': z.strictObject({
    format: z.enum(EXPLORER_FORMATS),
    name: recordingName,
    files: z.array(explorerFile).min(1).max(2),
  }),
  'explorer.open': z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('recording'), id: identifier }),
    z.strictObject({ kind: z.literal('dataset') }),
  ]),
  'explorer.close': z.strictObject({ id: identifier }),
  'training.chooseData': nothing,
  'training.addPeople': nothing,
  'training.removePeople': z.strictObject({ index: z.number().int().min(0).max(MOST_DATASETS) }),
  'training.start': trainingWish,
  'training.pause': nothing,
  'training.resume': nothing,
  'training.stop': nothing,
  'evaluation.start': z.strictObject({ trained: z.boolean() }),
  'evaluation.close': nothing,
  'evaluation.openReport': nothing,
  'live.save': z.strictObject({
    format: z.enum(VIEW_FORMATS),
    name: recordingName,
    file: z.instanceof(Uint8Array).refine(({ length }) => length <= LARGEST_VIEW_FILE),
  }),
};

/** The checked argument of `name`; null if it does not have the right shape. */
export function parseRequest<N extends RequestName>(
  name: N,
  argument: unknown,
): { readonly argument: Requests[N][0] } | null {
  const parsed = requestSchemas[name].safeParse(argument);
  return parsed.success ? { argument: parsed.data } : null;
}
