import { useState } from 'react';
import { dropsInWords } from '../../../electron/contract/drops.ts';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatBytes, formatLength, formatMoment } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { ExportIcon, FolderIcon, PlayIcon, TrashIcon } from '../../parts/icons.tsx';
import { isNamedByRecorder } from '../../recording-words.ts';
import { ExportDialog } from './export-dialog.tsx';
import { ImportButton } from './import-button.tsx';
import styles from './recordings-list.module.css';
import { Thumbnail } from './thumbnail.tsx';

/** Every recording, newest first. */
export function RecordingsList() {
  const recordings = useApp((app) => app.recordings);
  const store = useStore();
  const [leaving, setLeaving] = useState<RecordingSummary | null>(null);
  const [exporting, setExporting] = useState<RecordingSummary | null>(null);
  if (recordings.length === 0) return <NoRecordings />;
  return (
    <div className={styles.scroll}>
      <div className={styles.toolbar}>
        <p>{totalWords(recordings)}</p>
        <ImportButton />
      </div>
      <ul className={styles.list} aria-label="Recordings">
        {recordings.map((recording) => (
          <Entry
            key={recording.id}
            recording={recording}
            onExport={() => setExporting(recording)}
            onRemove={() => setLeaving(recording)}
          />
        ))}
      </ul>
      {exporting !== null && (
        <ExportDialog
          recording={exporting}
          frame={pictured(exporting)}
          onClose={() => setExporting(null)}
        />
      )}
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

/** The frame of the small picture. */
function pictured({ frames }: RecordingSummary): number {
  return Math.floor(frames / 2);
}

function totalWords(recordings: readonly RecordingSummary[]): string {
  const bytes = recordings.reduce((sum, recording) => sum + recording.bytes, 0);
  const count = recordings.length === 1 ? '1 recording' : `${recordings.length} recordings`;
  return `${count}, ${formatBytes(bytes)}`;
}

function consequence({ createdAt, durationMs, bytes, problem }: RecordingSummary): string {
  const what =
    problem === null
      ? `The recording of ${formatMoment(createdAt)}, ${formatLength(durationMs)} long and ${formatBytes(bytes)} large,`
      : `The file of ${formatMoment(createdAt)}, ${formatBytes(bytes)} large,`;
  return `${what} will be erased for good, with every picture in it. It does not go to the waste basket.`;
}

function NoRecordings() {
  const store = useStore();
  return (
    <div className={styles.empty} data-testid="no-recordings">
      <h2>No recordings yet</h2>
      <p>
        A recording keeps what the camera sees, in colour and depth, on this computer. Nothing is
        kept until you press Record on the live screen.
      </p>
      <div className={styles.emptyActions}>
        <Button onClick={() => store.openPage('live')}>Go to the live picture</Button>
        <ImportButton />
      </div>
    </div>
  );
}

interface EntryProps {
  readonly recording: RecordingSummary;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}

function Entry({ recording, onExport, onRemove }: EntryProps) {
  const store = useStore();
  const { id, createdAt, problem, complete } = recording;
  const when = isNamedByRecorder(recording.name) ? formatMoment(createdAt) : recording.name;
  const cutOff = problem === null && !complete;
  return (
    <li className={styles.entry} data-testid="recording" data-complete={complete}>
      <button
        type="button"
        className={styles.open}
        disabled={problem !== null}
        aria-label={`Open the recording ${when}`}
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
          <span className={styles.name}>{when}</span>
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
        {problem === null && (
          <Button
            look="quiet"
            size="icon"
            aria-label={`Export the recording ${when}`}
            title="Export…"
            data-testid="recording-export"
            onClick={onExport}
          >
            <ExportIcon />
          </Button>
        )}
        <Button
          look="quiet"
          size="icon"
          aria-label={`Show the recording ${when} in its folder`}
          title="Show in folder"
          onClick={() => void store.act('recordings.reveal', { id })}
        >
          <FolderIcon />
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={`Delete the recording ${when}`}
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
  const { name, camera, createdAt, bytes, frames, dropped } = recording;
  return (
    <p className={styles.facts}>
      <span>{camera}</span>
      {!isNamedByRecorder(name) && <span>{formatMoment(createdAt)}</span>}
      <span>{formatBytes(bytes)}</span>
      <span>{frames} frames</span>
      <span data-warning={dropped > 0} data-testid="recording-drops">
        {dropsInWords(recording)}
      </span>
    </p>
  );
}
