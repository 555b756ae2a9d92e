/**
 * Dumps that fakenect plays as a Kinect v1: a virtual person who looks at the camera, or turns their head in front of
 * it.
 */
import path from 'node:path';
import { orThrow } from '../electron/contract/result-fixture.ts';
import { intendedPose } from '../electron/engine/camera/virtual/motion.ts';
import { openVirtualPerson } from '../electron/engine/camera/virtual/atlas/people.ts';
import { RawKinectV1 } from '../electron/engine/camera/virtual/raw-kinect-v1-fixture.ts';
import { VirtualPerson } from '../electron/engine/camera/virtual/virtual-person.ts';
import { createFakenectDump } from '../electron/engine/exchange/fakenect/fakenect-export.ts';
import type { FrameSink } from '../electron/engine/exchange/frame-source.ts';
import { PROJECT } from './app.ts';

/** As in dim light: a third of the pictures to draw and to store. */
const FPS = 10;
const DISTANCE_MM = 650;
const SEED = 11;

/** The frames of one round of the head: a little faster than the script, well below the hint to slow down. */
const CIRCLE_FRAMES = 46;
/** A round begins with this frame; before it the head looks at the camera for about two seconds. */
const CIRCLE_BEGINS = 30;
/** Length of the script `head-circle`, seconds. */
const SCRIPT = { circleBegins: 2.2, circle: 6 };

/** Numbers of pictures, in the order of playback. A repeated picture is drawn once. */
export type Session = readonly number[];

const pictures = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);
const circle = pictures(CIRCLE_BEGINS, CIRCLE_BEGINS + CIRCLE_FRAMES);

/** Looks at the camera. */
export const LOOK: Session = pictures(0, 20);
/** Looks at the camera for a while, then turns the head round, twice as often as an idle computer needs. */
export const TURN_HEAD: Session = [
  ...LOOK,
  ...LOOK,
  ...pictures(LOOK.length, CIRCLE_BEGINS),
  ...Array.from({ length: 4 }, () => circle).flat(),
];

/** Draws a session of a demo person and writes it as a dump to `folder`, which must not exist yet. */
export async function writeKinectV1Dump(
  folder: string,
  person: string,
  session: Session,
): Promise<void> {
  const atlas = orThrow(await openVirtualPerson(path.join(PROJECT, 'assets'), person));
  const kinect = new RawKinectV1(orThrow(await VirtualPerson.create(atlas)), SEED);
  const drawn = new Map<number, Awaited<ReturnType<typeof draw>>>();
  let sink: FrameSink | null = null;
  for (const [sequence, picture] of session.entries()) {
    const frame = drawn.get(picture) ?? (await draw(kinect, picture));
    drawn.set(picture, frame);
    sink ??= orThrow(await createFakenectDump(folder, frame.sensor));
    orThrow(await sink.write({ ...frame, sequence, timeMs: (sequence * 1000) / FPS }));
  }
  if (sink !== null) orThrow(await sink.finish());
}

async function draw(kinect: RawKinectV1, picture: number) {
  const seconds = SCRIPT.circleBegins + ((picture - CIRCLE_BEGINS) * SCRIPT.circle) / CIRCLE_FRAMES;
  const pose = intendedPose({ kind: 'script', script: 'head-circle' }, seconds, DISTANCE_MM);
  return orThrow(await kinect.capture(pose, picture, (picture * 1000) / FPS));
}
