import { useLocale, useTranslations } from 'use-intl/react';
import { useRef, useState } from 'react';
import { encodePly } from '../../../electron/analysis/export/ply.ts';
import type { ViewFormat } from '../../../electron/contract/view-file.ts';
import type { FrameMessage } from '../../../electron/contract/window/bridge.ts';
import { hasEveryPixel } from '../../frames/pictures.ts';
import type { FrameHub } from '../../frames/port/frame-hub.ts';
import { useFrames, useStore } from '../../app/window-context.tsx';
import { ExportIcon } from '../../parts/icons.tsx';
import type { ViewName } from './views.ts';
import styles from './save-view.module.css';

interface SaveViewProps {
  readonly view: ViewName;
  /** Holds the canvas of the view. */
  readonly stage: { readonly current: HTMLElement | null };
}

/** Saves what is shown, where a person says: nothing is kept otherwise. */
export function SaveView({ view, stage }: SaveViewProps) {
  const words = useTranslations('live');
  const language = useLocale();
  const store = useStore();
  const frames = useFrames();
  const [isBusy, setIsBusy] = useState(false);
  const isSaving = useRef(false);

  async function save(format: ViewFormat): Promise<void> {
    if (isSaving.current) return;
    isSaving.current = true;
    setIsBusy(true);
    try {
      const canvas = stage.current?.querySelector('canvas') ?? null;
      const file = format === 'ply' ? await cloudOf(frames) : await pictureOf(canvas);
      const time = new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
      const name = words('saveName', {
        view: words(`pictures.${view}`),
        time: time.replace(':', '.'),
      });
      if (file !== null) await store.act('live.save', { format, name, file });
    } finally {
      isSaving.current = false;
      setIsBusy(false);
    }
  }

  const formats: readonly ViewFormat[] = view === 'cloud' ? ['png', 'ply'] : ['png'];
  return (
    <div className={styles.save}>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className={styles.button}
          disabled={isBusy}
          title={words(`save.${format}`)}
          aria-label={words(`save.${format}`)}
          data-testid={`save-${format}`}
          onClick={() => void save(format)}
        >
          <ExportIcon />
          {words(`formats.${format}`)}
        </button>
      ))}
    </div>
  );
}

/** What a canvas shows now; null without one. */
async function pictureOf(canvas: HTMLCanvasElement | null): Promise<Uint8Array | null> {
  if (canvas === null || canvas.width === 0) return null;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}

/** A frame that never comes is not waited for. */
const LONGEST_WAIT_MS = 3000;

/** Every point of the next frame, or of the one that stands; null where none comes. */
function cloudOf(frames: FrameHub): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    let stop: () => void = () => undefined;
    let isDone = false;
    const finish = (file: Uint8Array | null): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      resolve(file);
      // The last frame may come before there is anything to stop.
      queueMicrotask(() => stop());
    };
    const timer = setTimeout(() => finish(null), LONGEST_WAIT_MS);
    const take = ({ registered }: FrameMessage): void => {
      if (registered !== null && hasEveryPixel(registered)) finish(encodePly(registered));
    };
    stop = frames.listen(take, () => ({ picture: 'none', side: 0, registered: Infinity }));
  });
}
