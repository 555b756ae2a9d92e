import { useEffect, useRef } from 'react';
import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { useFrames, useStore } from '../app/window-context.tsx';
import { drawFaceBox } from './face-box.ts';
import styles from './frame-canvas.module.css';
import { PICTURES, type PictureName } from './pictures.ts';
import { StagedPicture } from './staged-picture.ts';

interface FrameCanvasProps {
  readonly picture: PictureName;
  /** What a screen reader calls the picture. */
  readonly label: string;
  readonly faceBox?: boolean;
}

/** The whole frame as one of its pictures, as the camera sees it (not mirrored). */
export function FrameCanvas({ picture, label, faceBox = false }: FrameCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useFrames();
  const store = useStore();
  useEffect(() => {
    const staged = new StagedPicture(PICTURES[picture]);
    function draw(frame: FrameMessage): void {
      const target = canvas.current;
      const context = target?.getContext('2d');
      if (!target || !context) return;
      fitTo(target, frame);
      context.clearRect(0, 0, frame.width, frame.height);
      context.drawImage(staged.stage(frame), 0, 0);
      const { observation } = store.getState();
      if (faceBox && observation?.kind === 'face') drawFaceBox(context, observation.box);
    }
    return frames.listen(draw);
  }, [frames, store, picture, faceBox]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />;
}

function fitTo(canvas: HTMLCanvasElement, { width, height }: FrameMessage): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
