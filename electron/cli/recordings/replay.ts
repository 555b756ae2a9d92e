import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { succeed, type Result } from '../../contract/problem.ts';
import { enrolFromRecording } from '../../engine/session/enrol-from-recording.ts';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';
import { RecordedFrames } from '../../engine/camera/recording/recorded-frames.ts';
import { Recognition, type RecognisedFrame } from '../../engine/session/recognition.ts';
import { rehearsedTrust } from '../../engine/session/rehearsed-trust.ts';
import { createVision, type Vision } from '../../engine/vision/pipeline.ts';
import { complain } from '../complain.ts';
import { INTERRUPTED, listenForInterruption } from '../interruption.ts';
import { reasonOf } from '../../base/error-words.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');

export const replayCommand = {
  usage: 'replay FILE [--enrol NAME=FILE …]',
  summary:
    'Shows the lock every frame of a recording, and prints a line of JSON for each: time, head pose, distance to each person, decision. --enrol enrols whoever another recording (or the same) shows. Nothing is opened or stored.',
  run,
};

/** A line of `depthlock replay`. Fields are only ever added. */
export interface ReplayLine {
  /** From 0. */
  readonly frame: number;
  /** Milliseconds since the first frame. */
  readonly timeMs: number;
  /** Degrees and millimetres as in `contract/head-pose.ts`; null if nobody was seen. */
  readonly pose: { readonly yaw: number; readonly pitch: number; readonly roll: number } | null;
  readonly distanceMm: number | null;
  /** The hint the person would see; `none` if there is none. */
  readonly hint: string;
  /** `live`, `flat` or `undecided`; null if nobody was seen. */
  readonly liveness: string | null;
  /** Euclidean, 0 to 2, to the nearest reference of each person. */
  readonly distances: Readonly<Record<string, number>>;
  /** State of the lock after this frame: `phase` as in `contract/identity.ts`, and its details. */
  readonly decision: RecognisedFrame['decision'];
}

interface Wish {
  readonly file: string;
  readonly enrol: readonly { readonly name: string; readonly file: string }[];
}

async function run(argv: readonly string[]): Promise<number> {
  const wish = readArguments(argv);
  if (typeof wish === 'string') return complain('replay', wish, 2);
  const vision = await createVision({ assets: ASSETS });
  if (!vision.ok) return complain('replay', vision.problem.message, 1);
  const interruption = listenForInterruption(() => undefined);
  try {
    const replayed = await replay(vision.value, wish, interruption.signal, (line) =>
      console.log(JSON.stringify(line)),
    );
    if (!replayed.ok) return complain('replay', replayed.problem.message, 1);
    return interruption.signal.aborted ? INTERRUPTED : 0;
  } finally {
    interruption.end();
    await vision.value.dispose();
  }
}

async function replay(
  vision: Vision,
  { file, enrol }: Wish,
  signal: AbortSignal,
  print: (line: ReplayLine) => void,
): Promise<Result<undefined>> {
  const gallery: GalleryEntry[] = [];
  for (const { name, file: shown } of enrol) {
    const entry = await withFrames(shown, (frames) => enrolFromRecording(vision, name, frames));
    if (!entry.ok) return entry;
    gallery.push(entry.value);
  }
  return withFrames(file, async (frames) => {
    const trust = rehearsedTrust(frames.recording.info.sensor.trust);
    const recognition = new Recognition({ vision, gallery, trust });
    for (let index = 0; index < frames.count && !signal.aborted; index++) {
      const frame = await frames.at(index);
      if (!frame.ok) return frame;
      print(lineOf(index, await recognition.look(frame.value)));
    }
    return succeed(undefined);
  });
}

async function withFrames<T>(
  file: string,
  use: (frames: RecordedFrames) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openRecording(file);
  if (!opened.ok) return opened;
  try {
    return await use(new RecordedFrames(opened.value));
  } finally {
    await opened.value.close();
  }
}

function lineOf(frame: number, { observation, distances, decision }: RecognisedFrame): ReplayLine {
  const { timeMs, hint } = observation;
  const named = (distances ?? []).map(({ name, distance }) => [name, distance] as const);
  const isFace = observation.kind === 'face';
  return {
    frame,
    timeMs,
    pose: isFace ? turnOf(observation.pose) : null,
    distanceMm: isFace ? observation.pose.distanceMm : null,
    hint,
    liveness: isFace ? observation.liveness.kind : null,
    distances: Object.fromEntries(named),
    decision,
  };
}

const turnOf = ({ yaw, pitch, roll }: NonNullable<ReplayLine['pose']>) => ({ yaw, pitch, roll });

/** A sentence if they are invalid. */
function readArguments(argv: readonly string[]): Wish | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { enrol: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return 'Name one recording.';
    const enrol = values.enrol.map(nameAndFile);
    if (enrol.some((person) => person === null)) return 'Say --enrol NAME=FILE.';
    const people = enrol.filter((person) => person !== null);
    if (new Set(people.map(({ name }) => name)).size < people.length) {
      return 'Two people cannot have one name.';
    }
    return { file, enrol: people };
  } catch (error) {
    return reasonOf(error);
  }
}

function nameAndFile(text: string) {
  const at = text.indexOf('=');
  const [name, file] = [text.slice(0, at).trim(), text.slice(at + 1)];
  return at < 1 || name === '' || file === '' ? null : { name, file };
}
