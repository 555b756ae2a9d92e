import { useLocale, useTranslations } from 'use-intl/react';
import type { Interval } from '../../../electron/contract/rate.ts';
import {
  REPORTED_FARS,
  type EvaluationSummary,
  type ProtocolSummary,
} from '../../../electron/contract/training.ts';
import { SECURITY_LEVELS } from '../../../electron/contract/security.ts';
import { numberIn, percentIn, preciseIn } from '../../../electron/words/numbers.ts';
import styles from './training-screen.module.css';

/** Both protocols side by side, and what could not be acquired. */
export function EvaluationFigures({ summary }: { readonly summary: EvaluationSummary }) {
  const words = useTranslations('training.evaluate');
  const { dataset, encoder, people, shots, missed, gallery, leaveOneOut } = summary;
  return (
    <div className={styles.figures}>
      <h3>{dataset}</h3>
      <p className={styles.soft}>{words('people', { people, shots, encoder })}</p>
      <p className={styles.soft}>{words('missed', { count: missed.count })}</p>
      {missed.count > 0 && (
        <ul className={styles.missed}>
          {missed.shots.map((shot) => (
            <li key={shot}>{shot}</li>
          ))}
          {missed.count > missed.shots.length && (
            <li>{words('more', { count: String(missed.count - missed.shots.length) })}</li>
          )}
        </ul>
      )}
      <div className={styles.tableScroll} data-scrolls-sideways tabIndex={0}>
        <table className={styles.table} aria-label={words('figures')}>
          <thead>
            <tr>
              <td />
              <th scope="col">{words('gallery')}</th>
              <th scope="col">{words('leaveOneOut')}</th>
            </tr>
          </thead>
          <tbody>
            <Rows protocols={[gallery, leaveOneOut]} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Columns are so narrow that a sign would stand alone in the next line. */
const unbroken = (rate: string): string => rate.replace(' ', '\u00a0');

/** Of both protocols, in the order of the columns. */
type Protocols = readonly [ProtocolSummary, ProtocolSummary];

function Rows({ protocols }: { readonly protocols: Protocols }) {
  const words = useTranslations('training.evaluate');
  const language = useLocale();
  const percent = (share: number): string => unbroken(preciseIn(language, share));
  const range = ({ low, high }: Interval): string =>
    words('range', { low: percent(low), high: percent(high) });
  const cell = (rate: number | null, interval: Interval | null) =>
    rate === null ? (
      <span className={styles.faint}>{words('tooFew')}</span>
    ) : (
      <>
        <strong>{percent(rate)}</strong>
        {interval !== null && <span className={styles.faint}>{range(interval)}</span>}
      </>
    );
  const [first] = protocols;
  return (
    <>
      <Row name={words('trials')} protocols={protocols}>
        {({ genuine, impostor }) =>
          words('trialCounts', {
            genuine: numberIn(language, genuine),
            impostor: numberIn(language, impostor),
          })
        }
      </Row>
      <Row name={words('eer')} protocols={protocols}>
        {({ eer, eerInterval }) => cell(eer, eerInterval)}
      </Row>
      {REPORTED_FARS.map((far) => (
        <Row
          key={far}
          name={words('frrAt', { far: unbroken(percentIn(language, Number(far))) })}
          protocols={protocols}
        >
          {({ frr }) => cell(frr[far]?.rate ?? null, frr[far]?.interval ?? null)}
        </Row>
      ))}
      {first.shipped.map(({ name, threshold }, index) => {
        const level = SECURITY_LEVELS.find((known) => known === name);
        return (
          <Row
            key={name}
            name={words('shipped', {
              name: level === undefined ? name : words(`levels.${level}`),
              threshold: numberIn(language, threshold, 3),
            })}
            protocols={protocols}
          >
            {({ shipped }) => {
              const { far = null, frr = null } = shipped[index] ?? {};
              if (far === null || frr === null) return cell(null, null);
              return words('atShipped', { far: percent(far.rate), frr: percent(frr.rate) });
            }}
          </Row>
        );
      })}
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly protocols: Protocols;
  readonly children: (protocol: ProtocolSummary) => React.ReactNode;
}

function Row({ name, protocols: [gallery, leaveOneOut], children }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children(gallery)}</td>
      <td>{children(leaveOneOut)}</td>
    </tr>
  );
}
