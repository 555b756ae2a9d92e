import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useLocale } from 'use-intl/react';
import { useStore } from '../../../app/window-context.tsx';
import { formatPlace } from '../../../format.ts';
import { NewestPicture } from './newest-picture.ts';
import styles from './scrub-preview.module.css';

/** So many places of a time line have pictures of their own. */
const PLACES = 400;
/** As its style sheet has it, with what is around it. */
const HALF_PICTURE = '5.75rem';
const FRAME_MS = 1000 / 30;

interface ScrubPreviewProps {
  readonly durationMs: number;
  /** Pixels at each end of it that no time lies under. */
  readonly inset: number;
  readonly children: ReactNode;
}

/** A time line; while a pointer is over it, what the recording shows there is seen above. */
export function ScrubPreview({ durationMs, inset, children }: ScrubPreviewProps) {
  const language = useLocale();
  const store = useStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [picture, setPicture] = useState<Uint8Array | null>(null);
  const [pictures] = useState(
    () =>
      new NewestPicture<Uint8Array>(async (timeMs) => {
        const answer = await store.ask('player.picture', { timeMs });
        return answer.ok ? answer.value : null;
      }, setPicture),
  );
  useEffect(() => void draw(canvas.current, picture), [picture]);
  const stepMs = Math.max(FRAME_MS, durationMs / PLACES);
  const timeMs = share === null ? null : Math.round(share * durationMs);
  const wished = timeMs === null ? null : Math.round(Math.round(timeMs / stepMs) * stepMs);
  useEffect(() => pictures.wish(wished), [pictures, wished]);

  function move(event: PointerEvent<HTMLElement>): void {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const room = width - 2 * inset;
    if (room > 0) setShare(Math.min(1, Math.max(0, (event.clientX - left - inset) / room)));
  }

  return (
    <div
      className={styles.area}
      data-testid="time-line"
      onPointerMove={move}
      onPointerLeave={() => setShare(null)}
    >
      {children}
      <figure
        className={styles.preview}
        data-shown={share !== null}
        data-testid="scrub-preview"
        aria-hidden="true"
        style={{ left: placeOf(share ?? 0, inset) }}
      >
        <canvas ref={canvas} className={styles.picture} />
        <figcaption className={styles.place}>
          {timeMs === null ? '' : formatPlace(timeMs, language)}
        </figcaption>
      </figure>
    </div>
  );
}

/** Where the picture's middle is: over the pointer, as far as there is room for its half. */
function placeOf(share: number, inset: number): string {
  const over = `${inset}px + (100% - ${2 * inset}px) * ${share}`;
  return `clamp(${HALF_PICTURE}, ${over}, 100% - ${HALF_PICTURE})`;
}

/** Nothing is drawn of a picture that does not decode: nobody could act on it. */
async function draw(target: HTMLCanvasElement | null, jpeg: Uint8Array | null): Promise<void> {
  if (target === null || jpeg === null) return;
  try {
    const blob = new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' });
    const picture = await createImageBitmap(blob);
    [target.width, target.height] = [picture.width, picture.height];
    target.getContext('2d')?.drawImage(picture, 0, 0);
    target.dataset['drawn'] = 'true';
    picture.close();
  } catch {
    // The one before stays.
  }
}
