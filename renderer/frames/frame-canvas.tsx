import { useEffect, useRef, useState } from 'react';
import type { FrameMessage, FrameWish } from '../../electron/contract/window/bridge.ts';
import { useFrames, useStore } from '../app/window-context.tsx';
import { boxInPicture } from './box-in-picture.ts';
import { DepthRangeFollower } from './depth-range.ts';
import { drawFaceBox } from './face-box.ts';
import { drawHeadMarks, type HeadMarks } from './head-marks.ts';
import styles from './frame-canvas.module.css';
import { PICTURES, type PictureName } from './pictures.ts';
import { StagedPicture, type StagedImage } from './staged-picture.ts';

const NO_MARKS: HeadMarks = { axes: false, landmarks: false };

interface FrameCanvasProps {
  readonly picture: PictureName;
  /** What a screen reader calls the picture. */
  readonly label: string;
  readonly faceBox?: boolean;
  /** Drawn over the head; they come only while the lock is open. Default: none. */
  readonly marks?: HeadMarks;
  /** Shared by pictures and legend of a screen; default: its own. */
  readonly depthRange?: DepthRangeFollower;
}

/** The whole frame as one of its pictures, as the camera sees it (not mirrored). */
export function FrameCanvas({
  picture: name,
  label,
  faceBox = false,
  marks = NO_MARKS,
  depthRange,
}: FrameCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useFrames();
  const store = useStore();
  const [own] = useState(() => new DepthRangeFollower());
  const follower = depthRange ?? own;
  const { axes, landmarks } = marks;
  useEffect(() => {
    const picture = PICTURES[name];
    const staged = new StagedPicture(picture);
    function draw(frame: FrameMessage): void {
      const target = canvas.current;
      const context = target?.getContext('2d');
      const { observation } = store.getState();
      // A part of the picture, cut for a screen that was shown before, is not the whole.
      const isPart = picture.source === 'picture' && frame.picture?.isWhole !== true;
      const image = isPart ? null : staged.stage(frame, follower.follow(frame, observation));
      if (!target || !context || image === null) return;
      fitTo(target, image);
      const { width, height } = image;
      context.clearRect(0, 0, width, height);
      context.drawImage(image.canvas, 0, 0, width, height, 0, 0, width, height);
      const place = frame[picture.source]?.place;
      if (faceBox && observation?.kind === 'face') {
        drawFaceBox(context, boxInPicture(observation.box, place));
      }
      if ((axes || landmarks) && frame.head) {
        drawHeadMarks(context, frame.head, { axes, landmarks }, place);
      }
    }
    const head: Pick<FrameWish, 'head'> = axes || landmarks ? { head: 'place' } : {};
    const wish = (): FrameWish =>
      picture.source === 'picture'
        ? { picture: 'whole', side: sideOf(canvas.current), registered: 0, ...head }
        : { picture: 'none', side: 0, registered: sideOf(canvas.current), ...head };
    return frames.listen(draw, wish);
  }, [frames, store, name, faceBox, axes, landmarks, follower]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />;
}

function fitTo(canvas: HTMLCanvasElement, { width, height }: StagedImage): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Pixels of the screen along the longest side of the picture, which is shown whole inside its canvas. */
function sideOf(canvas: HTMLCanvasElement | null): number {
  if (canvas === null) return 1;
  const { clientWidth, clientHeight, width, height } = canvas;
  const scale = Math.min(clientWidth / width, clientHeight / height) * window.devicePixelRatio;
  return Math.max(1, Math.ceil(scale * Math.max(width, height)));
}
