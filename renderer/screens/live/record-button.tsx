import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { pictureObstacle } from '../../app/picture-obstacle.ts';
import { useKey } from '../../app/use-key.ts';
import { useSaid } from '../../app/use-said.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatBytes, formatLength } from '../../format.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import styles from './record-button.module.css';

/** Starts and ends a recording of the camera, and tells how it goes or why it cannot. */
export function RecordButton() {
  const words = useTranslations('live.record');
  const said = useSaid();
  const language = useLocale();
  const recorder = useApp((app) => app.recorder);
  /** The picture's place says then why there is none; it need not stand there twice. */
  const isSaidAlready = useApp((app) => pictureObstacle(app, language) !== null);
  const store = useStore();
  const reasonId = useId();
  const recording = recorder.phase === 'recording';
  const obstacle = recorder.phase === 'idle' ? recorder.obstacle : null;
  const disabled = recorder.phase === 'saving' || obstacle !== null;

  function toggle(): void {
    if (!disabled) void store.act(recording ? 'record.stop' : 'record.start', undefined);
  }
  useKey((key) => key === 'r' || key === 'R', toggle);

  return (
    <div className={styles.recorder} data-testid="recorder" data-phase={recorder.phase}>
      <button
        type="button"
        className={styles.button}
        data-recording={recording}
        aria-disabled={disabled}
        aria-describedby={obstacle === null ? undefined : reasonId}
        aria-keyshortcuts="R"
        data-testid="record"
        onClick={toggle}
      >
        <span className={styles.mark} aria-hidden="true" />
        {words(recording ? 'stop' : recorder.phase === 'saving' ? 'saving' : 'start')}
        <KeyCap name="R" />
      </button>
      {obstacle !== null && (
        <p
          id={reasonId}
          className={isSaidAlready ? 'visually-hidden' : styles.reason}
          data-testid="record-obstacle"
        >
          {said(obstacle)}
        </p>
      )}
      {recorder.phase === 'recording' && (
        <dl className={styles.numbers} data-testid="record-numbers">
          <Number name={words('time')} value={formatLength(recorder.elapsedMs)} />
          <Number name={words('size')} value={formatBytes(recorder.bytes, language)} />
          <Number
            name={words('perMinute')}
            value={formatBytes(recorder.bytesPerMinute, language)}
          />
          <Number name={words('frames')} value={String(recorder.frames)} />
          <Number
            name={words('droppedByDisk')}
            value={String(recorder.droppedByDisk)}
            warning={recorder.droppedByDisk > 0}
          />
          <Number
            name={words('missedByCamera')}
            value={String(recorder.missedByCamera)}
            warning={recorder.missedByCamera > 0}
          />
          {recorder.spaceLeft !== null && (
            <Number name={words('spaceLeft')} value={formatBytes(recorder.spaceLeft, language)} />
          )}
        </dl>
      )}
      <p className="visually-hidden" role="status">
        {recording ? words('isRecording') : recorder.phase === 'saving' ? words('isSaved') : ''}
      </p>
    </div>
  );
}

interface NumberProps {
  readonly name: string;
  readonly value: string;
  readonly warning?: boolean;
}

function Number({ name, value, warning = false }: NumberProps) {
  return (
    <div data-warning={warning}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
