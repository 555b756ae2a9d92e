import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import {
  PLAYER_SPEEDS,
  type PlayerControl,
  type PlayerSpeed,
  type PlayerView as PlayerState,
  type RecordingSummary,
} from '../../../electron/contract/recordings.ts';
import { eventBeside } from '../../../electron/analysis/tracks/event-steps.ts';
import type {
  AnalysisKind,
  RecordingEvent,
} from '../../../electron/contract/recording-analysis.ts';
import { useKey } from '../../app/use-key.ts';
import { useSaid } from '../../app/use-said.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { useNow } from '../../app/use-now.ts';
import { formatPlace } from '../../format.ts';
import { DepthRangeFollower } from '../../frames/depth-range.ts';
import { DepthLegend } from '../../frames/depth-legend.tsx';
import { FrameCanvas } from '../../frames/frame-canvas.tsx';
import { PictureArea } from '../../frames/picture-area.tsx';
import type { PictureName } from '../../frames/pictures.ts';
import { Button } from '../../parts/button.tsx';
import {
  BackIcon,
  CameraIcon,
  EventStepIcon,
  ExportIcon,
  LoopIcon,
  PauseIcon,
  PlayIcon,
  StepIcon,
} from '../../parts/icons.tsx';
import { Segments } from '../../parts/segments.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { dropsWords } from '../../recording-words.ts';
import { fullTitleOf, lostMany } from './library.ts';
import styles from './player-view.module.css';
import { RecognitionPanel } from './recognition-panel.tsx';
import { AnalysisBar } from './tracks/analysis-bar.tsx';
import { EventList } from './tracks/event-list.tsx';
import { eventWords } from './tracks/event-words.ts';
import { ScrubPreview } from './tracks/scrub-preview.tsx';
import { Tracks } from './tracks/tracks.tsx';
import { useTracks } from './tracks/use-tracks.ts';

const PICTURES: readonly PictureName[] = ['color', 'depth', 'overlap', 'registered'];
/** How far an arrow key with Shift jumps. */
const JUMP_MS = 1000;
/** Half of the slider's thumb: so far from its ends its first and its last moment lie. */
const THUMB_INSET = 8;
/** The day in the title may become another. */
const MINUTE_MS = 60_000;

interface PlayerViewProps {
  readonly player: Extract<PlayerState, { phase: 'open' }>;
  readonly recording: RecordingSummary;
}

