import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import type { Trust } from '../../electron/contract/frame.ts';
import type { GenericFace } from '../../electron/engine/camera/virtual/presentations/generic-face.ts';
import {
  needsProps,
  type Props,
} from '../../electron/engine/camera/virtual/presentations/present.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { AttemptTallies, type Tally, type Trial } from './figures/attempt-tally.ts';
import { enrolFrom } from './cast/enrol-subject.ts';
import type { Level } from './levels.ts';
import { LockAtLevel } from './lock-at-level.ts';
import { LookSequence, seeFrames } from './looks/look-sequence.ts';
import type { LooksStore } from './looks/looks-store.ts';
import { playVisit, type AttemptLooks } from './play-visit.ts';
import { seedOf } from './seed-of.ts';
import type { Cast, Subject } from './cast/subject.ts';
import type { TurnDirection } from './looks/turn.ts';
import { enrolmentFrames, visitFrames } from './looks/visit-frames.ts';
import { visitsOf, type Visit } from './looks/visit.ts';

/** Failed tries after which only the PIN opens. */
export const TRIES_TO_LOCK_OUT = 5;
const TRUST: Trust = 'virtual';

export interface AttemptRun {
  readonly cast: Cast;
  readonly vision: Vision;
  readonly levels: readonly Level[];
  /** Attempts one after the other before each lock, 1 to 5. */
  readonly tries: number;
  readonly seed: number;
  readonly store: LooksStore;
  readonly genericFace: GenericFace;
  /** Default: `visitsOf`. */
  readonly visits?: (place: number) => readonly Visit[];
  readonly onProgress?: (done: number, total: number, what: string) => void;
}

export interface AttemptResults {
  readonly tallies: readonly Tally[];
  /** Who could not be enrolled, and takes no part as an owner. */
  readonly notEnrolled: readonly string[];
}

/**
 * Enrols everybody, lets each come back to their own lock and try all others', and presents every species in their name.
 * Every attempt is drawn and seen once, in front of all locks that it is a trial of. Deterministic by seed; what was seen
 * is kept in the store, so that a run that was stopped goes on.
 */
export async function runAttempts(run: AttemptRun): Promise<AttemptResults> {
  const { cast, onProgress } = run;
  const { subjects } = cast;
  const plans = subjects.map((_, place) => (run.visits ?? visitsOf)(place));
  const total = subjects.length + plans.reduce((sum, visits) => sum + visits.length, 0);
  let done = 0;
  const progress = (what: string): void => {
    done += 1;
    onProgress?.(done, total, what);
  };
  const entries = new Map<string, GalleryEntry>();
  const notEnrolled: string[] = [];
  for (const subject of subjects) {
    const entry = await enrol(run, subject);
    if (entry === null) notEnrolled.push(subject.id);
    else entries.set(subject.id, entry);
    progress(`${subject.id} enrols`);
  }
  const tallies = new AttemptTallies();
  for (const [place, subject] of subjects.entries()) {
    const attacker = subjects[(place + 1) % subjects.length] ?? subject;
    for (const visit of plans[place] ?? []) {
      await play(run, visit, subject, attacker, entries, tallies);
      progress(`${subject.id}, ${visit.name}`);
    }
  }
  return { tallies: tallies.all(), notEnrolled };
}

async function enrol(
  { vision, store, seed }: AttemptRun,
  subject: Subject,
): Promise<GalleryEntry | null> {
  const own = seedOf(seed, subject.id, 'enrolment');
  const looks = new LookSequence(`${subject.id}-enrolment-${seed}`, store, () =>
    seeFrames(vision, enrolmentFrames(subject, own), true),
  );
  return enrolFrom(looks, subject.id, vision, TRUST);
}

/** All attempts of a visit, before every lock that they are a trial of. */
async function play(
  run: AttemptRun,
  visit: Visit,
  subject: Subject,
  attacker: Subject,
  entries: ReadonlyMap<string, GalleryEntry>,
  tallies: AttemptTallies,
): Promise<void> {
  const { levels, vision, tries } = run;
  const owners = visit.triesOthers ? [...entries.values()] : [entries.get(subject.id)];
  const locks = owners.flatMap((entry) =>
    entry === undefined
      ? []
      : levels.map((level) => new LockAtLevel(entry, level, vision, TRUST, run.seed)),
  );
  const ends = await playVisit(
    locks,
    tries,
    (attempt) => new DrawnLooks(run, visit, subject, attacker, attempt),
    (lock) => visit.presentation === 'person' && lock.owner === subject.id,
  );
  for (const [lock, own] of ends) {
    tallies.add(trialOf(visit, subject, lock), own, tries, TRIES_TO_LOCK_OUT);
  }
}

/** What is drawn for one attempt, and looked at. */
class DrawnLooks implements AttemptLooks {
  readonly ahead: LookSequence;
  readonly #turned = new Map<TurnDirection, LookSequence>();
  readonly #looks: (turn: TurnDirection | null) => LookSequence;

  constructor(
    { vision, store, seed, genericFace }: AttemptRun,
    visit: Visit,
    subject: Subject,
    attacker: Subject,
    attempt: number,
  ) {
    const holder = needsProps(visit.presentation) ? [attacker.id] : [];
    const name = [subject.id, ...holder, visit.name, seed, attempt].join('-');
    async function* see(turn: TurnDirection | null) {
      const props: Props | undefined = needsProps(visit.presentation)
        ? { attacker: await attacker.enrolled(), genericFace }
        : undefined;
      const frames = visitFrames(visit, subject, props, seedOf(seed, name), turn);
      yield* seeFrames(vision, frames);
    }
    this.#looks = (turn) =>
      new LookSequence(turn === null ? name : `${name}-turn-${turn}`, store, () => see(turn));
    this.ahead = this.#looks(null);
  }

  turned(turn: TurnDirection): LookSequence {
    const looks = this.#turned.get(turn) ?? this.#looks(turn);
    this.#turned.set(turn, looks);
    return looks;
  }

  async save(): Promise<void> {
    for (const looks of [this.ahead, ...this.#turned.values()]) await looks.save();
  }
}

function trialOf(visit: Visit, subject: Subject, { owner, level }: LockAtLevel): Trial {
  const groups =
    visit.day === 'another' ? (subject.otherDay?.groups ?? subject.groups) : subject.groups;
  const kind =
    visit.presentation !== 'person' ? 'attack' : owner === subject.id ? 'owner' : 'stranger';
  return {
    level: level.name,
    cluster: subject.id,
    kind,
    name: visit.name,
    groups: kind === 'owner' ? groups : [],
  };
}
