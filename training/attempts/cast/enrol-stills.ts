import type { GalleryEntry } from '../../../electron/contract/engine/engine-messages.ts';
import type { Trust } from '../../../electron/contract/frame.ts';
import type { HeadPose } from '../../../electron/contract/head-pose.ts';
import type { Vision } from '../../../electron/engine/vision/pipeline.ts';
import type { LookSequence } from '../looks/look-sequence.ts';
import type { RecordedLook } from '../looks/looks-store.ts';
import { placeOf } from '../looks/repeated-looks.ts';
import { enrolFrom } from './enrol-subject.ts';

/** What one shot shows. */
export interface SeenStill {
  readonly looks: LookSequence;
  /** Null where no face was found. */
  readonly pose: HeadPose | null;
}

/** Enrolment begins with a face that looks straight ahead, degrees. */
const AHEAD = 10;
/** Looks from ahead, all shots together: four references, as the app keeps, and shape enough. */
const LOOKS_AHEAD = 16;
/** Looks of every other shot: fewer than would end an enrolment for two shots that are hard to see. */
const LOOKS_TURNED = 2;
const BETWEEN_LOOKS_MS = 100;

/**
 * Enrols somebody from still shots as the app enrols somebody from a recording in which the head is not turned round: those from ahead first, as
 * long as that takes, then the others for a moment each.
 * @param frames how many different looks a shot has
 * @returns null where they do not suffice
 */
export async function enrolStills(
  shots: readonly SeenStill[],
  personId: string,
  frames: number,
  vision: Pick<Vision, 'encoder'>,
  trust: Trust,
): Promise<GalleryEntry | null> {
  const ahead = shots.filter(({ pose }) => isAhead(pose));
  const turned = shots.filter(({ pose }) => pose !== null && !isAhead(pose));
  const ofEach = Math.ceil(LOOKS_AHEAD / Math.max(1, ahead.length));
  const shown: RecordedLook[] = [];
  const show = async ({ looks }: SeenStill, count: number): Promise<void> => {
    for (let k = 0; k < count; k++) {
      const look = await looks.at(placeOf(k, frames));
      if (look === null) return;
      const [sequence, timeMs] = [shown.length, shown.length * BETWEEN_LOOKS_MS];
      shown.push({ ...look, observation: { ...look.observation, sequence, timeMs } });
    }
  };
  for (const shot of ahead) await show(shot, ofEach);
  for (const shot of turned) await show(shot, LOOKS_TURNED);
  for (const { looks } of shots) await looks.save();
  const sequence = {
    at: (k: number) => Promise.resolve(shown[k] ?? null),
    save: () => Promise.resolve(),
  };
  return enrolFrom(sequence, personId, vision, trust);
}

const isAhead = (pose: HeadPose | null): boolean =>
  pose !== null && Math.abs(pose.yaw) <= AHEAD && Math.abs(pose.pitch) <= AHEAD;
