import type { ReactNode } from 'react';
import { dropsInWords } from '../../../electron/contract/drops.ts';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
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
import { isNamedByRecorder } from '../../recording-words.ts';
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
  const store = useStore();
  const { id, durationMs, problem, complete } = recording;
  const title = titleOf(recording);
  const length = formatDuration(durationMs);
  const cutOff = problem === null && !complete;
  return (
    <li className={styles.entry} data-testid="recording" data-complete={complete}>
      <button
        type="button"
        className={styles.open}
        disabled={problem !== null}
        // With the length, which is all that it shows.
        aria-label={problem === null ? `Open ${title}, ${length}` : `Open ${title}`}
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
          {cutOff && <span className={styles.cutOff}>Cut off</span>}
        </h3>
        {problem === null ? <Facts recording={recording} /> : <p>{problem}</p>}
        {cutOff && (
          <p className={styles.note}>
            The recording ended without being closed. It plays up to its last whole frame. Repair
            writes a whole one beside it; this one stays until you delete it.
          </p>
        )}
        <div className={styles.actions}>
          {cutOff && (
            <Action
              name="Repair"
              of={title}
              icon={<RepairIcon />}
              onClick={() => void store.act('recordings.repair', { id })}
            />
          )}
          {problem === null && (
            <Action
              name="Export…"
              of={title}
              icon={<ExportIcon />}
              testId="recording-export"
              onClick={onExport}
            />
          )}
          <Action name="Rename…" of={title} icon={<EditIcon />} onClick={onRename} />
          <Action
            name="Show in folder"
            of={title}
            icon={<FolderIcon />}
            onClick={() => void store.act('recordings.reveal', { id })}
          />
          <Action
            name="Delete…"
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
  const { name, camera, createdAt, bytes, frames } = recording;
  return (
    <p className={styles.facts}>
      <span>{camera}</span>
      {!isNamedByRecorder(name) && <span>{formatSecond(createdAt)}</span>}
      <span>{formatBytes(bytes)}</span>
      <span>{frames === 1 ? '1 frame' : `${frames} frames`}</span>
      <span data-warning={lostMany(recording)} data-testid="recording-drops">
        {dropsInWords(recording)}
      </span>
    </p>
  );
}
