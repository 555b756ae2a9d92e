/** What is kept of training from one start of the app to the next. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readIfThere, replaceFile } from '../../base/durable-file.ts';
import { trainingWish } from '../../contract/window/request-validators.ts';
import { MOST_DATASETS, TRAINED_ENCODERS } from '../../contract/training.ts';

const FILE = 'training.json';
const LARGEST_BYTES = 4 * 1024 * 1024;

const folder = z.string().max(4096);
const folders = z.array(folder).max(MOST_DATASETS);
const curve = z.array(z.object({ passes: z.number(), value: z.number() })).max(10_000);

const keptRun = z.object({
  wish: trainingWish,
  data: folder,
  people: folders,
  passes: z.number(),
  totalPasses: z.number(),
  loss: z.number().nullable(),
  curves: z.object({ losses: curve, validations: curve }),
  /** How it was when it was written down. */
  end: z.discriminatedUnion('phase', [
    z.object({ phase: z.literal('open') }),
    z.object({ phase: z.literal('paused') }),
    z.object({ phase: z.enum(['finished', 'failed']), message: z.string() }),
  ]),
});
export type KeptRun = Readonly<z.infer<typeof keptRun>>;

const kept = z.object({
  data: folder.nullable(),
  people: folders,
  trained: z.enum(TRAINED_ENCODERS).nullable(),
  run: keptRun.nullable(),
});
export type KeptTraining = Readonly<z.infer<typeof kept>>;

const NOTHING: KeptTraining = { data: null, people: [], trained: null, run: null };

/** What stands there; nothing where there is no such file, or none that can be used. */
export async function readTraining(home: string): Promise<KeptTraining> {
  try {
    const content = await readIfThere(path.join(home, FILE), LARGEST_BYTES);
    if (content.kind !== 'bytes') return NOTHING;
    const parsed = kept.safeParse(JSON.parse(new TextDecoder().decode(content.bytes)));
    return parsed.success ? parsed.data : NOTHING;
  } catch {
    return NOTHING;
  }
}

export async function writeTraining(home: string, training: KeptTraining): Promise<void> {
  await mkdir(home, { recursive: true });
  await replaceFile(path.join(home, FILE), new TextEncoder().encode(JSON.stringify(training)));
}
