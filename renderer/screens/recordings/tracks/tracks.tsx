import { memo, useMemo, type PointerEvent } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { runsOf } from '../../../../electron/analysis/tracks/track-shape.ts';
import {
  LOCK_PHASES,
  type AnalysisView,
  type RecordingEvent,
  type TrackPiece,
} from '../../../../electron/contract/recording-analysis.ts';
import { formatDegrees, formatDistance, formatEmbeddingDistance } from '../../../format.ts';
import { Lane } from './lane.tsx';
import { LANE_HEIGHT, LANE_WIDTH, lanePath, laneX, laneY, type LaneScale } from './lane-path.ts';
import styles from './tracks.module.css';

/** Distances beyond are all alike: another person's. */
const DISTANCES: LaneScale = { bottom: 0, top: 1.6 };
const ANGLES: LaneScale = { bottom: -45, top: 45 };
/** With room for the line at what is surest. */
const LOG_ODDS: LaneScale = { bottom: -7, top: 7 };

interface TracksProps {
  readonly view: AnalysisView;
  readonly tracks: TrackPiece;
  readonly durationMs: number;
  readonly timeMs: number;
  /** Index of the frame that is shown. */
  readonly index: number;
  readonly onSeek: (timeMs: number) => void;
}

/** What the locks made of the recording, under its time line: the same moment is at the same place. */
export function Tracks({ view, tracks, durationMs, timeMs, index, onSeek }: TracksProps) {
  const words = useTranslations('recordings.tracks');
  const seek = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onSeek(Math.min(1, Math.max(0, (event.clientX - left) / width)) * durationMs);
  };
  const at = index - tracks.from;
  return (
    <div
      className={styles.tracks}
      role="group"
      aria-label={words('title')}
      data-testid="tracks"
      data-done={view.done}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
      }}
    >
      <EventMarks events={view.events} durationMs={durationMs} />
      {view.locks.map((_, lock) => (
        <DecisionLane
          key={lock}
          {...{ tracks, durationMs, lock, at }}
          encoder={view.locks.length > 1 ? (view.locks[lock]?.encoder ?? '') : null}
        />
      ))}
      <DistanceLane {...{ view, tracks, durationMs, at }} />
      <PoseLane {...{ tracks, durationMs, at }} />
      <LivenessLane {...{ tracks, durationMs, at }} />
      <span
        className={styles.playhead}
        style={{ left: `${(100 * laneX(timeMs, durationMs)) / LANE_WIDTH}%` }}
        aria-hidden="true"
      />
    </div>
  );
}

const EventMarks = memo(function EventMarks({
  events,
  durationMs,
}: {
  readonly events: readonly RecordingEvent[];
  readonly durationMs: number;
}) {
  return (
    <div className={styles.marks} aria-hidden="true">
      {events.map((event) => (
        <span
          key={`${event.frame} ${event.kind}`}
          className={styles.mark}
          data-kind={event.kind}
          style={{ left: `${(100 * laneX(event.timeMs, durationMs)) / LANE_WIDTH}%` }}
        />
      ))}
    </div>
  );
});

interface LaneOf {
  readonly tracks: TrackPiece;
  readonly durationMs: number;
  /** Place of the frame that is shown in the tracks; outside of them where it is not analysed. */
  readonly at: number;
}

function DecisionLane({
  tracks,
  durationMs,
  at,
  lock,
  encoder,
}: LaneOf & { readonly lock: number; readonly encoder: string | null }) {
  const words = useTranslations('recordings.tracks');
  const { times, locks } = tracks;
  const phases = locks[lock]?.phases;
  const runs = useMemo(() => (phases === undefined ? [] : runsOf(times, phases)), [times, phases]);
  const phase = LOCK_PHASES[phases?.[at] ?? -1];
  const value = phase === undefined ? '' : words(`phases.${phase}`);
  const name = encoder ?? words('decision');
  return (
    <Lane
      {...{ name, value, size: 'band', testId: 'track-decision' }}
      label={words('valueOf', { track: name, value })}
    >
      {runs.map(({ state, startMs, endMs }, run) => {
        const x = laneX(startMs, durationMs);
        return (
          <rect
            key={run}
            data-phase={LOCK_PHASES[state]}
            {...{ x, y: 0, height: LANE_HEIGHT }}
            width={Math.max(2, laneX(endMs, durationMs) - x)}
          />
        );
      })}
    </Lane>
  );
}

/** One line of distances. */
interface DistanceLine {
  readonly name: string;
  readonly distances: Float32Array;
  readonly thresholds: Float32Array;
}

function linesOf({ locks: views }: AnalysisView, { locks }: TrackPiece): DistanceLine[] {
  return views.flatMap(({ encoder, people }, lock) =>
    people.map(({ name }, person) => ({
      name: views.length > 1 ? encoder : name,
      distances: locks[lock]?.distances[person] ?? new Float32Array(),
      thresholds: locks[lock]?.thresholds[person] ?? new Float32Array(),
    })),
  );
}

