/**
 * Shapes of all messages from the engine. It holds native drivers and reads foreign files, so main accepts nothing from
 * it unchecked, just as from a window. Unknown keys are dropped.
 */
import { z } from 'zod';
import type { EngineMessage } from './engine-messages.ts';
import { SOURCE_NAMES, SOURCE_OBSTACLES } from '../camera.ts';
import { ENCODER_ENGINES, TFJS_OBSTACLES } from '../encoder-runtime.ts';
import { EXPORT_FORMATS } from '../exchange.ts';
import { ATTEMPTS_REMEMBERED } from '../explorer.ts';
import { exportSummarySchema } from '../export-summary-schema.ts';
import { isOwnerShape } from '../head-shape.ts';
import { SPECTRA } from '../frame.ts';
import {
  COMPARISONS,
  PIN_REASONS,
  REFUSAL_REASONS,
  SHOWN_REASONS,
  type RefusalReason,
} from '../identity.ts';
import { ATTENTIONS, HINTS, NOT_LIVE_REASONS } from '../observation.ts';
import { PAD_OUTCOMES } from '../pad/pad.ts';
import { PRESENTATION_IDS, SPECIES_IDS } from '../pad/species.ts';
import { PROBLEM_CODES } from '../problem.ts';
import { ANALYSIS_KINDS, LOCK_PHASES } from '../recording-analysis.ts';
import { PLAYER_SPEEDS } from '../recordings.ts';
import { SECURITY_LEVELS } from '../security.ts';

const object = z.object;
const text = z.string();
const flag = z.boolean();
const count = z.number().int().min(0);
/** A measurement may be any number, or NaN: a window then draws nothing. */
const measure = z.custom<number>((value) => typeof value === 'number');

const trust = z.enum(['sensor', 'recording', 'virtual']);
const problem = object({ code: z.enum(PROBLEM_CODES), message: text });
const hint = z.enum(HINTS);

const times = object({
  detect: measure,
  landmarks: measure,
  pose: measure,
  fuse: measure,
  embed: measure,
  liveness: measure,
  total: measure,
});

const spectrum = z.enum(SPECTRA);
const seen = { sequence: count, timeMs: measure, hint, spectrum, times };
const observation = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('face'),
    ...seen,
    track: count,
    others: count,
    box: object({ x: measure, y: measure, width: measure, height: measure }),
    pose: object({
      yaw: measure,
      pitch: measure,
      roll: measure,
      distanceMm: measure,
      interOcularMm: measure,
    }),
    liveness: z.discriminatedUnion('kind', [
      object({ kind: z.literal('live'), logOdds: measure }),
      object({
        kind: z.literal('not-live'),
        reliefMm: measure,
        because: z.enum(NOT_LIVE_REASONS),
        logOdds: measure,
      }),
      object({ kind: z.literal('undecided') }),
    ]),
    attention: z.enum(ATTENTIONS),
  }),
  object({ kind: z.literal('no-face'), ...seen }),
]);

const distances = z.array(
  object({
    personId: text,
    name: text,
    distance: measure,
    enrolledDistance: measure.exactOptional(),
    comparison: z.enum(COMPARISONS).exactOptional(),
  }),
);
const ofPeople = { people: measure, renderedPeople: measure };
const thresholds = object({
  ...ofPeople,
  infrared: object({
    infrared: object(ofPeople),
    'infrared-to-colour': object(ofPeople),
  }).exactOptional(),
});

const enrolment = z.discriminatedUnion('phase', [
  object({ phase: z.literal('idle') }),
  object({
    phase: z.literal('capturing'),
    pass: z.literal([1, 2]),
    ticks: z.array(flag),
    centreCaptured: flag,
    direction: object({ x: measure, y: measure }).nullable(),
    hint,
    references: count,
    still: object({ views: count, of: count }).nullable(),
  }),
  object({ phase: z.literal('between-passes'), references: count, isKnownLook: flag }),
  object({ phase: z.literal('naming'), references: count, isKnownLook: flag }),
  object({ phase: z.literal('done'), personId: text, references: count }),
  object({ phase: z.literal('stopped'), reason: text }),
]);

