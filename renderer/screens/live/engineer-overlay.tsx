import { useEffect, useState } from 'react';
import { useLocale } from 'use-intl/react';
import type { LivenessVerdict, StageTimes } from '../../../electron/contract/observation.ts';
import { useApp, useFrames, useWindow } from '../../app/window-context.tsx';
import { formatStage } from '../../format.ts';
import styles from './engineer-overlay.module.css';

const STAGES: readonly (keyof StageTimes)[] = [
  'detect',
  'landmarks',
  'pose',
  'fuse',
  'embed',
  'liveness',
  'total',
];

/** Rates, drops and the time of each stage, for engineers. */
export function EngineerOverlay() {
  const language = useLocale();
  const statistics = useWindow((state) => state.statistics);
  const observation = useWindow((state) => state.observation);
  const engine = useApp((app) => app.engine);
  const screenFps = useScreenFps();
  return (
    <div className={styles.overlay} data-testid="engineer-overlay">
      <table>
        <tbody>
          <Row name="sensor" value={fps(statistics?.sensorFps)} />
          <Row name="vision" value={fps(statistics?.visionFps)} />
          <Row name="screen" value={fps(screenFps)} />
          <Row name="skipped" value={String(statistics?.skipped ?? '–')} />
          <Row name="cpu" value={percent(statistics?.cpuPercent)} />
          <Row name="memory" value={statistics ? `${Math.round(statistics.memoryMb)} MB` : '–'} />
          <Row name="spectrum" value={observation?.spectrum ?? '–'} />
          {observation?.kind === 'face' && (
            <Row name="relief" value={livenessWords(observation.liveness)} />
          )}
        </tbody>
      </table>
      <table>
        <tbody>
          {STAGES.map((stage) => (
            <Row
              key={stage}
              name={stage}
              value={formatStage(observation?.times[stage] ?? 0, language)}
            />
          ))}
        </tbody>
      </table>
      {engine.phase === 'running' && (
        <p>
          {engine.encoder} · threshold {engine.thresholds.people.toFixed(3)}, rendered people{' '}
          {engine.thresholds.renderedPeople.toFixed(3)} · frame {observation?.sequence ?? '–'}
        </p>
      )}
    </div>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
    </tr>
  );
}

function useScreenFps(): number {
  const frames = useFrames();
  const [rate, setRate] = useState(() => frames.framesPerSecond());
  useEffect(() => {
    const timer = setInterval(() => setRate(frames.framesPerSecond()), 500);
    return () => clearInterval(timer);
  }, [frames]);
  return rate;
}

function fps(rate: number | undefined): string {
  return rate === undefined ? '–' : `${rate.toFixed(1)} fps`;
}

function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${Math.round(value)} %`;
}

function livenessWords(verdict: LivenessVerdict): string {
  return verdict.kind === 'not-live'
    ? `${verdict.because.replaceAll('-', ' ')}, ${verdict.reliefMm.toFixed(1)} mm`
    : verdict.kind;
}
