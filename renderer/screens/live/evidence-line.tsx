import { useLocale, useTranslations } from 'use-intl/react';
import { numberIn } from '../../../electron/words/numbers.ts';
import { useApp } from '../../app/window-context.tsx';
import styles from './evidence-line.module.css';

/** What opened the lock, part by part, against what its level asks for; nothing after a PIN. */
export function EvidenceLine() {
  const words = useTranslations('live.evidence');
  const levels = useTranslations('live.evidence.levels');
  const language = useLocale();
  const evidence = useApp(({ lock }) => (lock.phase === 'unlocked' ? lock.evidence : undefined));
  if (evidence === undefined) return null;
  const { identity, shape, liveness, sum, bound, level } = evidence;
  const value = (number: number): string => numberIn(language, number, 1);
  const share = Math.min(1, Math.max(0, sum / (2 * bound)));
  return (
    <div className={styles.evidence} data-testid="evidence" title={words('explained')}>
      <dl className={styles.parts}>
        <Part name={words('identity')} value={value(identity)} />
        <Part name={words('shape')} value={shape === null ? '–' : value(shape)} />
        <Part name={words('liveness')} value={value(liveness)} />
        <Part
          name={words('sum')}
          value={words('ofBound', { sum: value(sum), bound: value(bound), level: levels(level) })}
        />
      </dl>
      <div className={styles.scale} aria-hidden="true">
        <span className={styles.reached} style={{ inlineSize: `${100 * share}%` }} />
        <span className={styles.bound} />
      </div>
    </div>
  );
}

function Part({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