const nothingEnrolled = object({ phase: z.literal('nothing-enrolled') });
const closedLock = object({ phase: z.literal('locked'), hint });
const lookingLock = object({ phase: z.literal('looking'), hint });
const openLock = object({
  phase: z.literal('unlocked'),
  personId: text,
  name: text,
  by: z.enum(['face', 'pin']),
  distance: measure.exactOptional(),
  threshold: measure.exactOptional(),
  latencyMs: measure.exactOptional(),
  evidence: object({
    level: z.enum(SECURITY_LEVELS),
    identity: measure,
    shape: measure.nullable(),
    liveness: measure,
    sum: measure,
    bound: measure,
  }).exactOptional(),
  enrolAgain: z.literal(true).exactOptional(),
});
const noCamera = object({ phase: z.literal('no-camera'), reason: text });

const lock = z.discriminatedUnion('phase', [
  nothingEnrolled,
  closedLock,
  lookingLock,
  openLock,
  object({
    phase: z.literal('not-recognised'),
    because: z.enum(SHOWN_REASONS),
    triesLeft: count,
  }),
  object({ phase: z.literal('looks-like-a-picture'), triesLeft: count }),
  object({
    phase: z.literal('too-many-tries'),
    because: z.enum(['tries', 'pictures']),
    retryAt: text.nullable(),
  }),
  object({ phase: z.literal('pin-needed'), because: z.enum(PIN_REASONS) }),
  noCamera,
]);

const judgedLock = z.discriminatedUnion('phase', [
  nothingEnrolled,
  closedLock,
  lookingLock,
  openLock,
  object({ phase: z.literal('not-recognised'), because: z.enum(SHOWN_REASONS) }),
  object({ phase: z.literal('looks-like-a-picture') }),
  noCamera,
]);

const attempt = object({
  number: count,
  refused: z.enum(REFUSAL_REASONS).nullable(),
  picture: z.enum(NOT_LIVE_REASONS).nullable(),
  level: z.enum(SECURITY_LEVELS),
  nearest: object({ personId: text, distance: measure }).nullable(),
  evidence: object({
    identity: measure,
    liveness: measure,
    shape: measure.nullable(),
  }).nullable(),
  seenMs: measure,
});

const source = object({
  source: z.enum(SOURCE_NAMES),
  title: text,
  state: z.enum(['streaming', 'starting', 'available', 'unavailable', 'stopped']),
  reason: text.exactOptional(),
  obstacle: z.enum(SOURCE_OBSTACLES).exactOptional(),
  serials: z.array(text).exactOptional(),
  remedy: text.exactOptional(),
  chosen: flag.exactOptional(),
});

const recorder = z.discriminatedUnion('phase', [
  object({
    phase: z.literal('idle'),
    obstacle: text.nullable(),
    spaceLeft: measure.nullable(),
  }),
  object({
    phase: z.literal('recording'),
    elapsedMs: measure,
    bytes: count,
    bytesPerMinute: measure,
    frames: count,
    droppedByDisk: count,
    missedByCamera: count,
    spaceLeft: measure.nullable(),
  }),
  object({ phase: z.literal('saving') }),
]);

const listedRecording = object({
  file: text,
  thumbnail: z.instanceof(Uint8Array).nullable(),
  summary: object({
    id: text,
    name: text,
    camera: text,
    createdAt: text,
    durationMs: measure,
    bytes: count,
    frames: count,
    dropped: count,
    droppedByDisk: count.nullable(),
    missedByCamera: count.nullable(),
    complete: flag,
    problem: text.nullable(),
    hasThumbnail: flag,
    formats: z.array(z.enum(EXPORT_FORMATS)),
  }),
});

const player = z.discriminatedUnion('phase', [
  object({ phase: z.literal('closed') }),
  object({ phase: z.literal('opening'), id: text }),
  object({
    phase: z.literal('open'),
    id: text,
    mode: z.enum(['player', 'camera']),
    playing: flag,
    speed: z.literal(PLAYER_SPEEDS),
    loop: flag,
    index: count,
    frames: count,
    timeMs: measure,
    durationMs: measure,
    recognition: object({ observation, distances, decision: lock }).nullable(),
  }),
]);

const exchange = z.discriminatedUnion('kind', [
  object({ kind: z.literal('started'), id: text }),
  object({ kind: z.literal('progress'), id: text, done: count, total: count.nullable() }),
  object({
    kind: z.literal('finished'),
    id: text,
    summary: exportSummarySchema,
  }),
  object({ kind: z.literal('cancelled'), id: text }),
  object({ kind: z.literal('failed'), id: text, problem }),
]);

