import { useTranslations } from 'use-intl/react';
import { useNow } from '../../app/use-now.ts';
import { formatCountdown } from '../../format.ts';
import styles from './lock-screen.module.css';

interface CountdownProps {
  /** On the clock of the window, milliseconds. */
  readonly untilMs: number;
}

/** The time until it can be tried again; nothing once it is over. Not announced: a clock that speaks each second helps nobody. */
export function Countdown({ untilMs }: CountdownProps) {
  const words = useTranslations('lock');
  const now = useNow(1000);
  const left = untilMs - now.getTime();
  if (!(left > 0)) return null;
  return (
    <p className={styles.countdown} role="timer">
      {words('retryIn', { time: formatCountdown(left) })}
    </p>
  );
}
