import { useLocale, useTranslations } from 'use-intl/react';
import type { PadFigures } from '../../../electron/contract/pad/pad.ts';
import type { RateEstimate } from '../../../electron/contract/rate.ts';
import { rateWords, refusals } from '../../../electron/words/pad-words.ts';
import styles from './pad-tally.module.css';

/** What was counted: the owner first, then the attacks, the worst first, with bounds of 95 %. */
export function PadTally({ figures: { genuine, species } }: { readonly figures: PadFigures }) {
  const language = useLocale();
  const words = useTranslations('pad');
  const rate = (estimate: RateEstimate): string => rateWords(estimate, language);
  if (genuine === null && species.length === 0) {
    return <p className={styles.empty}>{words('tally.nothing')}</p>;
  }
  return (
    <div className={styles.scroll} data-scrolls-sideways tabIndex={0}>
      <table className={styles.tally} data-testid="pad-tally">
        <thead>
          <tr>
            <th scope="col">{words('tally.shown')}</th>
            <th scope="col">
              {words.rich('tally.opened', {
                rate: (name) => <abbr title={words('tally.iapar')}>{name}</abbr>,
              })}
            </th>
            <th scope="col">
              {words.rich('tally.takenForLive', {
                rate: (name) => <abbr title={words('tally.apcer')}>{name}</abbr>,
              })}
            </th>
            <th scope="col">{words('tally.calledAttack')}</th>
            <th scope="col">{words('tally.noDecision')}</th>
          </tr>
        </thead>
        <tbody>
          {genuine !== null && (
            <tr data-testid="pad-row-genuine">
              <th scope="row">{words('presentations.genuine.name')}</th>
              <td>
                {words('rate.plain', {
                  errors: genuine.outcomes.opened,
                  trials: genuine.shown,
                })}
              </td>
              <td className={styles.none}>–</td>
              <td data-bad={genuine.bpcer.errors > 0}>{rate(genuine.bpcer)}</td>
              <td>{genuine.bpnrr.errors}</td>
            </tr>
          )}
          {species.map((row) => (
            <tr key={row.species} data-testid={`pad-row-${row.species}`}>
              <th scope="row">{words(`presentations.${row.species}.name`)}</th>
              <td data-bad={row.iapar.errors > 0}>{rate(row.iapar)}</td>
              <td className={row.apcer === null ? styles.none : undefined}>
                {row.apcer === null ? '–' : rate(row.apcer)}
              </td>
              <td>{refusals(row, language)}</td>
              <td>{row.apnrr.errors}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
