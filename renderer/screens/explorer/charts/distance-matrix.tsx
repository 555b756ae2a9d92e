import type { PersonMatrix } from '../../../../electron/analysis/trials/look-figures.ts';
import { useExplorerWords } from '../explorer-words.ts';
import { nameOfOwner } from '../looks.ts';
import styles from './charts.module.css';

/** Mean distances between people as a table: the nearer, the stronger the ground. */
export function DistanceMatrix({ matrix }: { readonly matrix: PersonMatrix }) {
  const { words, decimal } = useExplorerWords();
  const { people, mean, least } = matrix;
  const names = people.map(nameOfOwner);
  return (
    <div
      className={styles.matrixScroll}
      data-scrolls-sideways
      tabIndex={0}
      role="region"
      aria-label={words('matrix')}
    >
      <table className={styles.matrix}>
        <thead>
          <tr>
            <td />
            {names.map((name, column) => (
              <th key={people[column]} scope="col">
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={people[row]}>
              <th scope="row">{name}</th>
              {names.map((other, column) => {
                const cell = row * people.length + column;
                const value = mean[cell] ?? NaN;
                const title = words('matrixCell', {
                  ...{ a: name, b: other, mean: decimal(value, 3) },
                  least: decimal(least[cell] ?? NaN, 3),
                });
                return (
                  <td key={people[column]} title={title} style={groundOf(value)}>
                    {decimal(value, 2)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From 0 to 1.2, beyond which everybody is a stranger. */
function groundOf(distance: number) {
  if (!Number.isFinite(distance)) return {};
  const near = Math.max(0, Math.min(1, 1 - distance / 1.2));
  return {
    backgroundColor: `color-mix(in oklab, var(--accent) ${Math.round(60 * near)}%, transparent)`,
  };
}
