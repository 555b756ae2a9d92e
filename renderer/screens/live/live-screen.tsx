import { useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { pictureObstacle } from '../../app/picture-obstacle.ts';
import { useKey } from '../../app/use-key.ts';
import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { DepthLegend } from '../../frames/depth-legend.tsx';
import { DepthRangeFollower } from '../../frames/depth-range.ts';
import type { HeadMarks } from '../../frames/head-marks.ts';
import { PictureArea } from '../../frames/picture-area.tsx';
import { HomeHeader } from '../home-header.tsx';
import { DistanceChart } from './distance-chart.tsx';
import { EngineerNumbers } from './engineer-numbers.tsx';
import styles from './live-screen.module.css';
import { LiveView } from './live-view.tsx';
import { PeopleList } from './people-list.tsx';
import { RecordButton } from './record-button.tsx';
import { PoseLine } from './pose-line.tsx';
import { SaveView } from './save-view.tsx';
import { ViewBar } from './view-bar.tsx';
import { besides, isPicture, keyOf, viewOfKey, VIEWS, type ViewName } from './views.ts';

const NO_MARKS: HeadMarks = { axes: false, landmarks: false };

/** What the camera sees and what Depthlock makes of it. */
export function LiveScreen() {
  const language = useLocale();
  const [main, setMain] = useState<ViewName>('color');
  const [all, setAll] = useState(false);
  const [marks, setMarks] = useState(NO_MARKS);
  const [depthRange] = useState(() => new DepthRangeFollower());
  const store = useStore();
  const numbers = useWindow((state) => state.numbers);
  function showLarge(view: ViewName): void {
    setMain(view);
    setAll(false);
  }
  useKey(
    (key) => key === 'd' || key === 'D',
    () => store.toggleNumbers(),
  );
  useKey(
    (key) => key === 'a' || key === 'A',
    () => setAll((before) => !before),
  );
  useKey(
    (key) => viewOfKey(key) !== undefined,
    (key) => showLarge(viewOfKey(key) ?? main),
  );
  const obstacle = useApp((app) => pictureObstacle(app, language));
  const shared = { marks, depthRange };
  return (
    <section className={styles.live} data-testid="screen-live">
      <HomeHeader page="live" />
      <div className={styles.body} data-live={obstacle === null}>
        <ViewBar
          main={main}
          all={all}
          marks={marks}
          onMain={showLarge}
          onAll={() => setAll(!all)}
          onMarks={setMarks}
        />
        {all ? (
          <div className={styles.grid} data-testid="all-views">
            {VIEWS.map((view) => (
              <Tile key={view} view={view} {...shared} onOpen={() => showLarge(view)} />
            ))}
          </div>
        ) : (
          <div className={styles.pictures}>
            <Stage view={main} obstacle={obstacle} {...shared} />
            <div className={styles.others}>
              {besides(main).map((view) => (
                <Tile key={view} view={view} {...shared} onOpen={() => showLarge(view)} />
              ))}
            </div>
          </div>
        )}
        <PoseLine engineer={numbers} onEngineer={store.toggleNumbers} />
        <div className={styles.panels}>
          <DistanceChart />
          <PeopleList />
        </div>
        {numbers && <EngineerNumbers />}
      </div>
    </section>
  );
}

interface ShownProps {
  readonly view: ViewName;
  readonly marks: HeadMarks;
  readonly depthRange: DepthRangeFollower;
}

/** The large view, with what can be done with it. */
function Stage({ view, obstacle, ...shared }: ShownProps & { readonly obstacle: string | null }) {
  const words = useTranslations('live');
  const stage = useRef<HTMLElement>(null);
  const content = (
    <>
      <LiveView view={view} isLarge {...shared} />
      <figcaption className={styles.caption}>{words(`pictures.${view}`)}</figcaption>
      {obstacle !== null && (
        <p className={styles.noPicture} role="status" data-testid="no-picture">
          {obstacle}
        </p>
      )}
      <div className={styles.tools}>
        {obstacle === null && <SaveView view={view} stage={stage} />}
        <RecordButton />
      </div>
      {view === 'depth' && (
        <div className={styles.legend}>
          <DepthLegend follower={shared.depthRange} />
        </div>
      )}
    </>
  );
  return (
    <figure ref={stage} className={styles.stage} data-testid="stage" data-view={view}>
      {isPicture(view) ? <PictureArea picture={view}>{content}</PictureArea> : content}
    </figure>
  );
}

/** A small view; a press makes it the large one. */
function Tile({ view, onOpen, ...shared }: ShownProps & { readonly onOpen: () => void }) {
  const words = useTranslations('live');
  return (
    <button
      type="button"
      className={styles.other}
      aria-keyshortcuts={keyOf(view)}
      aria-label={words(`showLarge.${view}`)}
      data-testid={`tile-${view}`}
      onClick={onOpen}
    >
      <LiveView view={view} isLarge={false} {...shared} />
      <span className={styles.caption}>{words(`pictures.${view}`)}</span>
    </button>
  );
}
