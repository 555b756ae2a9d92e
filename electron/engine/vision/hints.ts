import type { Hint } from '../../contract/observation.ts';
import type { HeadPose } from '../../contract/head-pose.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { FoundFace } from './detect/face-finder.ts';
import type { MeasuredHead } from './head/head-pose.ts';
import { DARK_FACE } from './infrared/spectrum-choice.ts';

export interface PreviousPose {
  readonly pose: HeadPose;
  readonly timeMs: number;
}

/** Range in which both Kinects measure well, mm; a v1 sees nothing below the first. */
const NEAREST_MM = 420;
const FARTHEST_MM = 1500;
/** Share of the frame's half width and height within which the face should be. */
const CENTRE = 0.75;
/** Mean brightness of the face, 0 … 255; `DARK_FACE` is the other end. */
const BRIGHT = 230;
/** Faster turns smear colour against depth, degrees a second. */
const FASTEST_TURN = 150;
/** Share of the face's surface cells that must carry a reading. */
const LEAST_SURFACE = 0.3;

/**
 * The most useful hint for a person whose face is seen; `none` when all is well.
 * @param frame with the picture that the look was taken from in place of its colour
 */
export function chooseFaceHint(
  frame: RgbdFrame,
  face: FoundFace,
  head: MeasuredHead,
  previous: PreviousPose | null,
): Hint {
  if (face.company.beside > 0) return 'only-one-person';
  const { pose } = head;
  if (pose.distanceMm < NEAREST_MM) return 'move-back';
  if (pose.distanceMm > FARTHEST_MM) return 'move-closer';
  const x = (2 * (face.box.x + face.box.width / 2)) / frame.width - 1;
  const y = (2 * (face.box.y + face.box.height / 2)) / frame.height - 1;
  if (Math.max(Math.abs(x), Math.abs(y)) > CENTRE) return 'centre-face';
  const brightness = meanBrightness(frame, face);
  if (brightness < DARK_FACE) return 'more-light';
  if (brightness > BRIGHT) return 'too-bright';
  if (measuredShare(head) < LEAST_SURFACE) return 'face-covered';
  if (previous !== null && turnRate(previous, pose, frame.timeMs) > FASTEST_TURN) return 'too-fast';
  return 'none';
}

/** Why nobody is seen: a covered camera, darkness, or simply nobody. */
export function chooseEmptyHint(frame: RgbdFrame): Hint {
  let light = 0;
  let readings = 0;
  let samples = 0;
  for (let i = 0; i < frame.depth.length; i += 37) {
    light += frame.color[4 * i + 1] ?? 0;
    if ((frame.depth[i] ?? 0) > 0) readings++;
    samples++;
  }
  if (readings < 0.02 * samples) return 'camera-covered';
  return light / samples < 12 ? 'more-light' : 'nobody';
}

/** Mean luma of the pixels of a face's box that have a colour, 0 to 255; 0 if none has. */
export function meanBrightness(
  frame: Pick<RgbdFrame, 'width' | 'height' | 'color'>,
  { box }: Pick<FoundFace, 'box'>,
): number {
  let sum = 0;
  let count = 0;
  const step = Math.max(1, Math.floor(box.width / 24));
  for (
    let v = Math.max(0, Math.floor(box.y));
    v < Math.min(frame.height, box.y + box.height);
    v += step
  ) {
    for (
      let u = Math.max(0, Math.floor(box.x));
      u < Math.min(frame.width, box.x + box.width);
      u += step
    ) {
      const k = 4 * (v * frame.width + u);
      if ((frame.color[k + 3] ?? 0) === 0) continue;
      // Luma of BT.601.
      sum +=
        0.299 * (frame.color[k] ?? 0) +
        0.587 * (frame.color[k + 1] ?? 0) +
        0.114 * (frame.color[k + 2] ?? 0);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

function measuredShare({ surface }: MeasuredHead): number {
  const { width, height, points } = surface;
  let readings = 0;
  for (let i = 0; i < width * height; i++) if ((points[3 * i + 2] ?? 0) > 0) readings++;
  return readings / Math.max(1, width * height);
}

function turnRate(previous: PreviousPose, pose: HeadPose, timeMs: number): number {
  const seconds = Math.max(1e-3, (timeMs - previous.timeMs) / 1000);
  return Math.hypot(pose.yaw - previous.pose.yaw, pose.pitch - previous.pose.pitch) / seconds;
}
