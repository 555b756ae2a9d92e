import { useTranslations } from 'use-intl/react';
import type { HeadMarks } from '../../frames/head-marks.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import { keyOf, VIEWS, type ViewName } from './views.ts';
import styles from './view-bar.module.css';

interface ViewBarProps {
  readonly main: ViewName;
  /** All views stand side by side. */
  readonly all: boolean;
  readonly marks: HeadMarks;
  readonly onMain: (view: ViewName) => void;
  readonly onAll: () => void;
  readonly onMarks: (marks: HeadMarks) => void;
}

/** Which view is large, whether all are open, and what is drawn over them. */
export function ViewBar({ main, all, marks, onMain, onAll, onMarks }: ViewBarProps) {
  const words = useTranslations('live');
  return (
    <div className={styles.bar} role="group" aria-label={words('views')}>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          className={styles.choice}
          aria-pressed={!all && view === main}
          aria-keyshortcuts={keyOf(view)}
          data-testid={`view-${view}`}
          onClick={() => onMain(view)}
        >
          {words(`pictures.${view}`)}
          <KeyCap name={keyOf(view)} />
        </button>
      ))}
      <button
        type="button"
        className={styles.choice}
        aria-pressed={all}
        aria-keyshortcuts="A"
        data-testid="view-all"
        onClick={onAll}
      >
        {words('allViews')}
        <KeyCap name="A" />
      </button>
      <span className={styles.marks}>
        {(['landmarks', 'axes'] as const).map((mark) => (
          <button
            key={mark}
            type="button"
            className={styles.choice}
            aria-pressed={marks[mark]}
            data-testid={`mark-${mark}`}
            onClick={() => onMarks({ ...marks, [mark]: !marks[mark] })}
          >
            {words(`marks.${mark}`)}
          </button>
        ))}
      </span>
    </div>
  );
}
