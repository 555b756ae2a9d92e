/**
 * The answer of `depthlock verify`: a pure function of what happens and when. The first thing that decides counts, and
 * nothing but an opening by the keeper of the lock makes it a match.
 */
import type { RefusalReason } from '../../contract/identity.ts';
import type { VerifyAnswer } from '../../contract/verify.ts';
import type { FaceObstacle } from '../../engine/lock-out/lock-out.ts';

export type VerifyEvent =
  | { readonly kind: 'nobody-enrolled' }
  /** The vault, the anchor or the disk does not let anybody be judged; the message says why. */
  | { readonly kind: 'closed'; readonly message: string }
  | { readonly kind: 'pin-wrong' }
  /** One was to be read, and none came. */
  | { readonly kind: 'pin-missing' }
  /** Only a PIN opens now. */
  | { readonly kind: 'face-barred'; readonly because: FaceObstacle }
  /** The camera delivers: the time to look begins. */
  | { readonly kind: 'camera-streams' }
  | { readonly kind: 'no-camera'; readonly reason: string }
  /** The keeper charged the attempt, and opened by it. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly because: RefusalReason | 'interrupted' }
  /** Time passes. */
  | { readonly kind: 'tick' };

export interface TimedEvent {
  readonly atMs: number;
  readonly event: VerifyEvent;
}

export interface VerifyDecision {
  readonly answer: VerifyAnswer;
  /** What it means, as a sentence or two. */
  readonly message: string;
}

export interface VerifyState {
  readonly timeoutMs: number;
  readonly beganMs: number;
  /** Null: the camera does not deliver yet. */
  readonly streamsMs: number | null;
  readonly decision: VerifyDecision | null;
}

/** A camera that has not delivered for so long is none. A cold, slow machine loads its models meanwhile. */
export const CAMERA_LIMIT_MS = 30_000;

export const beginVerify = (timeoutMs: number, atMs: number): VerifyState => ({
  ...{ timeoutMs, beganMs: atMs },
  ...{ streamsMs: null, decision: null },
});

/** When the time is over if nothing else happens. */
export const deadlineOf = ({ timeoutMs, beganMs, streamsMs }: VerifyState): number =>
  streamsMs === null ? beganMs + CAMERA_LIMIT_MS : streamsMs + timeoutMs;

/** The next state; a decision stays. Reads no clock. */
export function stepVerify(state: VerifyState, { atMs, event }: TimedEvent): VerifyState {
  if (state.decision !== null) return state;
  if (atMs >= deadlineOf(state)) return { ...state, decision: tooLate(state) };
  if (event.kind === 'camera-streams') return { ...state, streamsMs: state.streamsMs ?? atMs };
  return { ...state, decision: decisionOf(event) };
}

/** The decision after all that happened, null while there is none. */
export const decideVerify = (
  events: readonly TimedEvent[],
  timeoutMs: number,
): VerifyDecision | null => events.reduce(stepVerify, beginVerify(timeoutMs, 0)).decision;

function decisionOf(
  event: Exclude<VerifyEvent, { kind: 'camera-streams' }>,
): VerifyDecision | null {
  switch (event.kind) {
    case 'nobody-enrolled':
      return decide('not-enrolled', 'Nobody is enrolled. Open Depthlock and turn your head once.');
    case 'closed':
      return decide('locked-out', event.message);
    case 'pin-wrong':
      return decide('no-match', 'That PIN is not right. It was counted as a wrong one.');
    case 'pin-missing':
      return decide('no-match', 'No PIN came in the first line of the standard input.');
    case 'face-barred':
      return decide('locked-out', BARRED[event.because]);
    case 'no-camera':
      return decide('no-camera', event.reason);
    case 'opened':
      return decide('match', 'The face is that of somebody enrolled, and alive.');
    case 'refused':
      return REFUSED[event.because];
    case 'tick':
      return null;
  }
}

function tooLate({ streamsMs, timeoutMs }: VerifyState): VerifyDecision {
  if (streamsMs === null) {
    return decide(
      'no-camera',
      `The camera delivered nothing for ${String(CAMERA_LIMIT_MS / 1000)} seconds. Unplug it and plug it in again.`,
    );
  }
  const seconds = timeoutMs / 1000;
  const span = seconds === 1 ? 'a second' : `${String(seconds)} seconds`;
  return decide('no-match', `Nobody was recognised within ${span}.`);
}

const decide = (answer: VerifyAnswer, message: string): VerifyDecision => ({ answer, message });

const BARRED: Readonly<Record<FaceObstacle, string>> = {
  tries: 'Too many faces were refused, so only the PIN opens. Open Depthlock and enter it.',
  pictures: 'Pictures of a face were shown, so only the PIN opens. Open Depthlock and enter it.',
  start:
    'No PIN was given since this computer started. Open Depthlock and enter the PIN once, or pass it with --pin-from-stdin.',
  unused:
    'Nothing has opened Depthlock for two days, so only the PIN opens. Open Depthlock and enter it.',
  'old-pin': 'The PIN was last given long ago, so only the PIN opens. Open Depthlock and enter it.',
};

const NOT_RECOGNISED = decide('no-match', 'The face is not that of anybody enrolled.');
const REFUSED: Readonly<Record<RefusalReason | 'interrupted', VerifyDecision>> = {
  stranger: NOT_RECOGNISED,
  // Says no more than a stranger may know.
  'other-shape': NOT_RECOGNISED,
  undecided: decide('no-match', 'It could not be made sure whose face it is.'),
  'not-turned': decide('no-match', 'The head was not turned as asked.'),
  'eyes-not-seen': decide('no-match', 'The eyes were not seen open.'),
  picture: decide('spoof', 'What was shown is no living face.'),
  interrupted: decide('no-match', 'The judging was broken off.'),
};
