import { useState } from 'react';
import { dropsInWords } from '../../../electron/contract/drops.ts';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatBytes, formatLength, formatMoment } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FolderIcon, PlayIcon, TrashIcon } from '../../parts/icons.tsx';
import styles from './library.module.css';
import { Thumbnail } from './thumbnail.tsx';

/** Every recording, newest first. */
export function Library() {
  const recordings = useApp((app) => app.recordings);
  const store = useStore();
  const [leaving, setLeaving] = useState<RecordingSummary | null>(null);
  if (recordings.length === 0) return <EmptyLibrary />;
  return (
    <div className={styles.scroll}>
      <ul className={styles.list} aria-label="Recordings">
        {recordings.map((recording) => (
          <Entry key={recording.id} recording={recording} onRemove={() => setLeaving(recording)} />
        ))}
      </ul>
      {leaving !== null && (
        <ConfirmDialog
          title="Delete this recording?"
          consequence={consequence(leaving)}
          confirm="Delete"
          onConfirm={() => void store.act('recordings.remove', { id: leaving.id })}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}

function consequence({ createdAt, durationMs, bytes, problem }: RecordingSummary): string {
  const what =
    problem === null
      ? `The recording of ${formatMoment(createdAt)}, ${formatLength(durationMs)} long and ${formatBytes(bytes)} large,`
      : `The file of ${formatMoment(createdAt)}, ${formatBytes(bytes)} large,`;
  return `${what} will be erased for good, with every picture in it. It does not go to the waste basket.`;
}

function EmptyLibrary() {
  const store = useStore();
  return (
    <div className={styles.empty} data-testid="no-recordings">
      <h2>No recordings yet</h2>
      <p>
        A recording keeps what the camera sees, in colour and depth, on this computer. Nothing is
        kept until you press Record on the live screen.
      </p>
      <Button onClick={() => store.openPage('live')}>Go to the live picture</Button>
    </div>
  );
}

interface EntryProps {
  readonly recording: RecordingSummary;
  readonly onRemove: () => void;
}

function Entry({ recording, onRemove }: EntryProps) {
  const store = useStore();
  const { id, createdAt, problem, complete } = recording;
  const when = formatMoment(createdAt);
  const cutOff = problem === null && !complete;
  return (
    <li className={styles.entry} data-testid="recording" data-complete={complete}>
      <button
        type="button"
        className={styles.open}
        disabled={problem !== null}
        aria-label={`Open the recording of ${when}`}
        data-testid="recording-open"
        onClick={() => void store.act('player.open', { id })}
      >
        <Thumbnail recording={recording} />
        <span className={styles.play} aria-hidden="true">
          <PlayIcon />
        </span>
        {problem === null && (
          <span className={styles.length}>{formatLength(recording.durationMs)}</span>
        )}
      </button>
      <div className={styles.about}>
        <h2 className={styles.title}>
          {when}
          {cutOff && <span className={styles.cutOff}>Cut off</span>}
        </h2>
        {problem === null ? <Facts recording={recording} /> : <p>{problem}</p>}
        {cutOff && (
          <p className={styles.note}>
            The recording ended without being closed. It plays up to its last whole frame; Repair
            makes it open as fast as the others.
          </p>
        )}
      </div>
      <div className={styles.actions}>
        {cutOff && (
          <Button onClick={() => void store.act('recordings.repair', { id })}>Repair</Button>
        )}
        <Button
          look="quiet"
          size="icon"
          aria-label={`Show the recording of ${when} in its folder`}
          title="Show in folder"
          onClick={() => void store.act('recordings.reveal', { id })}
        >
          <FolderIcon />
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={`Delete the recording of ${when}`}
          title="Delete"
          data-testid="recording-remove"
          onClick={onRemove}
        >
          <TrashIcon />
        </Button>
      </div>
    </li>
  );
}

function Facts({ recording }: { readonly recording: RecordingSummary }) {
  const { camera, bytes, frames, dropped } = recording;
  return (
    <p className={styles.facts}>
      <span>{camera}</span>
      <span>{formatBytes(bytes)}</span>
      <span>{frames} frames</span>
      <span data-warning={dropped > 0} data-testid="recording-drops">
        {dropsInWords(recording)}
      </span>
    </p>
  );
}
