import type { RgbdFrame } from '../../../contract/frame.ts';
import { findHeadInDepth, type HeadInDepth } from './depth-finder.ts';
import { NO_COMPANY } from '../detect/face-choice.ts';
import type { FaceSearch, FoundFace } from '../detect/face-finder.ts';
import type { HeadGuesser } from './head-guesser.ts';
import type { HeadMeter, MeasuredHead } from '../head/head-pose.ts';
import { landmarksForCrop } from './slipped-landmarks.ts';

/** Heights of faces from brow to chin, as the landmarks span them, mm: children's are no smaller, adults' no larger. */
const FACE_MM = { least: 100, most: 280 };

/** A head that was found and measured. */
export type AcquiredHead = HeadInDepth;

export type HeadAcquisition =
  | { readonly kind: 'head'; readonly by: 'colour' | 'depth'; readonly acquired: AcquiredHead }
  /** `unmeasured`: colour shows a face where depth has no data. */
  | { readonly kind: 'nobody'; readonly because: 'nothing-seen' | 'unmeasured' };

/**
 * Measures the face that colour shows. If there is none, or one that depth cannot measure or that is not the size of a
 * face (landmarks caught on the frames of glasses, a picture on the wall), looks for a head in depth. Landmarks that have
 * slipped off the face are replaced by those of the measured head, and where that is unsure too, of a head that depth
 * finds by itself. Where it finds none and nothing could be aligned either, there is no crop: one that slipped is worse.
 */
export async function acquireHead(
  frame: RgbdFrame,
  found: FaceSearch,
  guesser: HeadGuesser,
  meter: HeadMeter,
): Promise<HeadAcquisition> {
  const measured = found.kind === 'face' ? meter.measure(frame, found.face.landmarks) : null;
  let doubtful: AcquiredHead | null = null;
  if (found.kind === 'face' && measured?.kind === 'pose') {
    const { head } = measured;
    const { face } = found;
    if (hasFaceSize(frame, face, head)) {
      const crop = landmarksForCrop(face, head, frame.camera.intrinsics, meter.mean);
      if (crop.kind !== 'doubtful') {
        const acquired = { face: { ...face, landmarks: crop.landmarks }, head, crop: crop.kind };
        return { kind: 'head', by: 'colour', acquired };
      }
      const isAligned = head.alignment.matched > 0;
      doubtful = { face, head: copyOf(head), crop: isAligned ? 'seen' : 'lost' };
    }
  }
  const inDepth = await findHeadInDepth(frame, guesser, meter);
  if (inDepth !== null) {
    const face = { ...inDepth.face, company: doubtful?.face.company ?? NO_COMPANY };
    return { kind: 'head', by: 'depth', acquired: { ...inDepth, face } };
  }
  if (doubtful !== null) return { kind: 'head', by: 'colour', acquired: doubtful };
  return {
    kind: 'nobody',
    because: measured?.kind === 'no-depth' ? 'unmeasured' : 'nothing-seen',
  };
}

/** Its own surface: the meter overwrites that of a head when it measures the next. */
function copyOf(head: MeasuredHead): MeasuredHead {
  return { ...head, surface: { ...head.surface, points: head.surface.points.slice() } };
}

/** Only a depth camera can tell a pattern on a wall from a face: by its true size. */
function hasFaceSize(frame: RgbdFrame, { box }: FoundFace, { pose }: MeasuredHead): boolean {
  const pixels = Math.max(box.width, box.height);
  const millimetres = (pixels * pose.distanceMm) / frame.camera.intrinsics.fy;
  return millimetres >= FACE_MM.least && millimetres <= FACE_MM.most;
}
