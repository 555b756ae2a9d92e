/** An analysis of a recording as the stand-in shows it: made of waves, of nobody. */
import {
  COMPARED_PERSON,
  LOCK_PHASES,
  type AnalysisView,
  type LockTrack,
  type RecordingEvent,
  type TrackPiece,
} from '../../electron/contract/recording-analysis.ts';
import type { RecordingSummary } from '../../electron/contract/recordings.ts';

const FRAME_MS = 1000 / 30;
/** Shares of a recording: when somebody comes and goes, and what happens then. */
const VISITS = [
  { from: 0.06, to: 0.34, opensAt: 0.09 },
  { from: 0.46, to: 0.62, opensAt: null },
  { from: 0.72, to: 0.95, opensAt: 0.76 },
] as const;
const REFUSED_AT = 0.5;
const PICTURE_AT = 0.57;
const ENCODERS = ['fused 4', 'squeezenet 2'] as const;

type Recording = Pick<RecordingSummary, 'id' | 'frames'>;

/** @param share of the recording that is analysed */
export function sampleAnalysis(
  { id, frames }: Recording,
  phase: AnalysisView['phase'],
  share: number,
): AnalysisView {
  const done = Math.round(share * frames);
  return {
    ...{ id, kind: 'people', phase, done, frames },
    locks: [
      {
        encoder: ENCODERS[0],
        people: [
          { personId: 'p-ada', name: 'Ada Moreau' },
          { personId: 'p-tomas', name: 'Tomás Herrera' },
        ],
      },
    ],
    events: eventsOf(frames).filter(({ frame }) => frame < done),
    ...{ begunAnew: [], enrolledFrames: 0, problem: null },
  };
}

export function sampleComparison({ id, frames }: Recording, encoder: string): AnalysisView {
  const enrolled = [{ personId: COMPARED_PERSON, name: COMPARED_PERSON }];
  const from = Math.round(0.1 * frames);
  return {
    ...{ id, kind: 'encoders', phase: 'done', done: frames, frames },
    locks: [
      { encoder: ENCODERS[0], people: enrolled },
      { encoder: `${encoder} 2`, people: enrolled },
    ],
    events: eventsOf(frames).filter(({ frame }) => frame >= from),
    ...{ begunAnew: [], enrolledFrames: from, problem: null },
  };
}

function eventsOf(frames: number): RecordingEvent[] {
  const at = (share: number) => {
    const frame = Math.round(share * frames);
    return { frame, timeMs: frame * FRAME_MS };
  };
  const ada = { personId: 'p-ada', name: 'Ada Moreau' };
  return [
    { kind: 'face', isFirst: true, ...at(VISITS[0].from) },
    { kind: 'unlock', ...ada, ...at(VISITS[0].opensAt) },
    { kind: 'locked-again', ...at(VISITS[0].to + 0.05) },
    { kind: 'face', isFirst: false, ...at(VISITS[1].from) },
    { kind: 'refusal', because: 'stranger', ...at(REFUSED_AT) },
    { kind: 'picture', because: 'flat', ...at(PICTURE_AT) },
    { kind: 'face', isFirst: false, ...at(VISITS[2].from) },
    { kind: 'unlock', ...ada, ...at(VISITS[2].opensAt) },
  ];
}

/** What is known from a frame on; null: nothing is. */
export function sampleTracks(view: AnalysisView, wanted: number): TrackPiece | null {
  const from = Math.max(wanted, view.enrolledFrames);
  const indexes = Array.from({ length: Math.max(0, view.done - from) }, (_, k) => from + k);
  if (indexes.length === 0) return null;
  const shareOf = (index: number): number => index / view.frames;
  const seen = (of: (index: number) => number): Float32Array =>
    Float32Array.from(indexes, (index) => (visitAt(shareOf(index)) === null ? NaN : of(index)));
  return {
    from,
    times: Float64Array.from(indexes, (index) => index * FRAME_MS),
    yaw: seen((index) => 18 * Math.sin(index / 90)),
    pitch: seen((index) => 7 * Math.sin(index / 60)),
    roll: seen((index) => 3 * Math.sin(index / 200)),
    distanceMm: seen((index) => 640 + 60 * Math.sin(index / 300)),
    liveness: seen((index) =>
      shareOf(index) > PICTURE_AT - 0.03 && isRefused(index, view) ? -4 : 5,
    ),
    locks: view.locks.map(({ people }, k) => lockTrack(view, indexes, k, people.length)),
  };
}

function lockTrack(
  view: AnalysisView,
  indexes: readonly number[],
  lock: number,
  people: number,
): LockTrack {
  const distance = (index: number, person: number): number => {
    if (visitAt(index / view.frames) === null) return NaN;
    const isOwner = person === 0 && !isRefused(index, view);
    const wander = 0.09 * Math.sin(index / 40 + lock) + 0.03 * Math.sin(index / 7 + person);
    return (isOwner ? 0.48 + 0.22 * lock : 1.16 - 0.1 * lock) + wander;
  };
  const each = (of: (person: number) => Float32Array): Float32Array[] =>
    Array.from({ length: people }, (_, person) => of(person));
  return {
    phases: Uint8Array.from(indexes, (index) => LOCK_PHASES.indexOf(phaseAt(index / view.frames))),
    distances: each((person) => Float32Array.from(indexes, (index) => distance(index, person))),
    thresholds: each(() => new Float32Array(indexes.length).fill(lock === 0 ? 0.82 : 0.74)),
  };
}

const visitAt = (share: number) =>
  VISITS.find(({ from, to }) => share >= from && share < to) ?? null;

const isRefused = (index: number, { frames }: AnalysisView): boolean =>
  visitAt(index / frames) === VISITS[1];

function phaseAt(share: number): (typeof LOCK_PHASES)[number] {
  const open = VISITS.some(
    ({ opensAt, to }) => opensAt !== null && share >= opensAt && share < to + 0.05,
  );
  if (open) return 'unlocked';
  const visit = visitAt(share);
  if (visit === null) return 'locked';
  if (share >= REFUSED_AT && share < REFUSED_AT + 0.02) return 'not-recognised';
  if (share >= PICTURE_AT && share < PICTURE_AT + 0.02) return 'looks-like-a-picture';
  return 'looking';
}
