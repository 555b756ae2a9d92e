import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import type { Trust } from '../../electron/contract/frame.ts';
import { facesCamera, type HeadPose } from '../../electron/contract/head-pose.ts';
import { succeed, type Result } from '../../electron/contract/problem.ts';
import type {
  AttackShot,
  FolderDataset,
} from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import { enrolStills } from './cast/enrol-stills.ts';
import { openStill, poseIn, type ShotViewer, type StillShot } from './cast/still-shot.ts';
import { AttemptTallies, type Tally, type Trial } from './figures/attempt-tally.ts';
import type { Level } from './levels.ts';
import { LockAtLevel } from './lock-at-level.ts';
import { FRAME_TIMES, TURN_TIMES } from './looks/frame-times.ts';
import type { LookSequence } from './looks/look-sequence.ts';
import { RepeatedLooks } from './looks/repeated-looks.ts';
import { SEEN_WELL } from './looks/visit.ts';
import { playVisit, type AttemptLooks } from './play-visit.ts';
import { TRIES_TO_LOCK_OUT } from './run-attempts.ts';

/** Pictures of a folder are believed as a sensor's, as rehearsals of recordings are. */
const TRUST: Trust = 'sensor';
/** Shots of people that do not face the camera, or show no face that is found. */
const TURNED_AWAY = 'turned away';

export interface FolderRun extends ShotViewer {
  readonly dataset: FolderDataset;
  readonly levels: readonly Level[];
  /** Attempts one after the other before each lock, 1 to 5. */
  readonly tries: number;
  /** Different looks of a shot in each attempt, `FEWEST_FRAMES` or more. */
  readonly frames: number;
  /** Locks of others that each person tries, at most. */
  readonly strangers: number;
  readonly onProgress?: (done: number, total: number, what: string) => void;
}

export interface FolderResults {
  readonly tallies: readonly Tally[];
  /** Who could not be enrolled from all of their shots: there is no lock of theirs. */
  readonly notEnrolled: readonly string[];
  /** `person/shot` of those whose person could not be enrolled without them. */
  readonly notTried: readonly string[];
}

interface GenuineShot extends StillShot {
  readonly pose: HeadPose | null;
  /** Of the first attempt; enrolment of the person for other shots shows the same. */
  readonly looks: LookSequence;
}

/**
 * Shows every shot, repeated with fresh noise, to the lock of whoever it is of, enrolled from their other shots; those
 * that face the camera to the locks of others too, and every attack to the lock of its owner, both enrolled from all of
 * their shots. Deterministic by seed; what was seen is kept in the store, so that a run that was stopped goes on. The
 * first unreadable shot is the problem.
 */
export async function runFolderAttempts(run: FolderRun): Promise<Result<FolderResults>> {
  const { dataset, onProgress } = run;
  const total = 2 * dataset.shots.length + dataset.attacks.length;
  let done = 0;
  const progress = (what: string): void => {
    done += 1;
    onProgress?.(done, total, what);
  };
  const byPerson = new Map<string, GenuineShot[]>();
  for (const name of dataset.shots) {
    const still = await openStill(run, name);
    if (!still.ok) return still;
    const looks = still.value.looksIn(0);
    const shot = { ...still.value, looks, pose: await poseIn(looks) };
    byPerson.set(name.person, [...(byPerson.get(name.person) ?? []), shot]);
    progress(`${name.person} enrols`);
  }
  const entries: GalleryEntry[] = [];
  const notEnrolled: string[] = [];
  for (const [person, shots] of byPerson) {
    const entry = await enrol(run, person, shots);
    if (entry === null) notEnrolled.push(person);
    else entries.push(entry);
  }
  const tallies = new AttemptTallies();
  const notTried: string[] = [];
  for (const [person, shots] of byPerson) {
    for (const shot of shots) {
      const isTried = await playGenuine(run, shot, shots, entries, tallies);
      if (!isTried) notTried.push(`${person}/${shot.shot}`);
      progress(`${person}, ${shot.shot}`);
    }
  }
  for (const attack of dataset.attacks) {
    const still = await openStill(run, attack);
    if (!still.ok) return still;
    await playAttack(run, attack, still.value, entries, tallies);
    progress(`${attack.person}, ${attack.species}`);
  }
  return succeed({ tallies: tallies.all(), notEnrolled, notTried });
}

const enrol = (
  { frames, vision }: FolderRun,
  person: string,
  shots: readonly GenuineShot[],
): Promise<GalleryEntry | null> => enrolStills(shots, person, frames, vision, TRUST);

/** @returns whether the shot came before the lock of its own person */
async function playGenuine(
  run: FolderRun,
  shot: GenuineShot,
  shots: readonly GenuineShot[],
  entries: readonly GalleryEntry[],
  tallies: AttemptTallies,
): Promise<boolean> {
  const { person, pose } = shot;
  const own = await enrol(
    run,
    person,
    shots.filter((other) => other !== shot),
  );
  const isFacing = pose !== null && facesCamera(pose);
  const others = isFacing ? othersAfter(person, entries, run.strangers) : [];
  await play(run, shot, own === null ? others : [own, ...others], tallies, ({ owner, level }) => ({
    level: level.name,
    cluster: person,
    kind: owner === person ? 'owner' : 'stranger',
    name: isFacing ? SEEN_WELL : TURNED_AWAY,
    groups: [],
  }));
  return own !== null;
}

/** So many others, those who follow first, so that everybody is tried equally often. */
function othersAfter(
  person: string,
  entries: readonly GalleryEntry[],
  most: number,
): readonly GalleryEntry[] {
  const place = entries.findIndex(({ personId }) => personId === person);
  const others = [...entries.slice(place + 1), ...entries.slice(0, Math.max(0, place))];
  return others.slice(0, most);
}

async function playAttack(
  run: FolderRun,
  { species, person }: AttackShot,
  still: StillShot,
  entries: readonly GalleryEntry[],
  tallies: AttemptTallies,
): Promise<void> {
  const owner = entries.filter(({ personId }) => personId === person);
  await play(run, still, owner, tallies, ({ level }) => ({
    level: level.name,
    cluster: person,
    kind: 'attack',
    name: species,
    groups: [],
  }));
}

/** All attempts of a shot, before every lock that they are a trial of. */
async function play(
  run: FolderRun,
  still: StillShot,
  owners: readonly GalleryEntry[],
  tallies: AttemptTallies,
  trialOf: (lock: LockAtLevel) => Trial,
): Promise<void> {
  const { levels, vision, tries, seed, frames } = run;
  const locks = owners.flatMap((entry) =>
    levels.map((level) => new LockAtLevel(entry, level, vision, TRUST, seed)),
  );
  const ends = await playVisit(
    locks,
    tries,
    (attempt) => stillAttempt(still.looksIn(attempt), frames),
    (lock) => trialOf(lock).kind === 'owner',
  );
  for (const [lock, own] of ends) tallies.add(trialOf(lock), own, tries, TRIES_TO_LOCK_OUT);
}

/** Where the lock asks for a turn of the head, a still goes on as it is. */
const stillAttempt = (looks: LookSequence, frames: number): AttemptLooks => ({
  ahead: new RepeatedLooks(looks, frames, FRAME_TIMES),
  turned: () => new RepeatedLooks(looks, frames, TURN_TIMES),
  save: () => looks.save(),
});
