import { useEffect, useRef, type CSSProperties } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { thresholdFor } from '../../../electron/contract/identity.ts';
import { numberIn } from '../../../electron/words/numbers.ts';
import { formatEmbeddingDistance } from '../../format.ts';
import { chartHeight, DISTANCE_MARKS, DistanceHistory, SPAN_MS } from './distance-history.ts';
import { EvidenceLine } from './evidence-line.tsx';
import styles from './distance-chart.module.css';

const LINE_COLORS = ['var(--line-1)', 'var(--line-2)', 'var(--line-3)', 'var(--line-4)'] as const;

function lineColor(index: number): string {
  return LINE_COLORS[index % LINE_COLORS.length] ?? LINE_COLORS[0];
}

/** How far the face is from each enrolled person, over the last 20 seconds, against the thresholds that apply to them. */
export function DistanceChart() {
  const words = useTranslations('live.distances');
  const language = useLocale();
  const people = useApp((app) => app.people);
  const thresholds = useApp(({ engine }) =>
    engine.phase === 'running' ? engine.thresholds : null,
  );
  const values =
    thresholds === null ? [] : people.map(({ trust }) => thresholdFor(trust, thresholds));
  const drawing = useRef<SVGSVGElement>(null);
  useLiveLines(drawing);
  return (
    <section className={styles.card} aria-label={words('title')}>
      <header className={styles.header}>
        <h2>{words('title')}</h2>
        <ul className={styles.legend}>
          {people.map(({ id, name }, index) => (
            <LegendEntry key={id} personId={id} name={name} color={lineColor(index)} />
          ))}
        </ul>
      </header>
      <div className={styles.plot}>
        <svg ref={drawing} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {people.map(({ id }, index) => (
            <path key={id} data-person={id} style={{ stroke: lineColor(index) }} />
          ))}
        </svg>
        {DISTANCE_MARKS.map((mark) => (
          <span key={mark} className={styles.mark} style={{ top: `${100 * chartHeight(mark)}%` }}>
            {numberIn(language, mark, 1)}
          </span>
        ))}
        {[...new Set(values)].map((value) => (
          <Threshold key={value} value={value} />
        ))}
      </div>
      <p className={styles.times}>
        {[SPAN_MS, SPAN_MS / 2].map((agoMs) => (
          <span key={agoMs}>{words('ago', { seconds: agoMs / 1000 })}</span>
        ))}
        <span>{words('now')}</span>
      </p>
      <EvidenceLine />
    </section>
  );
}

function Threshold({ value }: { readonly value: number }) {
  const words = useTranslations('live.distances');
  const language = useLocale();
  const style: CSSProperties = { top: `${100 * chartHeight(value)}%` };
  return (
    <div className={styles.threshold} style={style}>
      <span>{words('matchBelow', { distance: formatEmbeddingDistance(value, language) })}</span>
    </div>
  );
}

interface LegendEntryProps {
  readonly personId: string;
  readonly name: string;
  readonly color: string;
}

function LegendEntry({ personId, name, color }: LegendEntryProps) {
  const language = useLocale();
  const distance = useWindow(
    ({ distances }) => distances.find((entry) => entry.personId === personId)?.distance,
  );
  return (
    <li className={styles.entry}>
      <span className={styles.swatch} style={{ background: color }} />
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>
        {distance === undefined ? '–' : formatEmbeddingDistance(distance, language)}
      </span>
    </li>
  );
}

/** Draws past React: each new measurement rewrites the path data of the lines. */
function useLiveLines(drawing: { readonly current: SVGSVGElement | null }): void {
  const store = useStore();
  useEffect(() => {
    const history = new DistanceHistory();
    let shown = store.getState().distances;
    return store.subscribe(() => {
      const { distances } = store.getState();
      if (distances === shown) return;
      shown = distances;
      const now = performance.now();
      history.add(now, distances);
      for (const path of drawing.current?.querySelectorAll('path') ?? []) {
        path.setAttribute('d', history.path(path.dataset['person'] ?? '', now));
      }
    });
  }, [store, drawing]);
}
