import { useEffect, useRef } from 'react';
import type { FrameMessage, FrameWish } from '../../electron/contract/window/bridge.ts';
import { useFrames } from '../app/window-context.tsx';
import styles from './frame-canvas.module.css';
import { PICTURES } from './pictures.ts';
import { previewTransform } from './preview-transform.ts';
import { makeSquare } from './square-canvas.ts';
import { StagedPicture } from './staged-picture.ts';

/** Longest side of the drawn square, canvas pixels: sharp at 360 CSS pixels on a screen of double density. */
const LONGEST_SIDE = 560;

interface FacePreviewProps {
  /** Mirrored, for people who look at themselves. */
  readonly mirrored: boolean;
}

/** A square of the camera's own picture that follows the face. Decoration: the surrounding text says all it shows. */
export function FacePreview({ mirrored }: FacePreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useFrames();
  useEffect(() => {
    const staged = new StagedPicture(PICTURES.color);
    function draw(frame: FrameMessage): void {
      const target = canvas.current;
      const context = target?.getContext('2d');
      const image = staged.stage(frame);
      if (!target || !context || image === null || frame.picture === null) return;
      const side = sideOf(target);
      makeSquare(target, side);
      const { x, y, size } = frame.picture.head;
      context.setTransform(...previewTransform(mirrored, side));
      context.clearRect(0, 0, side, side);
      context.imageSmoothingQuality = 'high';
      context.drawImage(image.canvas, x, y, size, size, 0, 0, side, side);
    }
    const wish = (): FrameWish => ({
      picture: 'head',
      side: canvas.current === null ? LONGEST_SIDE : sideOf(canvas.current),
      registered: 0,
    });
    return frames.listen(draw, wish);
  }, [frames, mirrored]);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
}

/** As many pixels as are visible: drawing more costs time and nobody sees it. */
function sideOf({ clientWidth, clientHeight }: HTMLCanvasElement): number {
  const shown = Math.max(clientWidth, clientHeight) * window.devicePixelRatio;
  return Math.min(LONGEST_SIDE, Math.max(1, Math.ceil(shown)));
}
