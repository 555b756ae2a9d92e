import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { LivenessVerdict, StageTimes } from '../../../electron/contract/observation.ts';
import { numberIn } from '../../../electron/words/numbers.ts';
import { wordsIn } from '../../../electron/words/words-in.ts';
import type { Language } from '../../../electron/contract/language.ts';
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
  const words = useTranslations('live.engineer');
  const language = useLocale();
  const statistics = useWindow((state) => state.statistics);
  const observation = useWindow((state) => state.observation);
  const engine = useApp((app) => app.engine);
  const screenFps = useScreenFps();
  return (
    <div className={styles.overlay} data-testid="engineer-overlay">
      <table>
        <tbody>
          <Row name={words('rows.sensor')} value={fps(statistics?.sensorFps, language)} />
          <Row name={words('rows.vision')} value={fps(statistics?.visionFps, language)} />
          <Row name={words('rows.screen')} value={fps(screenFps, language)} />
          <Row name={words('rows.skipped')} value={String(statistics?.skipped ?? '–')} />
          <Row name={words('rows.cpu')} value={percent(statistics?.cpuPercent)} />
          <Row
            name={words('rows.memory')}
            value={statistics ? `${Math.round(statistics.memoryMb)} MB` : '–'}
          />
          <Row
            name={words('rows.spectrum')}
            value={observation === null ? '–' : words(`spectra.${observation.spectrum}`)}
          />
          {observation?.kind === 'face' && (
            <Row
              name={words('rows.relief')}
              value={livenessWords(observation.liveness, language)}
            />
          )}
        </tbody>
      </table>
      <table>
        <tbody>
          {STAGES.map((stage) => (
            <Row
              key={stage}
              name={words(`stages.${stage}`)}
              value={formatStage(observation?.times[stage] ?? 0, language)}
            />
          ))}
        </tbody>
      </table>
      {engine.phase === 'running' && (
        <p>
          {words('summary', {
            encoder: engine.encoder,
            threshold: numberIn(language, engine.thresholds.people, 3),
            rendered: numberIn(language, engine.thresholds.renderedPeople, 3),
            frame: String(observation?.sequence ?? '–'),
          })}
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

function fps(rate: number | undefined, language: Language): string {
  if (rate === undefined) return '–';
  return wordsIn(language, 'live.engineer')('fps', { rate: numberIn(language, rate, 1) });
}

function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${Math.round(value)} %`;
}

function livenessWords(verdict: LivenessVerdict, language: Language): string {
  const words = wordsIn(language, 'live.engineer');
  if (verdict.kind !== 'not-live') return words(`verdicts.${verdict.kind}`);
  return words('notLive', {
    reason: wordsIn(language, 'pad.notLive')(verdict.because),
    relief: numberIn(language, verdict.reliefMm, 1),
  });
}