const ownerShape = object({
  version: text,
  looks: count,
  mean: z.instanceof(Float32Array),
  variance: z.instanceof(Float32Array),
}).refine(isOwnerShape);
const notLiveReason = z.enum(NOT_LIVE_REASONS);
const rate = object({
  errors: count,
  trials: count,
  rate: measure,
  interval: object({ low: measure, high: measure }),
});
const counts = {
  shown: count,
  outcomes: z.record(z.enum(PAD_OUTCOMES), count),
  reasons: z.partialRecord(notLiveReason, count),
};
const padFigures = object({
  genuine: object({
    ...counts,
    bpcer: rate,
    bpnrr: rate,
    frr: rate,
    medianOpenMs: measure.nullable(),
  }).nullable(),
  species: z.array(
    object({
      species: z.enum(SPECIES_IDS),
      ...counts,
      apcer: rate.nullable(),
      iapar: rate,
      apnrr: rate,
    }),
  ),
});
const presentation = z.enum(PRESENTATION_IDS);
const padStep = object({
  presentation,
  attempt: count,
  attempts: count,
  step: count,
  steps: count,
});
const padAttempt = object({
  presentation,
  outcome: z.enum(PAD_OUTCOMES),
  reason: notLiveReason.nullable(),
  afterMs: measure,
});
const runningPad = { step: padStep, isDemonstration: flag, figures: padFigures };
const pad = z.discriminatedUnion('phase', [
  object({ phase: z.literal('idle') }),
  object({ phase: z.literal('preparing'), ...runningPad, notice: text.nullable() }),
  object({ phase: z.literal('starting'), ...runningPad, secondsLeft: count }),
  object({
    phase: z.literal('looking'),
    ...runningPad,
    sees: z.enum(['nobody', 'face']),
    hint,
    secondsLeft: count,
  }),
  object({
    phase: z.literal('result'),
    ...runningPad,
    attempt: padAttempt,
    next: padStep.nullable(),
  }),
  object({
    phase: z.literal('done'),
    results: object({
      version: z.literal(1),
      app: text,
      date: text,
      camera: object({ name: text, trust, width: count, height: count }).nullable(),
      encoder: text,
      level: z.enum(SECURITY_LEVELS),
      asksEyes: flag,
      ended: z.enum(['finished', 'stopped']),
      plan: object({ presentations: z.array(object({ presentation, attempts: count })) }),
      repeated: count,
      attempts: z.array(padAttempt),
      figures: padFigures,
    }),
  }),
]);

/** Far more than the engine keeps. */
const MOST_ADDED_LOOKS = 64;
const reference = { embedding: z.instanceof(Float32Array), yaw: measure, pitch: measure, spectrum };
const capturedEnrolment = object({
  shape: ownerShape.nullable(),
  references: z.array(object(reference)),
  trust,
  encoder: text,
  resembles: text.nullable(),
});

const attemptLook = object({
  embedding: z.instanceof(Float32Array),
  handicap: measure,
  personId: text.nullable(),
  yaw: measure,
  pitch: measure,
  spectrum,
  trust,
  atMs: measure,
});

const isNoPicture = (reason: RefusalReason): reason is Exclude<RefusalReason, 'picture'> =>
  reason !== 'picture';

const onTrack = { frame: count, timeMs: measure };
const recordingEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('face'), ...onTrack, isFirst: flag }),
  object({ kind: z.literal('unlock'), ...onTrack, personId: text, name: text }),
  object({
    kind: z.literal('refusal'),
    ...onTrack,
    because: z.enum(REFUSAL_REASONS.filter(isNoPicture)),
  }),
  object({ kind: z.literal('picture'), ...onTrack, because: notLiveReason.nullable() }),
  object({ kind: z.literal('lock-out'), ...onTrack, because: z.enum(['tries', 'pictures']) }),
  object({ kind: z.literal('locked-again'), ...onTrack }),
]);

const floats = z.instanceof(Float32Array);
const lockTrack = object({
  phases: z
    .instanceof(Uint8Array)
    .refine((phases) => phases.every((phase) => phase < LOCK_PHASES.length)),
  distances: z.array(floats),
  thresholds: z.array(floats),
});
/** As long as all the others: whoever draws them asks no more. */
const trackPiece = object({
  from: count,
  times: z.instanceof(Float64Array),
  ...{ yaw: floats, pitch: floats, roll: floats, distanceMm: floats, liveness: floats },
  locks: z.array(lockTrack).min(1).max(2),
}).refine(({ times, yaw, pitch, roll, distanceMm, liveness, locks }) =>
  [yaw, pitch, roll, distanceMm, liveness, ...locks.flatMap(columnsOf)].every(
    ({ length }) => length === times.length,
  ),
);

