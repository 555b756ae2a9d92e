import type { RgbdFrame } from '../../../contract/frame.ts';
import { findHeadInDepth, type HeadInDepth } from './depth-finder.ts';
import type { FaceSearch } from '../detect/face-finder.ts';
import { hasFaceSize } from '../head/face-size.ts';
import type { HeadGuesser } from './head-guesser.ts';
import type { HeadMeter } from '../head/head-pose.ts';

/** A head that was found and measured. */
export type AcquiredHead = HeadInDepth;

export type HeadAcquisition =
  | { readonly kind: 'head'; readonly by: 'colour' | 'depth'; readonly acquired: AcquiredHead }
  /** `unmeasured`: a face is in the colours that depth says nothing about. */
  | { readonly kind: 'nobody'; readonly because: 'nothing-seen' | 'unmeasured' };

/**
 * Measures the face that colour shows. Where it shows none, or one that depth cannot measure or that has the size of
 * no face (landmarks that caught on the frames of glasses, a picture on the wall), depth is asked for a head.
 */
export async function acquireHead(
  frame: RgbdFrame,
  found: FaceSearch,
  guesser: HeadGuesser,
  meter: HeadMeter,
): Promise<HeadAcquisition> {
  const measured = found.kind === 'face' ? meter.measure(frame, found.face.landmarks) : null;
  if (found.kind === 'face' && measured?.kind === 'pose') {
    const { head } = measured;
    const { face } = found;
    if (hasFaceSize(frame, face, head)) {
      return { kind: 'head', by: 'colour', acquired: { face, head } };
    }
  }
  const inDepth = await findHeadInDepth(frame, guesser, meter);
  if (inDepth !== null) return { kind: 'head', by: 'depth', acquired: inDepth };
  return {
    kind: 'nobody',
    because: measured?.kind === 'no-depth' ? 'unmeasured' : 'nothing-seen',
  };
}
