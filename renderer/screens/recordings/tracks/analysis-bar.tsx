import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { compareLocks } from '../../../../electron/analysis/tracks/compared-locks.ts';
import type {
  AnalysisKind,
  AnalysisView,
  TrackPiece,
} from '../../../../electron/contract/recording-analysis.ts';
import { ANALYSIS_KINDS } from '../../../../electron/contract/recording-analysis.ts';
import type { RecordingSummary } from '../../../../electron/contract/recordings.ts';
import { percentIn } from '../../../../electron/words/numbers.ts';
import { useSaid } from '../../../app/use-said.ts';
import { useStore } from '../../../app/window-context.tsx';
import { formatPlace } from '../../../format.ts';
import { Button } from '../../../parts/button.tsx';
import { Segments } from '../../../parts/segments.tsx';
import styles from './analysis-bar.module.css';
import { CompareDialog } from './compare-dialog.tsx';

interface AnalysisBarProps {
  readonly recording: RecordingSummary;
  /** What is known of this recording. */
  readonly analyses: readonly AnalysisView[];
  /** The one that is shown; undefined: none is known of that kind. */
  readonly view: AnalysisView | undefined;
  readonly tracks: TrackPiece | null;
  readonly kind: AnalysisKind;
  readonly onKind: (kind: AnalysisKind) => void;
}

/** How far the analysis is, and what can be done about it. */
export function AnalysisBar(props: AnalysisBarProps) {
  const { recording, analyses, view, tracks, kind, onKind } = props;
  const words = useTranslations('recordings.analysis');
  const compareWords = useTranslations('recordings.compare');
  const [comparing, setComparing] = useState(false);
  const isBoth = ANALYSIS_KINDS.every((one) => analyses.some((known) => known.kind === one));
  return (
    <section
      className={styles.bar}
      aria-label={words('title')}
      data-testid="analysis"
      data-phase={view?.phase ?? 'none'}
    >
      <Progress view={view} durationMs={recording.durationMs} />
      <div className={styles.said} role="status">
        <State view={view} durationMs={recording.durationMs} />
        {view?.kind === 'encoders' && tracks !== null && <Comparison view={view} tracks={tracks} />}
      </div>
      <div className={styles.actions}>
        {isBoth && (
          <Segments
            label={words('shown')}
            options={ANALYSIS_KINDS}
            words={{ people: words('people'), encoders: words('encoders') }}
            value={kind}
            onChange={onKind}
          />
        )}
        <Actions view={view} id={recording.id} />
        <Button look="quiet" data-testid="compare-open" onClick={() => setComparing(true)}>
          {compareWords('open')}
        </Button>
      </div>
      {comparing && (
        <CompareDialog
          recording={recording}
          onStarted={() => onKind('encoders')}
          onClose={() => setComparing(false)}
        />
      )}
    </section>
  );
}

const isUnderway = (view: AnalysisView | undefined): boolean =>
  view?.phase === 'starting' || view?.phase === 'running' || view?.phase === 'waiting';

interface OfView {
  readonly view: AnalysisView | undefined;
  readonly durationMs: number;
}

function Progress({ view }: OfView) {
  const words = useTranslations('recordings.analysis');
  const language = useLocale();
  if (view === undefined || !isUnderway(view)) return null;
  const share = view.frames === 0 ? 0 : view.done / view.frames;
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={words('progress')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(100 * share)}
      aria-valuetext={percentIn(language, Math.floor(100 * share) / 100)}
    >
      <span style={{ width: `${100 * share}%` }} />
    </div>
  );
}

function State({ view, durationMs }: OfView) {
  const words = useTranslations('recordings.analysis');
  const said = useSaid();
  const language = useLocale();
  if (view === undefined) return <p className={styles.soft}>{words('text')}</p>;
  const { phase, done, frames, locks, begunAnew } = view;
  const placeOf = (frame: number): string =>
    formatPlace(frames === 0 ? 0 : (durationMs * frame) / frames, language);
  const lines: string[] = [];
  switch (phase) {
    case 'starting':
    case 'waiting':
    case 'done':
      lines.push(words(phase));
      break;
    case 'running':
      // In steps that can be read out.
      lines.push(
        words('running', { share: percentIn(language, Math.floor((20 * done) / frames) / 20) }),
      );
      break;
    case 'stopped':
      lines.push(words('stopped', { place: placeOf(done) }));
      break;
    case 'failed':
      lines.push(words('failed', { reason: said(view.problem?.message ?? '') }));
      break;
  }
  const [lock] = locks;
  if (phase === 'done' && view.kind === 'people' && lock !== undefined) {
    lines.push(
      lock.people.length === 0 ? words('nobody') : words('doneBy', { encoder: lock.encoder }),
    );
  }
  if (begunAnew.length > 0) {
    lines.push(words('begunAnew', { places: begunAnew.map(placeOf).join(', ') }));
  }
  return <p className={phase === 'failed' ? styles.failed : styles.soft}>{lines.join(' ')}</p>;
}

function Comparison({
  view,
  tracks,
}: {
  readonly view: AnalysisView;
  readonly tracks: TrackPiece;
}) {
  const words = useTranslations('recordings.compare');
  const language = useLocale();
  const compared = compareLocks(tracks);
  const [first, second] = view.locks;
  if (compared === null || first === undefined || second === undefined) return null;
  const { looks, onlyFirst, onlySecond, openApart, frames } = compared;
  if (looks === 0) return <p className={styles.soft}>{words('noLooks')}</p>;
  const differ = onlyFirst + onlySecond;
  return (
    <p className={styles.compared} data-testid="compared" data-looks={looks} data-differ={differ}>
      {words('differ', {
        differ: String(differ),
        looks,
        share: percentIn(language, differ / looks),
        first: first.encoder,
        second: second.encoder,
        onlyFirst: String(onlyFirst),
        onlySecond: String(onlySecond),
      })}{' '}
      {words('openApart', { share: percentIn(language, openApart / frames) })}{' '}
      {view.enrolledFrames > 0 &&
        words('enrolledUntil', { place: formatPlace(tracks.times[0] ?? 0, language) })}
    </p>
  );
}

function Actions({ view, id }: { readonly view: AnalysisView | undefined; readonly id: string }) {
  const words = useTranslations('recordings.analysis');
  const store = useStore();
  const start = (): void => void store.act('analysis.start', { id });
  if (view === undefined) {
    return (
      <Button data-testid="analysis-start" onClick={start}>
        {words('start')}
      </Button>
    );
  }
  const { kind: of } = view;
  if (isUnderway(view)) {
    return (
      <Button
        data-testid="analysis-cancel"
        onClick={() => void store.act('analysis.stop', { id, of })}
      >
        {words('cancel')}
      </Button>
    );
  }
  if (view.phase !== 'done') {
    return (
      <Button
        data-testid="analysis-resume"
        onClick={() => void store.act('analysis.resume', { id, of })}
      >
        {words('resume')}
      </Button>
    );
  }
  // The dialog compares again.
  if (of === 'encoders') return null;
  async function again(): Promise<void> {
    const forgotten = await store.act('analysis.forget', { id, of });
    if (forgotten.ok) start();
  }
  return (
    <Button look="quiet" data-testid="analysis-again" onClick={() => void again()}>
      {words('again')}
    </Button>
  );
}
