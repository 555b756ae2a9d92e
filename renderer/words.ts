/**
 * Every sentence a person can read about the camera, their face and the lock, in one place: what happened,
 * what it means, what to do.
 */
import type { EngineState, Statistics } from '../electron/contract/window/app-state.ts';
import type { Presentation, SourceState, VirtualMotion } from '../electron/contract/camera.ts';
import type {
  EnrolmentView,
  LockView,
  PinReason,
  ShownReason,
} from '../electron/contract/identity.ts';
import type { Hint } from '../electron/contract/observation.ts';

/** What to do next while the camera looks at a face. */
export const HINT_WORDS: Readonly<Record<Hint, string>> = {
  none: '',
  nobody: 'Sit in front of the camera.',
  'move-closer': 'Move a little closer.',
  'move-back': 'Move back a little.',
  'centre-face': 'Bring your face to the middle.',
  'more-light': 'Find a little more light.',
  'too-bright': 'It is too bright here. Turn away from the light.',
  'hold-still': 'Hold still for a moment.',
  'too-fast': 'A little slower.',
  'look-at-camera': 'Look at the camera.',
  'open-your-eyes': 'Please open your eyes.',
  'turn-head-left': 'Turn your head a little to your left.',
  'turn-head-right': 'Turn your head a little to your right.',
  'turn-head-up': 'Raise your chin a little.',
  'turn-head-down': 'Lower your chin a little.',
  'press-a-key': 'Press a key, or look away and back.',
  'enrol-again':
    'You enrolled with an earlier version, which did not measure enough for this security level. Use your PIN, then enrol again.',
  'only-one-person': 'Only one person at a time, please.',
  'face-covered': 'Take off what covers your face.',
  'camera-covered': 'Something covers the camera.',
  'no-depth':
    'The camera cannot measure you here. Move back a little, away from glass and sunlight.',
  'camera-slow': 'The camera sends only a few pictures a second, so this takes a little longer.',
  'camera-unsteady':
    'The pictures come in fits and starts, so this takes longer. If it stays so, plug the camera in again.',
};

/** Cause of few looks a second. */
export type SlowPart = 'camera' | 'computer';

/** Sufficient pictures a second: if the camera sends as many, it is the computer that cannot keep up. */
const ENOUGH_FPS = 6;

export function slowPart(statistics: Statistics | null): SlowPart {
  return statistics !== null && statistics.sensorFps >= ENOUGH_FPS ? 'computer' : 'camera';
}

function hintWords(hint: Hint, slow: SlowPart): string {
  return hint === 'camera-slow' && slow === 'computer'
    ? 'This computer is busy, so this takes a little longer.'
    : HINT_WORDS[hint];
}

/** The line under the enrolment ring. */
export function enrolmentHint(hint: Hint, slow: SlowPart): string {
  switch (hint) {
    case 'none':
      return 'Move your head slowly to complete the circle.';
    case 'camera-slow':
      return slow === 'computer'
        ? 'Move your head very slowly: this computer is busy.'
        : 'Move your head very slowly: the camera sends few pictures.';
    case 'camera-unsteady':
      return 'Move your head very slowly: the pictures come in fits and starts.';
    default:
      return HINT_WORDS[hint];
  }
}

/** A state in two lines: what it is, and what to do about it. */
export interface Telling {
  readonly title: string;
  readonly detail: string;
}

/** What to do after a refusal. Nobody learns how near they came, nor what gave them away. */
const REFUSAL_WORDS: Readonly<Record<ShownReason, string>> = {
  stranger: 'Look straight at the camera and try again.',
  undecided:
    'Depthlock could not be sure. Come a little closer, into even light, and look straight at the camera.',
  'not-turned': 'Your head did not turn as asked. Try again, slowly.',
  'eyes-not-seen':
    'Your eyes were not seen open. Come a little closer, into even light, and look at the camera.',
};

/** Texts of the lock screen; `slow` matters only for the hint `camera-slow`. */
export function lockWords(view: LockView, slow: SlowPart = 'camera'): Telling {
  switch (view.phase) {
    case 'nothing-enrolled':
      return { title: 'Nobody is enrolled yet', detail: 'Enrol your face to use the lock.' };
    case 'locked':
      return { title: 'Locked', detail: hintWords(view.hint, slow) || 'Look at the camera.' };
    case 'looking':
      return { title: 'Looking…', detail: hintWords(view.hint, slow) };
    case 'unlocked':
      return { title: `Hello, ${view.name}`, detail: '' };
    case 'not-recognised':
      return {
        title: 'Not recognised',
        detail: `${REFUSAL_WORDS[view.because]} ${triesWords(view.triesLeft)}`,
      };
    case 'looks-like-a-picture':
      return {
        title: 'That looks like a picture',
        detail: `Depthlock opens only for a real face. If it is yours, show all of it and look straight at the camera. ${triesWords(view.triesLeft)}`,
      };
    case 'too-many-tries':
      return {
        title: view.because === 'pictures' ? 'Too many pictures' : 'Too many tries',
        detail: 'Use your PIN to open the lock.',
      };
    case 'pin-needed':
      return PIN_WORDS[view.because];
    case 'no-camera':
      return { title: 'No camera', detail: view.reason };
  }
}

