/**
 * Random JSON against what checks it: every request of a window, and the file of a person's choices. Nothing throws,
 * nothing passes with a field that its shape does not name, and whatever passes can be sent on as it is.
 */
import { parseChoices } from '../../electron/contract/choices.ts';
import type { RequestName } from '../../electron/contract/window/bridge.ts';
import { parseRequest, requestSchemas } from '../../electron/contract/window/request-validators.ts';
import { SECURITY_LEVELS } from '../../electron/contract/security.ts';
import { chanceOf, type Chance } from './chance.ts';

export interface ShapesReport {
  readonly inputs: number;
  /** Of these, requests that passed. */
  readonly accepted: number;
  /** A sentence for each input that was answered wrongly. */
  readonly failures: readonly string[];
}

const REQUESTS = Object.keys(requestSchemas) as RequestName[];

/** Names and values that shapes ask for, so that inputs come near to them. */
const KEYS = [
  ...['source', 'mirrored', 'person', 'presentation', 'sensor', 'motion', 'light', 'distanceMm'],
  ...['kind', 'script', 'yaw', 'pitch', 'level', 'asksEyes', 'security', 'pin', 'name', 'personId'],
  ...['id', 'format', 'frame', 'frames', 'timeMs', 'speed', 'loop', 'species', 'attempts', 'scene'],
  ...['__proto__', 'constructor', 'toString', 'then', '', 'extra'],
];
const WORDS = [
  ...['virtual', 'kinect2', 'freenect', 'ada', 'person', 'print-flat', 'photo', 'kinect-v1'],
  ...['script', 'held', 'idle', 'head-circle', 'bright', 'balanced', 'strict', 'convenient'],
  ...['play', 'pause', 'step', 'seek', 'speed', 'loop', 'ply', 'tum', 'file', 'folder', 'screen'],
  ...['246810', '0000', '../../etc/passwd', 'a\u0000b', '\u202e', ''],
];
const NUMBERS = [0, 1, -1, 0.25, 700, 1e308, -1e-308, 86_400_000, 2 ** 53, Number.NaN, Infinity];

const DEEPEST = 4;

/** Any JSON, and some values that JSON does not have but a message between processes does. */
function anyValue(chance: Chance, depth = 0): unknown {
  const kind = chance.below(depth < DEEPEST ? 9 : 6);
  switch (kind) {
    case 0:
      return chance.once(2) ? null : undefined;
    case 1:
      return chance.once(2);
    case 2:
      return chance.pick(NUMBERS);
    case 3:
      return chance.once(8) ? 'x'.repeat(chance.below(100_000)) : chance.pick(WORDS);
    case 4:
      return chance.bytes(chance.below(16)).toString('latin1');
    case 5:
      return chance.below(2000) - 1000;
    case 6:
      return Array.from({ length: chance.below(5) }, () => anyValue(chance, depth + 1));
    default:
      return anyObject(chance, depth);
  }
}

function anyObject(chance: Chance, depth: number): object {
  const entries = Array.from({ length: chance.below(7) }, () => [
    chance.pick(KEYS),
    anyValue(chance, depth + 1),
  ]);
  return Object.fromEntries(entries) as object;
}

