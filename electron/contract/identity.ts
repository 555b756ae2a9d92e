/** Enrolment, people and the lock, as the windows see them. */
import type { Spectrum, Trust } from './frame.ts';
import type { Hint, NotLiveReason } from './observation.ts';
import type { SecurityLevel } from './security.ts';

/**
 * Euclidean distances (0 to 2) below which a look matches. Rendered people are more alike than real ones, so a
 * threshold that is safe for the virtual camera's people would lock real ones out: each kind has its own.
 */
export interface PeopleThresholds {
  readonly people: number;
  readonly renderedPeople: number;
}

/** Thresholds of looks in colour against references in colour, and of those in which infrared takes part. */
export interface MatchThresholds extends PeopleThresholds {
  /** Absent for an encoder that was not calibrated on infrared: nothing matches then. */
  readonly infrared?: Readonly<Record<Exclude<Comparison, 'colour'>, PeopleThresholds>>;
}

/** The mean embedding of many people in each spectrum, 128 numbers; not of unit length. */
export type SpectrumMeans = Readonly<Record<Spectrum, Float32Array>>;

/** Those of real people, and those of rendered ones. */
export interface EncoderMeans {
  readonly people: SpectrumMeans;
  readonly renderedPeople: SpectrumMeans;
}

/**
 * What is compared: looks and references of one spectrum, or of both; `infrared-to-colour` is also a look in colour
 * against references in infrared: each is centred on the mean of its spectrum.
 */
export const COMPARISONS = ['colour', 'infrared', 'infrared-to-colour'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * The threshold for somebody enrolled with a camera of this trust; 0, which nothing passes, for a comparison that was
 * not calibrated.
 */
export function thresholdFor(
  enrolledWith: Trust,
  thresholds: MatchThresholds,
  comparison: Comparison = 'colour',
): number {
  const own = comparison === 'colour' ? thresholds : thresholds.infrared?.[comparison];
  if (own === undefined) return 0;
  return enrolledWith === 'virtual' ? own.renderedPeople : own.people;
}

/** Characters of a person's name, and of the label of a look. */
export const LONGEST_NAME = 40;

export interface PersonSummary {
  readonly id: string;
  readonly name: string;
  readonly references: number;
  readonly enrolledAt: string;
  /** Trust of the camera the person was enrolled with; a virtual person's entry is labelled as a demo. */
  readonly trust: Trust;
  readonly encoder: string;
  readonly hasPin: boolean;
  /** How they look, e.g. with glasses; the first is the enrolment, with an empty label. */
  readonly appearances: readonly AppearanceSummary[];
}

export interface AppearanceSummary {
  readonly id: string;
  readonly label: string;
  readonly enrolledAt: string;
  readonly references: number;
}

export const RING_TICKS = 24;

export type EnrolmentView =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'capturing';
      /** First or second round of the head. */
      readonly pass: 1 | 2;
      /** RING_TICKS flags, clockwise from the top: whether the head has pointed there in this pass. */
      readonly ticks: readonly boolean[];
      readonly centreCaptured: boolean;
      /** Where the head points now, unit disc (x image right, y down), for the marker in the ring. */
      readonly direction: { readonly x: number; readonly y: number } | null;
      readonly hint: Hint;
      readonly references: number;
      /** Of a head that does not turn: views that were kept, of those that are needed. Null: it goes round. */
      readonly still: { readonly views: number; readonly of: number } | null;
    }
  /** Waits for Continue. */
  | { readonly phase: 'between-passes'; readonly references: number; readonly isKnownLook: boolean }
  /** Waits for a name and a PIN. `isKnownLook`: the person enrolled for is stored with much the same look already. */
  | { readonly phase: 'naming'; readonly references: number; readonly isKnownLook: boolean }
  | { readonly phase: 'done'; readonly personId: string; readonly references: number }
  | { readonly phase: 'stopped'; readonly reason: string };