/** One recording: its pictures, the recognition's result for them, and the controls. */
export function PlayerView({ player, recording }: PlayerViewProps) {
  const words = useTranslations('recordings.player');
  const pictures = useTranslations('live');
  const said = useSaid();
  const language = useLocale();
  const store = useStore();
  const [depthRange] = useState(() => new DepthRangeFollower());
  const [picture, setPicture] = useState<PictureName>('color');
  const [exporting, setExporting] = useState(false);
  const now = useNow(MINUTE_MS);
  const control = (wish: PlayerControl): void => void store.act('player.control', wish);
  const [wanted, setWanted] = useState<AnalysisKind>('people');
  const all = useApp((app) => app.analyses);
  const analyses = all.filter(({ id }) => id === recording.id);
  const view = analyses.find(({ kind }) => kind === wanted) ?? analyses[0];
  const kind = view?.kind ?? 'people';
  const tracks = useTracks(view);
  const events = view?.events ?? null;
  const jump = (event: RecordingEvent): void => {
    control({ kind: 'pause' });
    // The engine finds the frame by whole milliseconds.
    control({ kind: 'seek', timeMs: Math.round(event.timeMs) });
  };
  const jumpTo = (towards: 1 | -1): void => {
    const event = eventBeside(events ?? [], player.index, towards);
    if (event !== null) jump(event);
  };

  useLeaving();
  useKey(
    (key) => key === ' ' || key === 'ArrowLeft' || key === 'ArrowRight',
    (key) => {
      if (key === ' ') control({ kind: player.playing ? 'pause' : 'play' });
      else control({ kind: 'step', frames: key === 'ArrowRight' ? 1 : -1 });
    },
  );
  useKey(
    (key) => ['n', 'N', 'p', 'P'].includes(key),
    (key) => jumpTo(key.toLowerCase() === 'n' ? 1 : -1),
  );
  useKey(
    (key) => key === 'Escape',
    () => void store.act('player.close', undefined),
  );

  return (
    <div className={styles.player} data-testid="player" data-playing={player.playing}>
      <header className={styles.header}>
        <Button
          look="quiet"
          data-testid="player-back"
          onClick={() => void store.act('player.close', undefined)}
        >
          <BackIcon />
          {words('back')}
        </Button>
        <h2 className={styles.title}>{fullTitleOf(recording, now, language)}</h2>
        <div className={styles.tools}>
          <Segments
            label={words('picture')}
            options={PICTURES}
            words={{
              color: pictures('pictures.color'),
              depth: pictures('pictures.depth'),
              overlap: pictures('pictures.overlap'),
              registered: pictures('pictures.registered'),
            }}
            value={picture}
            onChange={setPicture}
          />
          <Button data-testid="player-export" onClick={() => setExporting(true)}>
            <ExportIcon />
            {words('export')}
          </Button>
        </div>
      </header>
      <figure className={styles.stage}>
        <PictureArea picture={picture}>
          <FrameCanvas
            picture={picture}
            label={pictures(`pictureNames.${picture}`)}
            faceBox
            depthRange={depthRange}
          />
          <figcaption className={styles.caption} data-testid="player-caption">
            <strong>{words('isRecording')}</strong> · {said(recording.camera)} ·{' '}
            <span data-warning={lostMany(recording)}>{dropsWords(recording, language)}</span>
          </figcaption>
          {picture === 'depth' && (
            <div className={styles.legend}>
              <DepthLegend follower={depthRange} />
            </div>
          )}
        </PictureArea>
      </figure>
      <div className={styles.controls}>
        <ScrubPreview durationMs={player.durationMs} inset={THUMB_INSET}>
          <Scrubber player={player} control={control} />
          {view !== undefined && tracks !== null && (
            <Tracks
              {...{ view, tracks }}
              durationMs={player.durationMs}
              timeMs={player.timeMs}
              index={player.index}
              onSeek={(timeMs) => control({ kind: 'seek', timeMs: Math.round(timeMs) })}
            />
          )}
        </ScrubPreview>
        <Controls player={player} control={control} events={events} onStep={jumpTo} />
        <AnalysisBar {...{ recording, analyses, view, tracks, kind }} onKind={setWanted} />
      </div>
      <aside className={styles.side}>
        <RecognitionPanel recognition={player.recognition} />
        <EventList events={events} index={player.index} onJump={jump} />
        <AsCamera />
      </aside>
      {exporting && (
        <ExportDialog
          recording={recording}
          frame={player.index}
          onClose={() => setExporting(false)}
        />
      )}
      {!recording.complete && (
        <p className={styles.note} role="status">
          {words('cutOffNote')}
        </p>
      )}
    </div>
  );
}

/** Leaving the screen gives the camera back, unless the recording is to replace it. */
function useLeaving(): void {
  const store = useStore();
  useEffect(
    () => () => {
      const player = store.getState().app?.player;
      if (player?.phase === 'open' && player.mode === 'player') {
        void store.ask('player.close', undefined);
      }
    },
    [store],
  );
}

interface ControlsProps {
  readonly player: Extract<PlayerState, { phase: 'open' }>;
  readonly control: (wish: PlayerControl) => void;
}

interface StepProps {
  /** In order; null: nothing was analysed. */
  readonly events: readonly RecordingEvent[] | null;
  readonly onStep: (towards: 1 | -1) => void;
}

