import type { ReactNode } from 'react';
import styles from './tracks.module.css';
import { LANE_HEIGHT, LANE_WIDTH } from './lane-path.ts';

interface LaneProps {
  readonly name: string;
  /** What it says of the frame that is shown. */
  readonly value: ReactNode;
  /** The same as text, for whoever hears it. */
  readonly label: string;
  readonly size: 'band' | 'small' | 'large';
  readonly testId: string;
  readonly children: ReactNode;
}

/** One track along the time: its name, what it says at the place that is shown, and its drawing. */
export function Lane({ name, value, label, size, testId, children }: LaneProps) {
  return (
    <div className={styles.lane} data-size={size} data-testid={testId}>
      <p className={styles.caption} aria-hidden="true">
        <span className={styles.name}>{name}</span>
        <span className={styles.value}>{value}</span>
      </p>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${LANE_WIDTH} ${LANE_HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {children}
      </svg>
    </div>
  );
}
