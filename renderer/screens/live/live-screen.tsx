import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { pictureObstacle } from '../../app/picture-obstacle.ts';
import { useKey } from '../../app/use-key.ts';
import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { DepthLegend } from '../../frames/depth-legend.tsx';
import { FrameCanvas } from '../../frames/frame-canvas.tsx';
import { PictureArea } from '../../frames/picture-area.tsx';
import type { PictureName } from '../../frames/pictures.ts';
import { HomeHeader } from '../home-header.tsx';
import { DistanceChart } from './distance-chart.tsx';
import { EngineerOverlay } from './engineer-overlay.tsx';
import styles from './live-screen.module.css';
import { PeopleList } from './people-list.tsx';
import { RecordButton } from './record-button.tsx';
import { PoseLine } from './pose-line.tsx';

const ORDER: readonly PictureName[] = ['color', 'depth', 'overlap', 'registered'];

/** What the camera sees and what Depthlock makes of it. */
export function LiveScreen() {
  const words = useTranslations('live');
  const language = useLocale();
  const [main, setMain] = useState<PictureName>('color');
  const store = useStore();
  const numbers = useWindow((state) => state.numbers);
  useKey(
    (key) => key === 'd' || key === 'D',
    () => store.toggleNumbers(),
  );
  useKey(
    (key) => /^[1234]$/u.test(key),
    (key) => setMain(ORDER[Number(key) - 1] ?? 'color'),
  );
  const obstacle = useApp((app) => pictureObstacle(app, language));
  const others = ORDER.filter((picture) => picture !== main);
  return (
    <section className={styles.live} data-testid="screen-live">
      <HomeHeader page="live" />
      <div className={styles.body} data-live={obstacle === null}>
        <div className={styles.pictures}>
          <figure className={styles.stage}>
            <PictureArea picture={main}>
              <FrameCanvas picture={main} label={words(`pictureNames.${main}`)} faceBox />
              <figcaption className={styles.caption}>{words(`pictures.${main}`)}</figcaption>
              {obstacle !== null && (
                <p className={styles.noPicture} role="status" data-testid="no-picture">
                  {obstacle}
                </p>
              )}
              <div className={styles.record}>
                <RecordButton />
              </div>
              {main === 'depth' && (
                <div className={styles.legend}>
                  <DepthLegend />
                </div>
              )}
            </PictureArea>
            {numbers && <EngineerOverlay />}
          </figure>
          <div className={styles.others}>
            {others.map((picture) => (
              <button
                key={picture}
                type="button"
                className={styles.other}
                aria-keyshortcuts={String(ORDER.indexOf(picture) + 1)}
                aria-label={words(`showLarge.${picture}`)}
                onClick={() => setMain(picture)}
              >
                <FrameCanvas picture={picture} label={words(`pictureNames.${picture}`)} />
                <span className={styles.caption}>{words(`pictures.${picture}`)}</span>
              </button>
            ))}
          </div>
        </div>
        <PoseLine engineer={numbers} onEngineer={store.toggleNumbers} />
        <div className={styles.panels}>
          <DistanceChart />
          <PeopleList />
        </div>
      </div>
    </section>
  );
}
