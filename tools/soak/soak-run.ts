/** What a soak has measured: written by `e2e/soak`, which drives the app, and judged by `bench/soak`. */
import { z } from 'zod';

/** What is measured of the processes; a leak of any kind makes one of these grow. */
export const SOAK_SERIES = {
  mainHeap: { title: 'main: JavaScript heap after a collection', unit: 'MB' },
  mainMemory: { title: 'main: memory of its own', unit: 'MB' },
  mainFiles: { title: 'main: open files', unit: '' },
  mainThreads: { title: 'main: threads', unit: '' },
  rendererHeap: { title: 'renderer: JavaScript heap after a collection', unit: 'MB' },
  rendererMemory: { title: 'renderer: memory of its own', unit: 'MB' },
  rendererNodes: { title: 'renderer: nodes of the document', unit: '' },
  rendererListeners: { title: 'renderer: event listeners', unit: '' },
  rendererFiles: { title: 'renderer: open files', unit: '' },
  rendererThreads: { title: 'renderer: threads', unit: '' },
  engineMemory: { title: 'engine: memory of its own', unit: 'MB' },
  engineFiles: { title: 'engine: open files', unit: '' },
  engineThreads: { title: 'engine: threads', unit: '' },
  gpuMemory: { title: 'GPU process: memory of its own', unit: 'MB' },
  gpuFiles: { title: 'GPU process: open files', unit: '' },
  gpuThreads: { title: 'GPU process: threads', unit: '' },
} as const;
export type SoakSeries = keyof typeof SOAK_SERIES;

const seriesName = z.enum(Object.keys(SOAK_SERIES) as [SoakSeries, ...SoakSeries[]]);

/** One look at the processes, at the same point of every round. */
const sampleSchema = z.object({
  /** Since the first round began. */
  minutes: z.number(),
  round: z.number().int(),
  /** Of the engine: 0 for the first, one more after each kill. What it takes is compared within a life alone. */
  engineLife: z.number().int(),
  /** What this system does not tell is absent. */
  values: z.partialRecord(seriesName, z.number()),
});
export type SoakSample = z.infer<typeof sampleSchema>;

/** How often each thing was done. */
const doneSchema = z.object({
  unlockedByFace: z.number().int(),
  unlockedByPin: z.number().int(),
  recorded: z.number().int(),
  replayed: z.number().int(),
  screensOpened: z.number().int(),
  cameraOpened: z.number().int(),
  cameraMissed: z.number().int(),
  engineKilled: z.number().int(),
});
export type SoakDone = z.infer<typeof doneSchema>;

export const soakRunSchema = z.object({
  startedAt: z.string(),
  processor: z.string(),
  cores: z.number().int(),
  system: z.string(),
  electron: z.string(),
  /** What stood in for the Kinect that is plugged in and out; null: there was none, and only its absence was met. */
  pluggedCamera: z.string().nullable(),
  samples: z.array(sampleSchema),
  done: doneSchema,
  /** Why the run ended early; null: it did not. */
  failure: z.string().nullable(),
});
export type SoakRun = z.infer<typeof soakRunSchema>;
