import { useId, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { Language } from '../../../electron/contract/language.ts';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import { wordsIn } from '../../../electron/words/words-in.ts';
import { useNow } from '../../app/use-now.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatBytes, formatDuration, formatMoment } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportButton } from './import-button.tsx';
import { byDay, isFound, totalWords, type DayOfRecordings } from './library.ts';
import { RecordingEntry } from './recording-entry.tsx';
import styles from './recordings-list.module.css';
import { RenameDialog } from './rename-dialog.tsx';
import { useReturnedFocus, useReturningFocus } from './return-focus.ts';
import { SearchField } from './search-field.tsx';

const MINUTE_MS = 60_000;

/** What a person is asked about one recording. */
interface Question {
  readonly about: 'export' | 'rename' | 'remove';
  readonly recording: RecordingSummary;
}

/** Every recording, newest first, under the day it is of. */
export function RecordingsList() {
  const messages = useTranslations('recordings');
  const language = useLocale();
  const recordings = useApp((app) => app.recordings);
  const [words, setWords] = useState('');
  const [question, setQuestion] = useState<Question | null>(null);
  const now = useNow(MINUTE_MS);
  const list = useRef<HTMLDivElement>(null);
  useReturnedFocus(list, recordings);
  if (recordings.length === 0) return <NoRecordings />;
  const found = recordings.filter((recording) => isFound(recording, words, now, language));
  return (
    <div ref={list} className={styles.scroll}>
      <div className={styles.toolbar}>
        <p className={styles.total} role="status" data-testid="recordings-total">
          {totalWords(found, language)}
        </p>
        <SearchField words={words} onChange={setWords} />
        <ImportButton />
      </div>
      {found.length === 0 && (
        <div className={styles.nothing}>
          <p>{messages('noMatch', { words })}</p>
          <Button onClick={() => setWords('')}>{messages('showAll')}</Button>
        </div>
      )}
      {byDay(found, now, language).map((day) => (
        <Day key={day.title} day={day} onAsk={setQuestion} />
      ))}
      <Answer question={question} listed={found} onClose={() => setQuestion(null)} />
    </div>
  );
}

interface DayProps {
  readonly day: DayOfRecordings;
  readonly onAsk: (question: Question) => void;
}

function Day({ day: { title, recordings }, onAsk }: DayProps) {
  const titleId = useId();
  return (
    <section className={styles.day} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.dayTitle}>
        {title}
      </h2>
      <ul className={styles.list} aria-labelledby={titleId}>
        {recordings.map((recording) => (
          <RecordingEntry
            key={recording.id}
            recording={recording}
            onExport={() => onAsk({ about: 'export', recording })}
            onRename={() => onAsk({ about: 'rename', recording })}
            onRemove={() => onAsk({ about: 'remove', recording })}
          />
        ))}
      </ul>
    </section>
  );
}

interface AnswerProps {
  readonly question: Question | null;
  /** The recordings as they are shown: the focus goes to a neighbour of one that is deleted. */
  readonly listed: readonly RecordingSummary[];
  readonly onClose: () => void;
}

function Answer({ question, listed, onClose }: AnswerProps) {
  const words = useTranslations('recordings.remove');
  const language = useLocale();
  const store = useStore();
  const returning = useReturningFocus();
  if (question === null) return null;
  const { about, recording } = question;

  async function remove(): Promise<void> {
    const at = listed.findIndex(({ id }) => id === recording.id);
    const neighbour = listed[at + 1] ?? listed[at - 1];
    const removed = await store.act('recordings.remove', { id: recording.id });
    if (removed.ok && neighbour !== undefined) returning.wish({ id: neighbour.id });
  }

  switch (about) {
    case 'export':
      return <ExportDialog recording={recording} frame={pictured(recording)} onClose={onClose} />;
    case 'rename':
      return (
        <RenameDialog
          recording={recording}
          onRenamed={(name) => returning.wish({ name })}
          onClose={onClose}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          title={words('question')}
          consequence={consequence(recording, language)}
          confirm={words('confirm')}
          onConfirm={() => void remove()}
          onClose={onClose}
        />
      );
  }
}

/** The frame of the small picture. */
function pictured({ frames }: RecordingSummary): number {
  return Math.floor(frames / 2);
}

function consequence(
  { createdAt, durationMs, bytes, problem }: RecordingSummary,
  language: Language,
): string {
  const words = wordsIn(language, 'recordings.remove');
  const moment = formatMoment(createdAt, language);
  const size = formatBytes(bytes, language);
  return problem === null
    ? words('consequence', { moment, size, length: formatDuration(durationMs, language) })
    : words('consequenceOfFile', { moment, size });
}

function NoRecordings() {
  const words = useTranslations('recordings.none');
  const store = useStore();
  return (
    <div className={styles.empty} data-testid="no-recordings">
      <h2>{words('title')}</h2>
      <p>{words('text')}</p>
      <div className={styles.emptyActions}>
        <Button onClick={() => store.openPage('live')}>{words('goLive')}</Button>
        <ImportButton />
      </div>
    </div>
  );
}
