/** Dumps that fakenect plays as a Kinect v1: a virtual person who turns the head, or only looks at the camera. */
import path from 'node:path';
import { intendedPose, pursue, type VirtualPose } from '../electron/engine/camera/virtual/motion.ts';
import { openVirtualPerson } from '../electron/engine/camera/virtual/people.ts';
import { RawKinectV1 } from '../electron/engine/camera/virtual/raw-kinect-v1-fixture.ts';
import { VirtualPerson } from '../electron/engine/camera/virtual/virtual-person.ts';
import { createFakenectDump } from '../electron/engine/recording/formats/fakenect-export.ts';
import type { SessionSink } from '../electron/engine/recording/formats/session.ts';
import type { Result } from '../electron/contract/problem.ts';
import { PROJECT } from './app.ts';

/** As a Kinect v1 in dim light: half the pictures to draw and to keep. */
const FPS = 15;
const DISTANCE_MM = 650;
const SEED = 11;

/** The head at a moment of the session. */
export interface Session {
  readonly seconds: number;
  poseAt(seconds: number): VirtualPose;
}

/** Looks at the camera. */
export const LOOK: Session = {
  seconds: 5,
  poseAt: (seconds) =>
    intendedPose({ kind: 'script', script: 'idle' }, seconds, DISTANCE_MM),
};

/** The script's two circles begin and end here, seconds. */
const SCRIPT = { circlesFrom: 2.2, circle: 6, end: 15.4 };
/** Faster than the script, and still slower than the hint to slow down. */
const PACE = 1.3;
/** Time to press the button. */
const REST_SECONDS = 2;

/** Looks at the camera, then turns the head round three times: one round may pass before Continue is pressed. */
export const THREE_CIRCLES: Session = {
  seconds: REST_SECONDS + (SCRIPT.end + SCRIPT.circle) / PACE,
  poseAt: (seconds) => {
    const t = Math.max(0, seconds - REST_SECONDS) * PACE;
    const onceMore = t > SCRIPT.circlesFrom + SCRIPT.circle;
    const scripted = onceMore ? t - SCRIPT.circle : t;
    return intendedPose({ kind: 'script', script: 'head-circle' }, scripted, DISTANCE_MM);
  },
};

/** Draws a session of somebody of the demo and writes it as a dump to `folder`, which must not be there yet. */
export async function writeKinectV1Dump(
  folder: string,
  person: string,
  session: Session,
): Promise<void> {
  const atlas = orThrow(await openVirtualPerson(path.join(PROJECT, 'assets'), person));
  const kinect = new RawKinectV1(orThrow(await VirtualPerson.create(atlas)), SEED);
  let sink: SessionSink | null = null;
  let pose = session.poseAt(0);
  for (let i = 0; i < session.seconds * FPS; i++) {
    pose = pursue(pose, session.poseAt(i / FPS), 1 / FPS);
    const frame = orThrow(await kinect.capture(pose, i, (i * 1000) / FPS));
    sink ??= orThrow(await createFakenectDump(folder, frame.sensor));
    orThrow(await sink.write(frame));
  }
  orThrow((await sink?.finish()) ?? { ok: true, value: undefined });
}

function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
