import type { PadFigures } from '../../../electron/contract/pad/pad.ts';
import { rateWords, refusals } from '../../../electron/contract/pad/pad-words.ts';
import { PAD_PRESENTATIONS } from '../../../electron/contract/pad/species.ts';
import styles from './pad-tally.module.css';

/** What was counted: the owner first, then the attacks, the worst first, with bounds of 95 %. */
export function PadTally({ figures: { genuine, species } }: { readonly figures: PadFigures }) {
  if (genuine === null && species.length === 0) {
    return <p className={styles.empty}>Nothing is counted yet.</p>;
  }
  return (
    <div className={styles.scroll} data-scrolls-sideways tabIndex={0}>
      <table className={styles.tally} data-testid="pad-tally">
        <thead>
          <tr>
            <th scope="col">Shown</th>
            <th scope="col">
              Opened <abbr title="impostor attack presentation accept rate">IAPAR</abbr>
            </th>
            <th scope="col">
              Taken for live{' '}
              <abbr title="attack presentation classification error rate">APCER</abbr>
            </th>
            <th scope="col">Called an attack</th>
            <th scope="col">No decision</th>
          </tr>
        </thead>
        <tbody>
          {genuine !== null && (
            <tr data-testid="pad-row-genuine">
              <th scope="row">{PAD_PRESENTATIONS.genuine.name}</th>
              <td>
                {genuine.outcomes.opened} of {genuine.shown}
              </td>
              <td className={styles.none}>–</td>
              <td data-bad={genuine.bpcer.errors > 0}>{rateWords(genuine.bpcer)}</td>
              <td>{genuine.bpnrr.errors}</td>
            </tr>
          )}
          {species.map((row) => (
            <tr key={row.species} data-testid={`pad-row-${row.species}`}>
              <th scope="row">{PAD_PRESENTATIONS[row.species].name}</th>
              <td data-bad={row.iapar.errors > 0}>{rateWords(row.iapar)}</td>
              <td className={row.apcer === null ? styles.none : undefined}>
                {row.apcer === null ? '–' : rateWords(row.apcer)}
              </td>
              <td>{refusals(row)}</td>
              <td>{row.apnrr.errors}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