/** Arguments that pass, so that damage to them comes close. */
const SCENE = {
  ...{ person: 'ada', presentation: 'person', sensor: 'kinect-v2', light: 'bright' },
  ...{ motion: { kind: 'held', yaw: 1, pitch: 2 }, distanceMm: 700 },
};
const SECURITY = { level: 'strict', asksEyes: true };
const GOOD: readonly unknown[] = [
  undefined,
  SCENE,
  { source: 'virtual' },
  { source: 'kinect2', mirrored: true },
  { pin: '246810' },
  { name: 'Ada', pin: '246810' },
  { security: SECURITY, pin: '246810' },
  { personId: 'a' },
  { id: 'a' },
  { id: 'a', format: 'ply', frame: 1 },
  { kind: 'file' },
  { kind: 'play' },
  { kind: 'seek', timeMs: 1 },
  { kind: 'speed', speed: 1 },
  { species: ['screen'], attempts: 1 },
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with one thing changed, somewhere inside. */
function damaged(value: unknown, chance: Chance): unknown {
  if (!isRecord(value) || chance.once(6)) return anyValue(chance);
  const keys = Object.keys(value);
  if (keys.length === 0 || chance.once(4))
    return { ...value, [chance.pick(KEYS)]: anyValue(chance) };
  const key = chance.pick(keys);
  const { [key]: part, ...rest } = value;
  return chance.once(4) ? rest : { ...rest, [key]: damaged(part, chance) };
}

/** One input: each of it is asked of every request, and of the file of choices. */
export function examineShapes(seed: number, input: number): ShapesReport {
  const chance = chanceOf(seed, input);
  const value = chance.once(2)
    ? damaged(GOOD[chance.below(GOOD.length)], chance)
    : anyValue(chance);
  let accepted = 0;
  const failures: string[] = [];
  for (const name of REQUESTS) {
    const fault = tried(`request ${name}`, () => {
      const parsed = parseRequest(name, value);
      if (parsed === null) return null;
      accepted++;
      return faultOfAccepted(name, value, parsed.argument);
    });
    if (fault !== null) failures.push(fault);
  }
  const choices = tried('choices.json', () => faultOfChoices(value, chance));
  if (choices !== null) failures.push(choices);
  return { inputs: 1, accepted, failures };
}

function tried(what: string, work: () => string | null): string | null {
  try {
    const fault = work();
    return fault === null ? null : `${what}: ${fault}`;
  } catch (error) {
    return `${what}: it threw ${String(error)}`;
  }
}

function faultOfAccepted(name: RequestName, value: unknown, argument: unknown): string | null {
  const again = parseRequest(name, argument);
  if (again === null) return `what it made of ${JSON.stringify(value)} is refused the second time`;
  if (!isRecord(value)) return null;
  if (parseRequest(name, { ...value, foreign: 1 }) !== null) return 'it accepts a foreign field';
  const inner = Object.entries(value).find(([, part]) => isRecord(part));
  if (inner === undefined) return null;
  const [key, part] = inner;
  const stuffed = { ...value, [key]: { ...(part as object), foreign: 1 } };
  return parseRequest(name, stuffed) === null ? null : `it accepts a foreign field in ${key}`;
}

const CHOICES = [
  ...[
    'encoderEngine',
    'language',
    'lockSettings',
    'mirrored',
    'recordingsLimit',
    'scene',
    'security',
    'source',
  ],
  'window',
];

function faultOfChoices(value: unknown, chance: Chance): string | null {
  const text = JSON.stringify(
    chance.once(2) ? { scene: SCENE, security: SECURITY, [chance.pick(CHOICES)]: value } : value,
  ) as string | undefined;
  const bytes = Buffer.from(text ?? '');
  // Half of them are cut, or have a bit turned.
  if (chance.once(4)) return faultOfParsed(bytes.subarray(0, chance.below(bytes.length)));
  if (chance.once(4) && bytes.length > 0) {
    const at = chance.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
  }
  return faultOfParsed(bytes);
}

function faultOfParsed(bytes: Uint8Array): string | null {
  const choices = parseChoices(new TextDecoder().decode(bytes));
  const keys = Object.keys(choices).sort().join();
  if (keys !== CHOICES.join()) return `it holds ${keys}`;
  if (!SECURITY_LEVELS.includes(choices.security.level)) return 'its security level is none';
  if (choices.scene !== null && parseRequest('scene.set', choices.scene) === null) {
    return 'its scene is none that a window may set';
  }
  return null;
}

export interface ShapesOptions {
  readonly seed: number;
  /** Time limit in seconds. */
  readonly seconds: number;
  /** The only input to examine; default: all. */
  readonly input?: number;
  readonly onFailure: (input: number, reason: string) => void;
}

/** Examines inputs until the time is over. */
export function fuzzShapes({ seed, seconds, input, onFailure }: ShapesOptions): ShapesReport {
  const endMs = performance.now() + 1000 * seconds;
  const failures: string[] = [];
  let [inputs, accepted] = [0, 0];
  for (let next = input ?? 0; ; next++) {
    const report = examineShapes(seed, next);
    inputs++;
    accepted += report.accepted;
    for (const failure of report.failures) {
      failures.push(failure);
      onFailure(next, failure);
    }
    if (input !== undefined || performance.now() >= endMs) return { inputs, accepted, failures };
  }
}
