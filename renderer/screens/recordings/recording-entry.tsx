import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import { useSaid } from '../../app/use-said.ts';
import { useStore } from '../../app/window-context.tsx';
import { formatBytes, formatDuration, formatSecond } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import {
  EditIcon,
  ExportIcon,
  FolderIcon,
  PlayIcon,
  RepairIcon,
  TrashIcon,
  WarningIcon,
} from '../../parts/icons.tsx';
import { dropsWords, isNamedByRecorder } from '../../recording-words.ts';
import { lostMany, titleOf } from './library.ts';
import styles from './recording-entry.module.css';
import { Thumbnail } from './thumbnail.tsx';

interface RecordingEntryProps {
  readonly recording: RecordingSummary;
  readonly onExport: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

/** One recording in the list. A click anywhere but on an action opens it. */
export function RecordingEntry({ recording, onExport, onRename, onRemove }: RecordingEntryProps) {
  const words = useTranslations('recordings.entry');
  const said = useSaid();
  const language = useLocale();
  const store = useStore();
  const { id, durationMs, problem, complete } = recording;
  const title = titleOf(recording, language);
  const length = formatDuration(durationMs, language);
  const cutOff = problem === null && !complete;
  return (
    <li className={styles.entry} data-testid="recording" data-complete={complete}>
      <button
        type="button"
        className={styles.open}
        disabled={problem !== null}
        // With the length, which is all that it shows.
        aria-label={
          problem === null ? words('openLong', { title, length }) : words('open', { title })
        }
        data-testid="recording-open"
        data-recording={id}
        onClick={() => void store.act('player.open', { id })}
      >
        <span className={styles.picture}>
          <Thumbnail recording={recording} />
          <span className={styles.play} aria-hidden="true">
            <PlayIcon />
          </span>
          {problem !== null && (
            <span className={styles.unreadable}>
              <WarningIcon />
            </span>
          )}
          {problem === null && <span className={styles.length}>{length}</span>}
        </span>
      </button>
      <div className={styles.about}>
        <h3 className={styles.title}>
          <span className={styles.name}>{title}</span>
          {cutOff && <span className={styles.cutOff}>{words('cutOff')}</span>}
        </h3>
        {problem === null ? <Facts recording={recording} /> : <p>{said(problem)}</p>}
        {cutOff && <p className={styles.note}>{words('cutOffNote')}</p>}
        <div className={styles.actions}>
          {cutOff && (
            <Action
              name={words('repair')}
              of={title}
              icon={<RepairIcon />}
              onClick={() => void store.act('recordings.repair', { id })}
            />
          )}
          {problem === null && (
            <Action
              name={words('export')}
              of={title}
              icon={<ExportIcon />}
              testId="recording-export"
              onClick={onExport}
            />
          )}
          <Action name={words('rename')} of={title} icon={<EditIcon />} onClick={onRename} />
          <Action
            name={words('showInFolder')}
            of={title}
            icon={<FolderIcon />}
            onClick={() => void store.act('recordings.reveal', { id })}
          />
          <Action
            name={words('delete')}
            of={title}
            icon={<TrashIcon />}
            testId="recording-remove"
            onClick={onRemove}
          />
        </div>
      </div>
    </li>
  );
}

interface ActionProps {
  readonly name: string;
  /** The recording, for whoever does not see beside what the action stands. */
  readonly of: string;
  readonly icon: ReactNode;
  readonly testId?: string;
  readonly onClick: () => void;
}

function Action({ name, of, icon, testId, onClick }: ActionProps) {
  return (
    <Button look="quiet" data-testid={testId} onClick={onClick}>
      {icon}
      {name}
      <span className="visually-hidden"> {of}</span>
    </Button>
  );
}

function Facts({ recording }: { readonly recording: RecordingSummary }) {
  const words = useTranslations('recordings.entry');
  const said = useSaid();
  const language = useLocale();
  const { name, camera, createdAt, bytes, frames } = recording;
  return (
    <p className={styles.facts}>
      <span>{said(camera)}</span>
      {!isNamedByRecorder(name) && <span>{formatSecond(createdAt, language)}</span>}
      <span>{formatBytes(bytes, language)}</span>
      <span>{words('frames', { frames })}</span>
      <span data-warning={lostMany(recording)} data-testid="recording-drops">
        {dropsWords(recording, language)}
      </span>
    </p>
  );
}
