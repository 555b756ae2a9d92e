import { useEffect, useState, type ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { LivenessVerdict, StageTimes } from '../../../electron/contract/observation.ts';
import { numberIn } from '../../../electron/words/numbers.ts';
import { wordsIn } from '../../../electron/words/words-in.ts';
import type { Language } from '../../../electron/contract/language.ts';
import { useApp, useFrames, useWindow } from '../../app/window-context.tsx';
import { formatStage } from '../../format.ts';
import { CPU_PERCENT, FRAMES_PER_SECOND, STAGE_BUDGETS_MS } from './budgets.ts';
import styles from './engineer-numbers.module.css';

const STAGES: readonly (keyof StageTimes)[] = [
  'detect',
  'landmarks',
  'pose',
  'fuse',
  'embed',
  'liveness',
  'total',
];

/** Rates, drops and the time of each stage, for engineers, with what each may be. */
export function EngineerNumbers() {
  const words = useTranslations('live.engineer');
  const language = useLocale();
  return (
    <section className={styles.numbers} aria-label={words('title')} data-testid="engineer-numbers">
      <Rates />
      <Stages />
      <Recognition language={language} />
      <p className={styles.note}>{words('replacedNote')}</p>
    </section>
  );
}

function Rates() {
  const words = useTranslations('live.engineer');
  const language = useLocale();
  const statistics = useWindow((state) => state.statistics);
  const isVirtual = useApp((app) =>
    app.sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  const screenFps = useScreenFps();
  const atLeast = words('atLeast', { value: fps(FRAMES_PER_SECOND, language, 0) });
  const cpu = CPU_PERCENT[isVirtual ? 'virtual' : 'sensor'];
  return (
    <Table name={words('tables.rates')}>
      <Row
        name={words('rows.sensor')}
        value={fps(statistics?.sensorFps, language)}
        budget={atLeast}
      />
      <Row
        name={words('rows.vision')}
        value={fps(statistics?.visionFps, language)}
        budget={atLeast}
      />
      <Row name={words('rows.screen')} value={fps(screenFps, language)} budget={atLeast} />
      <Row
        name={words('rows.replaced')}
        value={perSecond(statistics?.replacedPerSecond, language)}
        budget={perSecond(0, language)}
      />
      <Row
        name={words('rows.missed')}
        value={perSecond(statistics?.missedPerSecond, language)}
        budget={perSecond(0, language)}
      />
      <Row
        name={words('rows.cpu')}
        value={percent(statistics?.cpuPercent)}
        budget={words('atMost', { value: percent(cpu) })}
      />
      <Row
        name={words('rows.memory')}
        value={statistics === null ? '–' : `${Math.round(statistics.memoryMb)} MB`}
        budget="–"
      />
    </Table>
  );
}

function Stages() {
  const words = useTranslations('live.engineer');
  const language = useLocale();
  const times = useWindow((state) => state.observation?.times ?? null);
  return (
    <Table name={words('tables.stages')}>
      {STAGES.map((stage) => {
        const budget = STAGE_BUDGETS_MS[stage];
        return (
          <Row
            key={stage}
            name={words(`stages.${stage}`)}
            value={formatStage(times?.[stage] ?? 0, language)}
            budget={
              budget === undefined ? '–' : words('atMost', { value: formatStage(budget, language) })
            }
          />
        );
      })}
    </Table>
  );
}

function Recognition({ language }: { readonly language: Language }) {
  const words = useTranslations('live.engineer');
  const observation = useWindow((state) => state.observation);
  const engine = useApp((app) => app.engine);
  return (
    <Table name={words('tables.recognition')} hasBudget={false}>
      <Row
        name={words('rows.spectrum')}
        value={observation === null ? '–' : words(`spectra.${observation.spectrum}`)}
      />
      <Row
        name={words('rows.relief')}
        value={observation?.kind === 'face' ? livenessWords(observation.liveness, language) : '–'}
      />
      {engine.phase === 'running' && (
        <>
          <Row name={words('rows.encoder')} value={engine.encoder} />
          <Row
            name={words('rows.threshold')}
            value={numberIn(language, engine.thresholds.people, 3)}
          />
          <Row
            name={words('rows.rendered')}
            value={numberIn(language, engine.thresholds.renderedPeople, 3)}
          />
        </>
      )}
      <Row name={words('rows.frame')} value={String(observation?.sequence ?? '–')} />
    </Table>
  );
}

interface TableProps {
  readonly name: string;
  readonly hasBudget?: boolean;
  readonly children: ReactNode;
}

function Table({ name, hasBudget = true, children }: TableProps) {
  const words = useTranslations('live.engineer');
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{words('now')}</th>
          {hasBudget && <th scope="col">{words('budget')}</th>}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly budget?: string;
}

function Row({ name, value, budget }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
      {budget !== undefined && <td className={styles.budget}>{budget}</td>}
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

function fps(rate: number | undefined, language: Language, digits = 1): string {
  if (rate === undefined) return '–';
  return wordsIn(language, 'live.engineer')('fps', { rate: numberIn(language, rate, digits) });
}

function perSecond(rate: number | undefined, language: Language): string {
  if (rate === undefined) return '–';
  return wordsIn(language, 'live.engineer')('perSecond', { rate: numberIn(language, rate, 1) });
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
