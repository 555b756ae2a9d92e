/** Lines of JSON that commands print for programs, and main for windows, to read. Fields are only ever added. */
import { z } from 'zod';
import { EMBEDDING_LENGTH } from './face-embedding.ts';

const seconds = z.number().nonnegative().nullable();
const count = z.number().int().nonnegative();
const curve = z.array(z.object({ passes: z.number(), value: z.number() })).max(10_000);

/** Of `depthlock train --json`. Rates are in images a second. */
export const trainingLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('preparing'),
    label: z.string(),
    done: count,
    total: count,
    secondsLeft: seconds,
  }),
  z.object({
    kind: z.enum(['training', 'validating']),
    passes: count,
    totalPasses: count,
    loss: z.number().nullable(),
    /** Of the last validation, 0 to 1. */
    errorRate: z.number().nullable(),
    perSecond: z.number().nullable(),
    secondsLeft: seconds,
  }),
  /** Mean losses over equal stretches of the run, and the error rates of all validations so far. */
  z.object({ kind: z.literal('curves'), losses: curve, validations: curve }),
  z.object({ kind: z.literal('notice'), message: z.string() }),
  /** The last one. */
  z.object({
    kind: z.literal('ended'),
    outcome: z.enum(['finished', 'interrupted', 'failed']),
    message: z.string(),
  }),
]);
export type TrainingLine = Readonly<z.infer<typeof trainingLine>>;

/** Of `depthlock evaluate --progress`, on the error stream: shots that were looked at. */
export const evaluationLine = z.object({ kind: z.literal('shots'), done: count, total: count });
export type EvaluationLine = Readonly<z.infer<typeof evaluationLine>>;

const embedding = z.array(z.number()).length(EMBEDDING_LENGTH);

/** Of `depthlock embed`. */
export const embedLine = z.discriminatedUnion('kind', [
  /** The first one. `looks`: how many there are to look at. */
  z.object({
    kind: z.literal('source'),
    name: z.string(),
    encoder: z.object({ name: z.string(), version: z.string() }),
    looks: count,
  }),
  z.object({
    kind: z.literal('look'),
    /** Whose it is; null: the source does not say. */
    person: z.string().nullable(),
    /** Name of the shot, or number of the frame. */
    look: z.string(),
    /** Degrees. */
    yaw: z.number(),
    pitch: z.number(),
    /** As in `FaceEmbedding`. */
    handicap: z.number(),
    spectrum: z.enum(['colour', 'infrared']),
    trust: z.enum(['sensor', 'recording', 'virtual']),
    timeIso: z.string().nullable(),
    /** Of unit length. */
    embedding,
    /** A small JPEG in base64. */
    picture: z.base64().max(40_000),
  }),
  /** No face in it; `reason` is the hint that a person would see. */
  z.object({ kind: z.literal('missed'), look: z.string(), reason: z.string() }),
  /** It could not be read; a sentence says why. */
  z.object({ kind: z.literal('unreadable'), look: z.string(), problem: z.string() }),
]);
export type EmbedLine = Readonly<z.infer<typeof embedLine>>;

/** The object in a line; null where it is none of these. */
export function parseLine<T>(schema: z.ZodType<T>, line: string): T | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
