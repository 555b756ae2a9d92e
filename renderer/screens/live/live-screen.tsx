import { useState } from 'react';
import { pictureObstacle } from '../../app/picture-obstacle.ts';
import { useKey } from '../../app/use-key.ts';
import { useApp } from '../../app/window-context.tsx';
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

const PICTURE_WORDS: Readonly<Record<PictureName, string>> = {
  color: 'Colour',
  depth: 'Depth',
  overlap: 'Overlap',
  registered: 'Registered',
};
const ORDER: readonly PictureName[] = ['color', 'depth', 'overlap', 'registered'];

/** What the camera sees and what Depthlock makes of it. */
export function LiveScreen() {
  const [main, setMain] = useState<PictureName>('color');
  const [engineer, setEngineer] = useState(false);
  useKey(
    (key) => key === 'd' || key === 'D',
    () => setEngineer((shown) => !shown),
  );
  useKey(
    (key) => /^[1234]$/u.test(key),
    (key) => setMain(ORDER[Number(key) - 1] ?? 'color'),
  );
  const obstacle = useApp(pictureObstacle);
  const others = ORDER.filter((picture) => picture !== main);
  return (
    <section className={styles.live} data-testid="screen-live">
      <HomeHeader page="live" />
      <div className={styles.body} data-live={obstacle === null}>
        <div className={styles.pictures}>
          <figure className={styles.stage}>
            <PictureArea picture={main}>
              <FrameCanvas picture={main} label={`${PICTURE_WORDS[main]} picture`} faceBox />
              <figcaption className={styles.caption}>{PICTURE_WORDS[main]}</figcaption>
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
            {engineer && <EngineerOverlay />}
          </figure>
          <div className={styles.others}>
            {others.map((picture) => (
              <button
                key={picture}
                type="button"
                className={styles.other}
                aria-keyshortcuts={String(ORDER.indexOf(picture) + 1)}
                aria-label={`Show ${PICTURE_WORDS[picture].toLowerCase()} large`}
                onClick={() => setMain(picture)}
              >
                <FrameCanvas picture={picture} label={`${PICTURE_WORDS[picture]} picture`} />
                <span className={styles.caption}>{PICTURE_WORDS[picture]}</span>
              </button>
            ))}
          </div>
        </div>
        <PoseLine engineer={engineer} onEngineer={() => setEngineer(!engineer)} />
        <div className={styles.panels}>
          <DistanceChart />
          <PeopleList />
        </div>
      </div>
    </section>
  );
}
