import { fstatSync } from 'node:fs';
import { Command, Option } from '@commander-js/extra-typings';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { succeed, type Result } from '../../contract/problem.ts';
import { DEFAULT_SECURITY, SECURITY_LEVELS, type SecurityLevel } from '../../contract/security.ts';
import type { RecordingEvent } from '../../contract/recording-analysis.ts';
import {
  RehearsedRecording,
  type RehearsedLook,
} from '../../engine/session/analysis/rehearsed-recording.ts';
import { Rehearsal, type RehearsedFrame } from '../../engine/session/rehearsal.ts';
import { rehearsedGallery, rehearsedTrust } from '../../engine/session/rehearsed-trust.ts';
import { createVision, type Vision } from '../../engine/vision/pipeline.ts';
import { examples, exitsWith } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { enrolNamed, enrolOption, withFrames, type NamedRecording } from './named-recording.ts';

export const replayCommand = new Command('replay')
  .description(
    'Shows the lock every frame of a recording, and prints a line of JSON for each: time, head pose, distance to each person, decision, reasons. Nothing is opened or stored.',
  )
  .argument('<file>', 'recording (.mcap)')
  .addOption(
    enrolOption(
      'enrol whoever another recording, or the same, shows; once for each person',
      'nobody',
    ),
  )
  .addOption(
    new Option('--level <name>', 'how sure the lock wants to be')
      .choices(SECURITY_LEVELS)
      .default(DEFAULT_SECURITY.level),
  )
  .addHelpText(
    'after',
    examples(
      'replay look.mcap',
      'replay look.mcap --enrol "Ada Lovelace=ada.mcap" --enrol Bruno=bruno.mcap',
    ),
  )
  .action(
    exitsWith(async (file, { enrol, level }) => {
      const vision = await createVision({ assets: ASSETS_FOLDER });
      if (!vision.ok) return complain('replay', vision.problem.message, EXIT.failed);
      const interruption = listenForInterruption(() => undefined);
      try {
        const replayed = await replay(vision.value, { file, enrol, level }, interruption.signal);
        clearProgress();
        if (!replayed.ok) return complain('replay', replayed.problem.message, EXIT.failed);
        return interruption.signal.aborted ? EXIT.interrupted : EXIT.done;
      } finally {
        interruption.end();
        await vision.value.dispose();
      }
    }),
  );

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
  /** `live`, `not-live` or `undecided`; null if nobody was seen. */
  readonly liveness: string | null;
  /** Euclidean, 0 to 2, to the nearest reference of each person. */
  readonly distances: Readonly<Record<string, number>>;
  /** State of the lock after this frame: `phase` as in `contract/identity.ts`, and its details. */
  readonly decision: RehearsedFrame['decision'];
  /** The attempt that ends with this frame, with its reasons; null if none does. */
  readonly attempt: RehearsedFrame['attempt'];
  /** What happens with this frame; mostly nothing. As the player marks it on its time line. */
  readonly events: readonly RecordingEvent[];
}

interface Replayed {
  readonly file: string;
  readonly enrol: readonly NamedRecording[];
  readonly level: SecurityLevel;
}

async function replay(
  vision: Vision,
  { file, enrol, level }: Replayed,
  signal: AbortSignal,
): Promise<Result<undefined>> {
  const gallery: GalleryEntry[] = [];
  for (const person of enrol) {
    if (signal.aborted) return succeed(undefined);
    showProgress(`Enrolling ${person.name}`);
    const entry = await enrolNamed(vision, person);
    if (!entry.ok) return entry;
    gallery.push(entry.value);
  }
  clearProgress();
  return withFrames(file, async (frames) => {
    const trust = rehearsedTrust(frames.recording.info.sensor.trust);
    const rehearsal = new Rehearsal({
      ...{ vision, gallery: rehearsedGallery(gallery, trust), trust, locksAgain: true },
      security: { ...DEFAULT_SECURITY, level },
    });
    // Elsewhere they may show on the same terminal, where they are the progress.
    const linesGoToFile = fstatSync(process.stdout.fd).isFile();
    const rehearsed = new RehearsedRecording(frames, [rehearsal]);
    while (!rehearsed.isOver && !signal.aborted) {
      const look = await rehearsed.look();
      if (!look.ok) return look;
      for (const seen of look.value.seen) console.log(JSON.stringify(lineOf(look.value, seen)));
      if (linesGoToFile) showProgress(`${rehearsed.next} of ${frames.count} frames`);
    }
    return succeed(undefined);
  });
}

function lineOf(
  { frame, events }: RehearsedLook,
  { observation, distances, decision, attempt }: RehearsedFrame,
): ReplayLine {
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
    attempt,
    events,
  };
}

const turnOf = ({ yaw, pitch, roll }: NonNullable<ReplayLine['pose']>) => ({ yaw, pitch, roll });