function Controls({ player, control, events, onStep }: ControlsProps & StepProps) {
  const words = useTranslations('recordings.player');
  const language = useLocale();
  const { playing, timeMs, durationMs, index, frames } = player;
  return (
    <div className={styles.row}>
      <Button
        size="icon"
        look="quiet"
        title={words('frameBackKey')}
        aria-label={words('frameBack')}
        aria-keyshortcuts="ArrowLeft"
        data-testid="player-back-frame"
        onClick={() => control({ kind: 'step', frames: -1 })}
      >
        <StepIcon back />
      </Button>
      <Button
        look="primary"
        autoFocus
        title={words(playing ? 'pauseKey' : 'playKey')}
        aria-keyshortcuts="Space"
        data-testid="player-play"
        onClick={() => control({ kind: playing ? 'pause' : 'play' })}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
        {words(playing ? 'pause' : 'play')}
      </Button>
      <Button
        size="icon"
        look="quiet"
        title={words('frameOnKey')}
        aria-label={words('frameOn')}
        aria-keyshortcuts="ArrowRight"
        data-testid="player-step"
        onClick={() => control({ kind: 'step', frames: 1 })}
      >
        <StepIcon />
      </Button>
      <EventSteps index={index} events={events} onStep={onStep} />
      <p className={styles.place}>
        {formatPlace(timeMs, language)}{' '}
        <span>{words('ofLength', { length: formatPlace(durationMs, language) })}</span>
        <span data-testid="player-frame" data-index={index}>
          {words('frame', { frame: String(index + 1), frames: String(frames) })}
        </span>
      </p>
      <button
        type="button"
        className={styles.loop}
        aria-pressed={player.loop}
        onClick={() => control({ kind: 'loop', loop: !player.loop })}
      >
        <LoopIcon />
        {words('loop')}
      </button>
      <label className={styles.speed}>
        {words('speed')}
        <select
          value={player.speed}
          data-testid="player-speed"
          onChange={(event) =>
            control({ kind: 'speed', speed: speedOf(Number(event.target.value)) })
          }
        >
          {PLAYER_SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** To the event before and after the frame that is shown, and which one it is. */
function EventSteps({ index, events, onStep }: StepProps & { readonly index: number }) {
  const words = useTranslations('recordings.events');
  const language = useLocale();
  if (events === null) return null;
  const here = events.filter(({ frame }) => frame === index);
  return (
    <>
      <Button
        size="icon"
        look="quiet"
        title={words('previousKey')}
        aria-label={words('previous')}
        aria-keyshortcuts="P"
        data-testid="event-previous"
        // Not disabled: the focus would be lost at the last one.
        aria-disabled={eventBeside(events, index, -1) === null}
        onClick={() => onStep(-1)}
      >
        <EventStepIcon back />
      </Button>
      <Button
        size="icon"
        look="quiet"
        title={words('nextKey')}
        aria-label={words('next')}
        aria-keyshortcuts="N"
        data-testid="event-next"
        aria-disabled={eventBeside(events, index, 1) === null}
        onClick={() => onStep(1)}
      >
        <EventStepIcon />
      </Button>
      <span className="visually-hidden" role="status" data-testid="event-here">
        {here
          .map((event) =>
            words('at', {
              place: formatPlace(event.timeMs, language),
              event: eventWords(event, language),
            }),
          )
          .join(', ')}
      </span>
    </>
  );
}

function Scrubber({ player, control }: ControlsProps) {
  const words = useTranslations('recordings.player');
  const language = useLocale();
  const { timeMs, durationMs } = player;
  return (
    <input
      type="range"
      className={styles.scrubber}
      aria-label={words('place')}
      aria-valuetext={words('placeOf', {
        place: formatPlace(timeMs, language),
        length: formatPlace(durationMs, language),
      })}
      data-testid="player-scrub"
      min={0}
      // The engine finds the frame by whole milliseconds, the last one included.
      max={Math.max(1, Math.round(durationMs))}
      step={1}
      value={Math.round(timeMs)}
      onChange={(event) => control({ kind: 'seek', timeMs: Number(event.target.value) })}
      onKeyDown={(event) => {
        // The slider's own arrow keys move by a millisecond, which is no frame.
        const towards = ARROWS[event.key];
        if (towards === undefined) return;
        event.preventDefault();
        if (event.shiftKey) {
          const target = timeMs + towards * JUMP_MS;
          control({ kind: 'seek', timeMs: Math.min(durationMs, Math.max(0, target)) });
        } else control({ kind: 'step', frames: towards });
      }}
    />
  );
}

const ARROWS: Readonly<Partial<Record<string, 1 | -1>>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

function speedOf(value: number): PlayerSpeed {
  return PLAYER_SPEEDS.find((speed) => speed === value) ?? 1;
}

function AsCamera() {
  const words = useTranslations('recordings.player.asCamera');
  const store = useStore();
  return (
    <section className={styles.asCamera} aria-label={words('title')}>
      <p>{words('text')}</p>
      <Button
        data-testid="player-as-camera"
        onClick={() => void store.act('player.becomeCamera', undefined)}
      >
        <CameraIcon />
        {words('title')}
      </Button>
    </section>
  );
}
