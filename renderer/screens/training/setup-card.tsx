import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import {
  MOST_PASSES,
  MOST_RENDERED,
  TRAINED_ENCODERS,
  USUAL_PASSES,
  USUAL_RENDERED,
  type TrainedEncoder,
} from '../../../electron/contract/training.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { CloseIcon, FolderIcon, PlusIcon } from '../../parts/icons.tsx';
import { Segments } from '../../parts/segments.tsx';
import styles from './training-screen.module.css';

/** What to train on, and how long. */
export function SetupCard() {
  const words = useTranslations('training.train');
  const store = useStore();
  const titleId = useId();
  const data = useApp(({ training }) => training.data);
  const people = useApp(({ training }) => training.people);
  const [encoder, setEncoder] = useState<TrainedEncoder>('fused');
  const [passes, setPasses] = useState<number | null>(null);
  const [rendered, setRendered] = useState(USUAL_RENDERED);
  const [exports, setExports] = useState(true);
  const shown = passes ?? USUAL_PASSES[encoder];
  const isPossible = isWhole(shown, MOST_PASSES) && isWhole(rendered, MOST_RENDERED);

  return (
    <section className={styles.card} aria-labelledby={titleId} data-testid="training-setup">
      <h2 id={titleId} className={styles.title}>
        {words('title')}
      </h2>
      <p className={styles.text}>{words('about')}</p>
      <Segments
        label={words('encoder')}
        options={TRAINED_ENCODERS}
        words={{ fused: words('encoders.fused'), squeezenet: words('encoders.squeezenet') }}
        value={encoder}
        onChange={setEncoder}
      />
      <div className={styles.field} role="group" aria-label={words('data')}>
        <h3>{words('data')}</h3>
        <div className={styles.row}>
          <p className={data === null ? styles.soft : styles.path}>{data ?? words('noData')}</p>
          <Button
            data-testid="training-data"
            onClick={() => void store.act('training.chooseData', undefined)}
          >
            <FolderIcon />
            {words('chooseData')}
          </Button>
        </div>
      </div>
      <div className={styles.field} role="group" aria-label={words('people')}>
        <h3>{words('people')}</h3>
        {people.length === 0 ? (
          <p className={styles.soft}>{words('noPeople')}</p>
        ) : (
          <ul>
            {people.map((folder, index) => (
              <li key={folder} className={styles.row}>
                <span className={styles.path}>{folder}</span>
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={words('removePeople', { folder })}
                  onClick={() => void store.act('training.removePeople', { index })}
                >
                  <CloseIcon />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Button
          data-testid="training-people"
          onClick={() => void store.act('training.addPeople', undefined)}
        >
          <PlusIcon />
          {words('addPeople')}
        </Button>
      </div>
      <div className={styles.numbers}>
        <label>
          {words('passes')}
          <input
            type="number"
            min={1}
            max={MOST_PASSES}
            value={Number.isNaN(shown) ? '' : shown}
            data-testid="training-passes"
            onChange={({ target }) => setPasses(target.valueAsNumber)}
          />
        </label>
        <label>
          {words('rendered')}
          <input
            type="number"
            min={1}
            max={MOST_RENDERED}
            value={Number.isNaN(rendered) ? '' : rendered}
            data-testid="training-rendered"
            onChange={({ target }) => setRendered(target.valueAsNumber)}
          />
        </label>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={exports}
          data-testid="training-exports"
          onChange={({ target }) => setExports(target.checked)}
        />
        <span>
          {words('exports')}
          <span className={styles.soft}>{words('exportsNote')}</span>
        </span>
      </label>
      <div className={styles.row}>
        <Button
          look="primary"
          disabled={!isPossible}
          data-testid="training-start"
          onClick={() =>
            void store.act('training.start', { encoder, passes: shown, rendered, exports })
          }
        >
          {words('start')}
        </Button>
      </div>
    </section>
  );
}

const isWhole = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= most;
