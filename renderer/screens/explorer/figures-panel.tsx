import type { RateEstimate } from '../../../electron/contract/rate.ts';
import { DetPlot } from './charts/det-plot.tsx';
import { DistanceMatrix } from './charts/distance-matrix.tsx';
import { Histogram } from './charts/histogram.tsx';
import { useExplorerWords, type ExplorerWords } from './explorer-words.ts';
import styles from './explorer-screen.module.css';
import type { ShownFigures } from './use-look-figures.ts';

interface FiguresPanelProps {
  readonly shown: ShownFigures;
  readonly threshold: number;
  readonly onThreshold: (threshold: number) => void;
  readonly mixesTrust: boolean;
  readonly hasAttempts: boolean;
  readonly hasRecordings: boolean;
}

/** What the distances say: both errors at a threshold that can be dragged, the DET curve, people against people. */
export function FiguresPanel(props: FiguresPanelProps) {
  const { shown, threshold, onThreshold, mixesTrust, hasAttempts, hasRecordings } = props;
  const said = useExplorerWords();
  const { words, decimal, percent } = said;
  const { figures, point } = shown;
  const { genuine, impostor, eer, threshold: at } = figures.metrics;
  if (genuine === 0 || impostor === 0) {
    return <p className={styles.note}>{words('noTrials')}</p>;
  }
  const rates = {
    value: decimal(threshold, 3),
    far: point === null ? '…' : percent(point.far.rate),
    frr: point === null ? '…' : percent(point.frr.rate),
  };
  return (
    <>
      {mixesTrust && <p className={styles.warning}>{words('trustMixed')}</p>}
      <h2>{words('distances')}</h2>
      <p className={styles.legend}>
        <span className={styles.same}>{words('same')}</span>
        <span className={styles.other}>{words('other')}</span>
      </p>
      <Histogram
        histogram={figures.histogram}
        counts={{ genuine: String(genuine), impostor: String(impostor) }}
        threshold={threshold}
        valueText={words('thresholdValue', rates)}
        onThreshold={onThreshold}
      />
      <dl className={styles.rates} data-testid="explorer-rates">
        <Rate name={words('threshold')} value={decimal(threshold, 3)} />
        <Rate name={words('far')} estimate={point?.far ?? null} />
        <Rate name={words('frr')} estimate={point?.frr ?? null} />
      </dl>
      <p className={styles.note}>{claimWords(impostor, said)}</p>
      {at.eer !== null && (
        <p className={styles.note}>
          {words('eer', { rate: percent(eer), threshold: decimal(at.eer, 3) })}
        </p>
      )}
      {figures.looks < shown.looks && (
        <p className={styles.note}>
          {words('sampledFigures', { shown: String(figures.looks), all: String(shown.looks) })}
        </p>
      )}
      {hasAttempts && <p className={styles.note}>{words('attemptsApart')}</p>}
      {hasRecordings && <p className={styles.note}>{words('recordingsApart')}</p>}
      <h2>{words('det')}</h2>
      <DetPlot det={figures.det} point={point} />
      <h2>{words('matrix')}</h2>
      <DistanceMatrix matrix={figures.matrix} />
    </>
  );
}

/** The rule of three, the other way round. */
function claimWords(trials: number, { words, percent }: ExplorerWords): string {
  const far = 3 / trials;
  return far >= 1
    ? words('noClaim', { trials: String(trials) })
    : words('claim', { trials: String(trials), far: percent(far) });
}

interface RateProps {
  readonly name: string;
  readonly value?: string;
  readonly estimate?: RateEstimate | null;
}

function Rate({ name, value, estimate = null }: RateProps) {
  const { words, percent } = useExplorerWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? (estimate === null ? '…' : percent(estimate.rate))}</dd>
      {estimate !== null && (
        <>
          <dd className={styles.interval}>
            {words('rate', { errors: String(estimate.errors), trials: String(estimate.trials) })}
          </dd>
          <dd className={styles.interval}>
            {words('interval', {
              low: percent(estimate.interval.low),
              high: percent(estimate.interval.high),
            })}
          </dd>
        </>
      )}
    </div>
  );
}