export type LockView =
  | { readonly phase: 'nothing-enrolled' }
  | { readonly phase: 'locked'; readonly hint: Hint }
  | { readonly phase: 'looking'; readonly hint: Hint }
  | {
      readonly phase: 'unlocked';
      readonly personId: string;
      readonly name: string;
      readonly by: 'face' | 'pin';
      /** Euclidean distance to the nearest reference (0 to 2), and the threshold; absent after a PIN. */
      readonly distance?: number;
      readonly threshold?: number;
      /** Time from the first frame with the face to the decision. */
      readonly latencyMs?: number;
      /** What spoke for the person; absent after a PIN. */
      readonly evidence?: OpeningEvidence;
      /** Enrolled by a version that did not measure the shape of the head: to be enrolled again. */
      readonly enrolAgain?: true;
    }
  /** Says no more than whoever stands there has seen: not how near they came, nor what spoke against them. */
  | {
      readonly phase: 'not-recognised';
      readonly because: ShownReason;
      readonly triesLeft: number;
    }
  | { readonly phase: 'looks-like-a-picture'; readonly triesLeft: number }
  | {
      readonly phase: 'too-many-tries';
      readonly because: 'tries' | 'pictures';
      readonly retryAt: string | null;
    }
  /** Only a PIN opens, whoever looks: after a start, after 48 hours, or once the last PIN is too long ago. */
  | { readonly phase: 'pin-needed'; readonly because: PinReason }
  | { readonly phase: 'no-camera'; readonly reason: string };

/** The evidence that an attempt opened by, natural logarithms of likelihood ratios (`identity/attempt/evidence.ts`). */
export interface OpeningEvidence {
  readonly level: SecurityLevel;
  /** Of the person against somebody who resembles them. */
  readonly identity: number;
  /** What the shape of the head added; null where it was not measured. */
  readonly shape: number | null;
  /** Mean log odds of a living face. */
  readonly liveness: number;
  /** All of it together, as the level weighs it, and what the level asks for. */
  readonly sum: number;
  readonly bound: number;
}

export const PIN_REASONS = ['start', 'unused', 'old-pin'] as const;
export type PinReason = (typeof PIN_REASONS)[number];

/** The lock, open. */
export type OpenLock = Extract<LockView, { phase: 'unlocked' }>;

/** The lock as the engine judges it: it counts no tries, and main decides whether what it says opens. */
export type JudgedLock =
  | Exclude<
      LockView,
      { phase: 'not-recognised' | 'looks-like-a-picture' | 'too-many-tries' | 'pin-needed' }
    >
  | { readonly phase: 'not-recognised'; readonly because: ShownReason }
  | { readonly phase: 'looks-like-a-picture' };

/** Why a face was not recognised, as far as a locked window may know. */
export const SHOWN_REASONS = ['stranger', 'undecided', 'not-turned', 'eyes-not-seen'] as const;
export type ShownReason = (typeof SHOWN_REASONS)[number];

/** Why an attempt cost a try: somebody else; not sure in time; another head; no turn as asked; a picture. */
export const REFUSAL_REASONS = [...SHOWN_REASONS, 'other-shape', 'picture'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** An attempt that was decided, for main only: it would tell a stranger how to come nearer. */
export interface AttemptReport {
  /** Counts the decisions of this engine, from 1. */
  readonly number: number;
  /** Null: it opened. */
  readonly refused: RefusalReason | null;
  /** What a picture looked like. */
  readonly picture: NotLiveReason | null;
  readonly level: SecurityLevel;
  /** Whom the last judged look was nearest to, and how far away; null if nobody could be compared. */
  readonly nearest: { readonly personId: string; readonly distance: number } | null;
  /** Natural logarithms of what was gathered for that person; null if nothing was. */
  readonly evidence: {
    readonly identity: number;
    readonly liveness: number;
    /** Null where it was not measured. */
    readonly shape: number | null;
  } | null;
  /** How long a face was seen that could be judged, milliseconds. */
  readonly seenMs: number;
}

/** Euclidean distance between a probe and the nearest reference of a person, 0 to 2. */
export interface PersonDistance {
  readonly personId: string;
  readonly name: string;
  readonly distance: number;
  /** To the enrolled references alone, where looks that were added later brought the person nearer. */
  readonly enrolledDistance?: number;
  /** Default: `colour`. */
  readonly comparison?: Comparison;
}
