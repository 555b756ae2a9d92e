import { useEffect, useRef, type ReactNode } from 'react';
import { useFrames } from '../app/window-context.tsx';
import styles from './picture-area.module.css';

/**
 * Area for a picture and its overlays: has the aspect ratio of the frames, and is as large as its surroundings allow.
 */
export function PictureArea({ children }: { readonly children: ReactNode }) {
  const picture = useRef<HTMLDivElement>(null);
  const frames = useFrames();
  useEffect(() => {
    let aspect = 0;
    return frames.listen(({ width, height }) => {
      if (aspect === width / height) return;
      aspect = width / height;
      picture.current?.style.setProperty('--aspect', String(aspect));
    });
  }, [frames]);
  return (
    <div className={styles.area}>
      <div ref={picture} className={styles.picture}>
        {children}
      </div>
    </div>
  );
}
