import { useEffect, useRef } from 'react';
import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { useFrames, useStore } from '../app/window-context.tsx';
import { followFace, type Crop } from './face-crop.ts';
import styles from './frame-canvas.module.css';
import { paintColor } from './pictures.ts';
import { previewTransform } from './preview-transform.ts';
import { makeSquare } from './square-canvas.ts';
import { StagedPicture } from './staged-picture.ts';

/** Longest side of the drawn square, canvas pixels: sharp at 360 CSS pixels on a screen of double density. */
const LONGEST_SIDE = 560;

interface FacePreviewProps {
  /** Mirrored, for people who look at themselves. */
  readonly mirrored: boolean;
}

/** A square of the colour picture that follows the face. Decoration: the surrounding text says all it shows. */
export function FacePreview({ mirrored }: FacePreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useFrames();
  const store = useStore();
  useEffect(() => {
    const staged = new StagedPicture(paintColor);
    let crop: Crop | null = null;
    function draw(frame: FrameMessage): void {
      const target = canvas.current;
      const context = target?.getContext('2d');
      if (!target || !context) return;
      const side = sideOf(target);
      makeSquare(target, side);
      const { observation } = store.getState();
      const box = observation?.kind === 'face' ? observation.box : null;
      crop = followFace(crop, box, frame.width, frame.height);
      const { x, y, size } = crop;
      context.setTransform(...previewTransform(mirrored, side));
      context.clearRect(0, 0, side, side);
      context.imageSmoothingQuality = 'high';
      context.drawImage(staged.stage(frame), x, y, size, size, 0, 0, side, side);
    }
    return frames.listen(draw);
  }, [frames, store, mirrored]);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
}

/** As many pixels as are visible: drawing more costs time and nobody sees it. */
function sideOf({ clientWidth, clientHeight }: HTMLCanvasElement): number {
  const shown = Math.max(clientWidth, clientHeight) * window.devicePixelRatio;
  return Math.min(LONGEST_SIDE, Math.max(1, Math.ceil(shown)));
}