/** Why no face opens it now. */
const PIN_WORDS: Readonly<Record<PinReason, Telling>> = {
  start: {
    title: 'Your PIN first',
    detail: 'After a start only your PIN opens the lock. Then your face does.',
  },
  unused: {
    title: 'Not opened for two days',
    detail: 'Use your PIN this time. Then your face opens the lock again.',
  },
  'old-pin': {
    title: 'Your PIN once more',
    detail: 'You have not used it for almost a week. Then your face opens the lock again.',
  },
};

/** Number of tries by face left before the PIN is required. */
export function triesWords(triesLeft: number): string {
  if (triesLeft <= 0) return 'Next time it will ask for your PIN.';
  return triesLeft === 1 ? 'One try left.' : `${triesLeft} tries left.`;
}

/** Announcements of the enrolment's phases for screen readers. */
export function enrolmentWords(view: EnrolmentView): string {
  switch (view.phase) {
    case 'idle':
      return '';
    case 'capturing':
      return view.pass === 1 ? 'First circle.' : 'Second circle.';
    case 'between-passes':
      return 'First circle complete. Press Continue for the second one.';
    case 'naming':
      return 'Your face is captured. Give it a name and a PIN.';
    case 'done':
      return 'You are enrolled.';
    case 'stopped':
      return view.reason;
  }
}

/** Said wherever somebody could take the virtual Kinect's people for themselves. */
export const DEMO_WORDS =
  'A demo with computer-generated people. They can’t open a lock enrolled with a real camera.';

/** Text of the bar while the engine is not running; empty while it is. */
export function engineWords(state: EngineState): string {
  switch (state.phase) {
    case 'starting':
      return 'Depthlock is getting ready.';
    case 'running':
      return '';
    case 'restarting':
      return `${state.reason} Depthlock is starting again by itself.`;
    case 'failed':
      return state.problem.message;
  }
}

export const SOURCE_STATE_WORDS: Readonly<Record<SourceState['state'], string>> = {
  streaming: 'In use',
  starting: 'Starting…',
  available: 'Ready',
  unavailable: 'Not available',
  stopped: 'Stopped',
};

/** What is done about a camera that shows the world the wrong way round, and what that means. */
export const MIRRORED_WORDS = {
  label: 'Turn its pictures left to right',
  help: 'Raise your right hand before this camera: under Live it belongs on the left, as in a photograph of you. Only if it is on the right, turn the pictures. The camera then starts again, a recording ends, and whoever enrolled with it may have to enrol again: a mirrored face is another face.',
} as const;

export type VirtualScript = Extract<VirtualMotion, { kind: 'script' }>['script'];

export const SCRIPT_WORDS: Readonly<Record<VirtualScript, string>> = {
  idle: 'Looks at the camera',
  'head-circle': 'Circles the head twice',
  'look-around': 'Looks around',
  approach: 'Walks up',
};

/** What is shown to the virtual Kinect, as its chooser names it. */
export const PRESENTATION_WORDS: Readonly<Record<Presentation, string>> = {
  person: 'The person',
  'print-flat': 'A photo held up',
  'print-bent': 'A photo, bent',
  'print-folded': 'A photo, folded',
  'print-nose': 'A photo, nose folded out',
  'print-eye-holes': 'A photo with eye holes',
  'print-near': 'A photo before a face',
  tablet: 'A tablet',
  asleep: 'The person, asleep',
  'generic-mask': 'A mask of no one’s shape',
  'paper-mask': 'A paper mask',
  'colour-on-other-head': 'Another head, made up',
  'head-copy': 'A 3-D copy of the head',
};

/** Why the key storage matters, in plain words. `backend` is the name Electron gives it. */
export function keyStorageWords(backend: string): {
  readonly safe: boolean;
  readonly text: string;
} {
  if (backend === 'basic_text') {
    return {
      safe: false,
      text:
        'This computer has no keyring, so only your PIN opens your face data after a start. ' +
        'Someone who copies your files can try PINs: choose a long one, or install GNOME Keyring or KWallet.',
    };
  }
  if (backend === 'none') {
    return {
      safe: false,
      text: 'This computer offers no place to lock away the key to your face data, so only your PIN can open it.',
    };
  }
  if (backend === '' || backend === 'unknown') {
    return {
      safe: false,
      text: 'Depthlock could not find out where this computer keeps the key to your face data.',
    };
  }
  return { safe: true, text: 'The key to your face data is kept by the keyring of this computer.' };
}

/** Shown when a request to the app gets no answer at all. */
export const UNREACHABLE =
  'The window lost touch with Depthlock, so the last action was not carried out. Close the window and open it again.';
