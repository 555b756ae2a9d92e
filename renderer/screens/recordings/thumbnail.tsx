import { useEffect, useRef } from 'react';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import { useStore } from '../../app/window-context.tsx';
import styles from './thumbnail.module.css';

/** A frame from the middle of the recording. Decoration: the text beside it says what it is. */
export function Thumbnail({ recording }: { readonly recording: RecordingSummary }) {
  const { id, hasThumbnail } = recording;
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStore();
  useEffect(() => {
    if (!hasThumbnail) return;
    let wanted = true;
    async function draw(): Promise<void> {
      const answer = await store.ask('recordings.thumbnail', { id });
      if (!answer.ok || answer.value === null) return;
      const picture = await createImageBitmap(
        new Blob([Uint8Array.from(answer.value)], { type: 'image/jpeg' }),
      );
      const target = canvas.current;
      if (wanted && target !== null) {
        target.width = picture.width;
        target.height = picture.height;
        target.getContext('2d')?.drawImage(picture, 0, 0);
      }
      picture.close();
    }
    // A picture that does not decode leaves the dark background: nobody could act on it.
    draw().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [store, id, hasThumbnail]);
  return <canvas ref={canvas} className={styles.thumbnail} aria-hidden="true" />;
}
