import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import type { FrameWish } from '../../../../electron/contract/window/bridge.ts';
import { useFrames } from '../../../app/window-context.tsx';
import styles from './looks-view.module.css';
import { LOOKS_HEIGHT, LOOKS_WIDTH, paintLooks } from './paint-looks.ts';

const CHANNELS = ['red', 'green', 'blue', 'relief'] as const;
const LOOKS = ['seen', 'ahead'] as const;
const WISH: FrameWish = { picture: 'none', side: 0, registered: 0, head: 'looks' };

/** What the encoder gets: the face as seen and the face from straight ahead, four channels each. */
export function LooksView({ isLarge }: { readonly isLarge: boolean }) {
  const words = useTranslations('live.looks');
  const name = useTranslations('live')('pictureNames.looks');
  const canvas = useRef<HTMLCanvasElement>(null);
  const frames = useFrames();
  const [isEmpty, setIsEmpty] = useState(true);
  useEffect(() => {
    const image = new ImageData(LOOKS_WIDTH, LOOKS_HEIGHT);
    return frames.listen(
      ({ head }) => {
        const looks = head?.looks ?? null;
        setIsEmpty(looks === null);
        const context = canvas.current?.getContext('2d');
        if (!context) return;
        if (looks === null) context.clearRect(0, 0, LOOKS_WIDTH, LOOKS_HEIGHT);
        else {
          paintLooks(looks, image.data);
          context.putImageData(image, 0, 0);
        }
      },
      () => WISH,
    );
  }, [frames]);
  return (
    <div className={styles.looks} data-testid="looks" data-empty={isEmpty}>
      <div className={styles.frame}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          width={LOOKS_WIDTH}
          height={LOOKS_HEIGHT}
          role="img"
          aria-label={name}
        />
        {isLarge && !isEmpty && (
          <ul className={styles.labels}>
            {LOOKS.flatMap((look) =>
              CHANNELS.map((channel) => (
                <li key={`${look} ${channel}`}>
                  <span>
                    {words('channel', {
                      look: words(`looks.${look}`),
                      channel: words(`channels.${channel}`),
                    })}
                  </span>
                </li>
              )),
            )}
          </ul>
        )}
      </div>
      {isEmpty && isLarge && <p className={styles.empty}>{words('empty')}</p>}
    </div>
  );
}