const columnsOf = ({ phases, distances, thresholds }: z.infer<typeof lockTrack>) => [
  phases,
  ...distances,
  ...thresholds,
];

const analysisEvent = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('began'),
    ...{ from: count, frames: count, enrolledFrames: count },
    locks: z
      .array(object({ encoder: text, people: z.array(object({ personId: text, name: text })) }))
      .min(1)
      .max(2),
  }),
  object({ kind: z.literal('piece'), piece: trackPiece, events: z.array(recordingEvent) }),
  object({ kind: z.literal('waiting') }),
  object({ kind: z.literal('stopped') }),
  object({ kind: z.literal('done') }),
  object({ kind: z.literal('failed'), problem }),
]);

type EngineMessageSchemas = {
  readonly [K in EngineMessage['kind']]: z.ZodType<Extract<EngineMessage, { kind: K }>>;
};

/** One schema for each message. Main gets the parsed value, not the received one. */
const engineMessageSchemas: EngineMessageSchemas = {
  ready: object({
    kind: z.literal('ready'),
    encoder: text,
    runtime: object({
      engine: z.enum(ENCODER_ENGINES),
      onnxruntime: text,
      tfjsObstacle: z.enum(TFJS_OBSTACLES).nullable(),
    }),
    thresholds,
    virtualPeople: z.array(object({ id: text, name: text, description: text })),
  }),
  failed: object({ kind: z.literal('failed'), problem }),
  problem: object({ kind: z.literal('problem'), problem }),
  sources: object({ kind: z.literal('sources'), sources: z.array(source) }),
  observation: object({ kind: z.literal('observation'), observation }),
  distances: object({ kind: z.literal('distances'), distances }),
  enrolment: object({ kind: z.literal('enrolment'), view: enrolment }),
  learnt: object({
    kind: z.literal('learnt'),
    personId: text,
    added: z
      .array(
        object({
          ...reference,
          by: z.enum(['match', 'pin']),
          addedMs: measure,
          matchesLeft: count,
        }),
      )
      .max(MOST_ADDED_LOOKS),
  }),
  lock: object({
    kind: z.literal('lock'),
    view: judgedLock,
    isUnderway: flag,
    attempt: attempt.nullable(),
  }),
  statistics: object({
    kind: z.literal('statistics'),
    statistics: object({
      sensorFps: measure,
      visionFps: measure,
      skipped: count,
      replacedPerSecond: measure,
      missedPerSecond: measure,
      cpuPercent: measure.nullable(),
      memoryMb: measure,
    }),
  }),
  recorder: object({ kind: z.literal('recorder'), view: recorder }),
  recordings: object({ kind: z.literal('recordings'), listed: z.array(listedRecording) }),
  player: object({ kind: z.literal('player'), view: player }),
  pad: object({ kind: z.literal('pad'), view: pad }),
  analysis: object({
    kind: z.literal('analysis'),
    id: text,
    of: z.enum(ANALYSIS_KINDS),
    event: analysisEvent,
  }),
  exchange: object({ kind: z.literal('exchange'), event: exchange }),
  answer: z.discriminatedUnion('question', [
    object({
      kind: z.literal('answer'),
      id: count,
      question: z.literal('enrolment.take'),
      answer: capturedEnrolment.nullable(),
    }),
    object({
      kind: z.literal('answer'),
      id: count,
      question: z.literal('attempts.recent'),
      answer: z.array(attemptLook).max(ATTEMPTS_REMEMBERED),
    }),
    object({
      kind: z.literal('answer'),
      id: count,
      question: z.literal('player.picture'),
      answer: z.instanceof(Uint8Array).nullable(),
    }),
  ]),
};

const kindOf = z.object({
  kind: z.enum(Object.keys(engineMessageSchemas) as EngineMessage['kind'][]),
});

/** The checked message; null if it does not have a valid shape. */
export function parseEngineMessage(received: unknown): EngineMessage | null {
  const known = kindOf.safeParse(received);
  if (!known.success) return null;
  const parsed = engineMessageSchemas[known.data.kind].safeParse(received);
  return parsed.success ? parsed.data : null;
}
