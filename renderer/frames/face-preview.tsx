import { useEffect, useRef } from 'react';
import type { FrameMessage } from '../../electron/contract/bridge.ts';
import { useFrames, useStore } from '../app/window-context.tsx';
import { followFace, type Crop } from './face-crop.ts';
import styles from './frame-canvas.module.css';
import { paintColor } from './pictures.ts';
import { StagedPicture } from './staged-picture.ts';

/** Side of the drawn square, canvas pixels: sharp at 360 CSS pixels on a screen of double density. */
const SIDE = 560;

interface FacePreviewProps {
  /** As in a mirror, for a person who looks at themselves. */
  readonly mirrored: boolean;
}

/** A square of the colour picture that follows the face. Decoration: the words around it say all it shows. */
export function FacePreview({ mirrored }: FacePreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useFrames();
  const store = useStore();
  useEffect(() => {
    const staged = new StagedPicture(paintColor);
    let crop: Crop | null = null;
    function draw(frame: FrameMessage): void {
      const context = canvas.current?.getContext('2d');
      if (!context) return;
      const { observation } = store.getState();
      const box = observation?.kind === 'face' ? observation.box : null;
      crop = followFace(crop, box, frame.width, frame.height);
      const { x, y, size } = crop;
      context.setTransform(mirrored ? -1 : 1, 0, 0, 1, mirrored ? SIDE : 0, 0);
      context.clearRect(0, 0, SIDE, SIDE);
      context.imageSmoothingQuality = 'high';
      context.drawImage(staged.stage(frame), x, y, size, size, 0, 0, SIDE, SIDE);
    }
    return frames.listen(draw);
  }, [frames, store, mirrored]);
  return (
    <canvas ref={canvas} className={styles.canvas} width={SIDE} height={SIDE} aria-hidden="true" />
  );
}
