import { useEffect, useRef, type ReactNode } from 'react';
import { useFrames } from '../app/window-context.tsx';
import styles from './picture-area.module.css';
import { PICTURES, sizeOf, type PictureName } from './pictures.ts';
import { NOTHING_WISHED } from './port/merged-wish.ts';

interface PictureAreaProps {
  /** The picture in it. */
  readonly picture: PictureName;
  readonly children: ReactNode;
}

/**
 * Area for a picture and its overlays: has the aspect ratio of the picture, and is as large as its surroundings allow.
 */
export function PictureArea({ picture, children }: PictureAreaProps) {
  const area = useRef<HTMLDivElement>(null);
  const frames = useFrames();
  useEffect(() => {
    let aspect = 0;
    return frames.listen(
      (frame) => {
        if (PICTURES[picture].source === 'picture' && frame.picture?.isWhole !== true) return;
        const size = sizeOf(PICTURES[picture], frame);
        if (size === null || aspect === size.width / size.height) return;
        aspect = size.width / size.height;
        area.current?.style.setProperty('--aspect', String(aspect));
      },
      () => NOTHING_WISHED,
    );
  }, [frames, picture]);
  return (
    <div className={styles.area}>
      <div ref={area} className={styles.picture}>
        {children}
      </div>
    </div>
  );
}