const lineColor = (index: number): string => `var(--line-${(index % 4) + 1})`;

function DistanceLane({ view, tracks, durationMs, at }: LaneOf & { readonly view: AnalysisView }) {
  const words = useTranslations('recordings.tracks');
  const language = useLocale();
  const lines = useMemo(() => linesOf(view, tracks), [view, tracks]);
  const drawn = useMemo(
    () =>
      lines.map(({ distances, thresholds }) => ({
        line: lanePath(tracks.times, distances, durationMs, DISTANCES),
        threshold: lanePath(tracks.times, thresholds, durationMs, DISTANCES),
      })),
    [lines, tracks, durationMs],
  );
  if (lines.length === 0) return null;
  const values = lines.map(({ name, distances, thresholds }) => {
    const distance = distances[at] ?? NaN;
    if (Number.isNaN(distance)) return { short: name, long: `${name} –` };
    const short = `${name} ${formatEmbeddingDistance(distance, language)}`;
    const limit = formatEmbeddingDistance(thresholds[at] ?? NaN, language);
    return { short, long: `${short}, ${words('threshold', { distance: limit })}` };
  });
  return (
    <Lane
      name={words('distance')}
      value={lines.map(({ name }, k) => (
        <span key={k} className={styles.entry}>
          <span className={styles.swatch} style={{ background: lineColor(k) }} />
          {values[k]?.short ?? name}
        </span>
      ))}
      label={words('valueOf', {
        track: words('distance'),
        value: values.map(({ long }) => long).join(', '),
      })}
      size="large"
      testId="track-distance"
    >
      {drawn.map(({ threshold }, k) => (
        <path
          key={`threshold ${k}`}
          className={styles.threshold}
          d={threshold}
          style={{ stroke: lineColor(k) }}
        />
      ))}
      {drawn.map(({ line }, k) => (
        <path key={k} d={line} style={{ stroke: lineColor(k) }} />
      ))}
    </Lane>
  );
}

function PoseLane({ tracks, durationMs, at }: LaneOf) {
  const words = useTranslations('recordings.tracks');
  const language = useLocale();
  const { times, yaw, pitch, roll, distanceMm } = tracks;
  const drawn = useMemo(
    () => [yaw, pitch, roll].map((values) => lanePath(times, values, durationMs, ANGLES)),
    [times, yaw, pitch, roll, durationMs],
  );
  const far = distanceMm[at];
  const angle = (of: Float32Array): string => formatDegrees(of[at] ?? 0);
  const parts = [
    words('yaw', { angle: angle(yaw) }),
    words('pitch', { angle: angle(pitch) }),
    words('roll', { angle: angle(roll) }),
  ];
  const isSeen = far !== undefined && !Number.isNaN(far);
  // Nothing is said of a frame that was not analysed.
  const unseen = far === undefined ? '' : words('nothing');
  const value = isSeen ? [...parts, formatDistance(far, language)].join(' · ') : unseen;
  return (
    <Lane
      name={words('pose')}
      value={
        isSeen
          ? [
              ...parts.map((part, k) => (
                <span key={k} className={styles.entry}>
                  <span className={styles.swatch} style={{ background: lineColor(k) }} />
                  {part}
                </span>
              )),
              <span key="far">{formatDistance(far, language)}</span>,
            ]
          : value
      }
      label={words('valueOf', { track: words('pose'), value })}
      size="large"
      testId="track-pose"
    >
      <path className={styles.zero} d={`M0 ${laneY(0, ANGLES)}H${LANE_WIDTH}`} />
      {drawn.map((d, k) => (
        <path key={k} d={d} style={{ stroke: lineColor(k) }} />
      ))}
    </Lane>
  );
}

function LivenessLane({ tracks, durationMs, at }: LaneOf) {
  const words = useTranslations('recordings.tracks');
  const { times, liveness, distanceMm } = tracks;
  const d = useMemo(
    () => lanePath(times, liveness, durationMs, LOG_ODDS),
    [times, liveness, durationMs],
  );
  const odds = liveness[at] ?? NaN;
  const far = distanceMm[at];
  const seen = Number.isNaN(odds) ? 'undecided' : odds > 0 ? 'live' : 'notLive';
  const value = far === undefined ? '' : words(Number.isNaN(far) ? 'nothing' : seen);
  return (
    <Lane
      {...{ name: words('liveness'), value, size: 'small', testId: 'track-liveness' }}
      label={words('valueOf', { track: words('liveness'), value })}
    >
      <path className={styles.zero} d={`M0 ${laneY(0, LOG_ODDS)}H${LANE_WIDTH}`} />
      <path d={d} style={{ stroke: lineColor(0) }} />
    </Lane>
  );
}
