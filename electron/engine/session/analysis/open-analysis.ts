import type { GalleryEntry } from '../../../contract/engine/engine-messages.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { COMPARED_PERSON, type AnalysisEvent } from '../../../contract/recording-analysis.ts';
import type { SecurityChoice } from '../../../contract/security.ts';
import { RecordedFrames } from '../../camera/recording/recorded-frames.ts';
import { encoderName } from '../../vision/encode/encoder-info.ts';
import { createVision, type Vision } from '../../vision/pipeline.ts';
import { openVision } from '../../vision/worker/open-vision.ts';
import { enrolFromRecording } from '../enrol-from-recording.ts';
import { rehearsedGallery, rehearsedTrust } from '../rehearsed-trust.ts';
import { Rehearsal } from '../rehearsal.ts';
import type { AnalysisData, AnalysisPlan } from './analysis-messages.ts';
import type { OpenRecording } from './recordings-port.ts';
import { RehearsedRecording } from './rehearsed-recording.ts';
import { TrackBuilder, type TrackedLock } from './track-builder.ts';

/** Frames and milliseconds of a piece: often enough for tracks that grow, rare enough to cost nothing. */
const PIECE_FRAMES = 30;
const PIECE_MS = 300;
/** So much of a recording enrols whoever it shows, where no other one does; half of a shorter one. */
const OWN_ENROLMENT_MS = 10_000;

type Piece = Pick<Extract<AnalysisEvent, { kind: 'piece' }>, 'piece' | 'events'>;

export interface Analysis {
  readonly began: Extract<AnalysisEvent, { kind: 'began' }>;
  readonly isOver: boolean;
  /** Looks at the next frames; not while it is looking. */
  next(): Promise<Piece>;
  dispose(): Promise<void>;
}

/** One of the locks that a recording is shown to. */
interface Contender {
  readonly vision: Vision;
  readonly gallery: readonly GalleryEntry[];
}

/**
 * Loads what the analysis of a recording needs; the problem says what is missing.
 * @param signal ends an enrolment from a recording, which may take long
 */
export async function openAnalysis(
  data: AnalysisData,
  openRecording: OpenRecording,
  signal: AbortSignal,
): Promise<Result<Analysis>> {
  const opened = await openRecording(data.file);
  if (!opened.ok) return opened;
  const frames = new RecordedFrames(opened.value);
  const visions: Vision[] = [];
  const dispose = async (): Promise<void> => {
    await Promise.all(visions.map((vision) => vision.dispose()));
    await frames.recording.close();
  };
  const contenders = await openContenders(data, { frames, openRecording, visions, signal });
  if (!contenders.ok) {
    await dispose();
    return contenders;
  }
  const { locks: made, enrolledFrames } = contenders.value;
  const trust = rehearsedTrust(frames.recording.info.sensor.trust);
  const from = Math.max(data.from, enrolledFrames);
  const rehearsals = made.map((contender) => rehearsalOf(contender, trust, data.security));
  const recording = new RehearsedRecording(frames, rehearsals, from);
  const locks = made.map((contender) => trackedLock(contender));
  const builder = new TrackBuilder(locks);
  return succeed({
    began: {
      ...{ kind: 'began', from, frames: frames.count, enrolledFrames },
      locks: locks.map(({ encoder, people }) => ({
        encoder,
        people: people.map(({ personId, name }) => ({ personId, name })),
      })),
    },
    get isOver() {
      return recording.isOver;
    },
    next: () => nextPiece(recording, builder, frames),
    dispose,
  });
}

async function nextPiece(
  recording: RehearsedRecording,
  builder: TrackBuilder,
  frames: RecordedFrames,
): Promise<Piece> {
  const from = recording.next;
  const untilMs = performance.now() + PIECE_MS;
  const events: Piece['events'][number][] = [];
  while (!recording.isOver && builder.length < PIECE_FRAMES && performance.now() < untilMs) {
    const index = recording.next;
    const look = await recording.look();
    // A frame that cannot be read is a gap: the others may be.
    builder.add(frames.timeOf(index), look.ok ? look.value.seen : null);
    if (look.ok) events.push(...look.value.events);
  }
  return { piece: builder.take(from), events };
}

interface Contenders {
  readonly locks: readonly Contender[];
  readonly enrolledFrames: number;
}

interface ContenderSources {
  readonly frames: RecordedFrames;
  readonly openRecording: OpenRecording;
  /** Gets those that were loaded, also where it fails then. */
  readonly visions: Vision[];
  readonly signal: AbortSignal;
}

async function openContenders(
  { plan, assets, engine }: AnalysisData,
  sources: ContenderSources,
): Promise<Result<Contenders>> {
  const { frames, visions } = sources;
  const usual = await openVision(assets, engine);
  if (!usual.ok) return usual;
  visions.push(usual.value.vision);
  if (plan.kind === 'people') {
    const trust = rehearsedTrust(frames.recording.info.sensor.trust);
    const gallery = rehearsedGallery(plan.gallery, trust);
    return succeed({ locks: [{ vision: usual.value.vision, gallery }], enrolledFrames: 0 });
  }
  const other = await createVision({ assets, encoder: plan.encoder });
  if (!other.ok) return other;
  visions.push(other.value);
  return enrolWithBoth(plan, sources);
}

/** Stored references are of one encoder, so both enrol anew, from the same frames. */
async function enrolWithBoth(
  { enrolment }: Extract<AnalysisPlan, { kind: 'encoders' }>,
  { frames, openRecording, visions, signal }: ContenderSources,
): Promise<Result<Contenders>> {
  const opened = enrolment === null ? null : await openRecording(enrolment);
  if (opened?.ok === false) return opened;
  const source = opened === null ? frames : new RecordedFrames(opened.value);
  const most = opened === null ? ownEnrolmentFrames(frames) : source.count;
  try {
    const locks: Contender[] = [];
    let enrolledFrames = 0;
    for (const vision of visions) {
      const enrolled = await enrolFromRecording(vision, COMPARED_PERSON, source, { most, signal });
      if (!enrolled.ok) return enrolled;
      locks.push({ vision, gallery: [enrolled.value.entry] });
      if (opened === null) enrolledFrames = Math.max(enrolledFrames, enrolled.value.frames);
    }
    const [first, second] = locks.map(({ gallery }) => gallery[0]?.trust);
    if (first !== second) return MIXED;
    return succeed({ locks, enrolledFrames });
  } finally {
    await opened?.value.close();
  }
}

const MIXED = fail(
  'internal',
  'The two encoders took the recording for pictures of different cameras, so they cannot be compared on it.',
);

/** Frames of a recording that enrol whoever it shows; the rest is what they are compared with. */
function ownEnrolmentFrames(frames: RecordedFrames): number {
  const limitMs = Math.min(OWN_ENROLMENT_MS, frames.recording.info.durationMs / 2);
  return frames.indexAt(limitMs) + 1;
}

function rehearsalOf(
  { vision, gallery }: Contender,
  trust: ReturnType<typeof rehearsedTrust>,
  security: SecurityChoice,
): Rehearsal {
  return new Rehearsal({ vision, gallery, trust, security, locksAgain: true });
}

function trackedLock({ vision, gallery }: Contender): TrackedLock {
  return {
    encoder: encoderName(vision.encoder),
    people: gallery.map(({ personId, name, trust }) => ({ personId, name, trust })),
    thresholds: vision.encoder.thresholds,
  };
}
