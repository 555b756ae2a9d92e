import { useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { RecordingEvent } from '../../../../electron/contract/recording-analysis.ts';
import { formatPlace } from '../../../format.ts';
import styles from './event-list.module.css';
import { eventWords } from './event-words.ts';

interface EventListProps {
  /** Null: nothing was analysed. */
  readonly events: readonly RecordingEvent[] | null;
  /** Index of the frame that is shown. */
  readonly index: number;
  readonly onJump: (event: RecordingEvent) => void;
}

/** What happens in the recording; a click goes there. */
export function EventList({ events, index, onJump }: EventListProps) {
  const words = useTranslations('recordings.events');
  const language = useLocale();
  const current = events?.findLast(({ frame }) => frame <= index);
  const shown = useRef<HTMLLIElement>(null);
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <section className={styles.panel} aria-label={words('title')} data-testid="events">
      <h3>{words('title')}</h3>
      {events === null || events.length === 0 ? (
        <p className={styles.soft}>{words(events === null ? 'notYet' : 'none')}</p>
      ) : (
        <ol className={styles.list}>
          {events.map((event) => (
            <li
              key={`${event.frame} ${event.kind}`}
              ref={event === current ? shown : undefined}
              className={styles.event}
            >
              <button
                type="button"
                className={styles.jump}
                data-testid="event"
                data-kind={event.kind}
                aria-current={event === current ? 'step' : undefined}
                onClick={() => onJump(event)}
              >
                <span className={styles.mark} data-kind={event.kind} aria-hidden="true" />
                <span className={styles.place}>{formatPlace(event.timeMs, language)}</span>
                <span>{eventWords(event, language)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
