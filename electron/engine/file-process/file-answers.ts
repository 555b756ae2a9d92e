/**
 * Checks what a process that parses files answers: it may be the file's by now, not ours. What passes is as harmless as
 * the frames of a camera.
 */
import { z } from 'zod';
import { exportSummarySchema } from '../../contract/export-summary-schema.ts';
import { fail, PROBLEM_CODES, type Result } from '../../contract/problem.ts';
import { sensorFromText } from '../recording/mcap/sensor-text.ts';
import type { FileTask, FileTasks } from './file-tasks.ts';

const count = z.number().int().min(0);
const text = z.string().max(10_000);
const sentences = z.array(text).max(100);
const LARGEST_SIDE = 4096;
const MOST_FRAMES = 2 ** 23;
const LARGEST_THUMBNAIL = 2 ** 20;
/** As text; it goes to the window. */
const LONGEST_SUMMARY = 2 ** 17;

const sensor = z.unknown().transform((value, context) => {
  const checked = sensorFromText(JSON.stringify(value));
  if (checked === null) context.addIssue({ code: 'custom', message: 'no sensor' });
  return checked ?? z.NEVER;
});

const info = z.object({
  file: text,
  frames: count.max(MOST_FRAMES),
  durationMs: z.number(),
  dropped: count,
  droppedByDisk: count.nullable(),
  missedByCamera: count.nullable(),
  bytes: count,
  complete: z.boolean(),
  streams: sentences,
  sensor,
  createdAt: text,
  app: text,
  encoder: text,
});

const side = z.number().int().min(1).max(LARGEST_SIDE);
const image = <Data extends Uint8Array | Uint16Array>(
  kind: new (...values: never[]) => Data,
  channels: number,
) =>
  z
    .object({ width: side, height: side, data: z.custom<Data>((data) => data instanceof kind) })
    .refine(({ width, height, data }) => data.length === width * height * channels);
const readings = image(Uint16Array, 1);
const colors = image(Uint8Array, 4);

const frame = z.object({
  sequence: count,
  timeMs: z.number(),
  depth: readings,
  color: colors,
  registeredColor: colors.exactOptional(),
  infrared: readings.exactOptional(),
});

const isRising = (times: Float64Array): boolean =>
  times.every((time, k) => Number.isFinite(time) && time >= (times[k - 1] ?? -Infinity));

const ANSWERS = {
  describe: z.object({
    info,
    thumbnail: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length <= LARGEST_THUMBNAIL)
      .nullable(),
  }),
  repair: z.object({ file: text.nullable(), info, left: count, others: count }),
  convert: exportSummarySchema.refine(
    (summary) => JSON.stringify(summary).length <= LONGEST_SUMMARY,
  ),
  open: z
    .object({ info, times: z.instanceof(Float64Array).refine(isRising) })
    .refine(({ info: { frames }, times }) => frames === times.length),
  frame,
} satisfies { readonly [Task in FileTask]: z.ZodType<FileTasks[Task][1]> };

const problem = z.object({ code: z.enum(PROBLEM_CODES), message: text });

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), id: count, done: count, total: count.nullable() }),
  z.object({
    kind: z.literal('done'),
    id: count,
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), problem }),
    ]),
  }),
]);
export type CheckedMessage = z.output<typeof message>;

/** Null if it is no message of such a process. */
export const checkMessage = (received: unknown): CheckedMessage | null =>
  message.safeParse(received).data ?? null;

/** The answer of a task, checked; a problem if it is none. */
export function checkAnswer<Task extends FileTask>(
  task: Task,
  value: unknown,
): Result<FileTasks[Task][1]> {
  const checked = ANSWERS[task].safeParse(value);
  if (checked.success) return { ok: true, value: checked.data };
  return fail(
    'internal',
    'The part that reads files answered something that makes no sense, so it was left out.',
  );
}
