import { formatDegrees } from '../../format.ts';
import { useExplorerWords, type ExplorerWords } from './explorer-words.ts';
import styles from './look-card.module.css';
import { nameOfOwner, nearestLooks, type Look } from './looks.ts';

/** What is known of a look, in lines: whose it is, its pose, the nearest others. */
function linesOf(
  look: Look,
  looks: readonly Look[],
  { words, decimal }: ExplorerWords,
): readonly string[] {
  const { point, pose } = look;
  const { same, other } = nearestLooks(look, looks);
  // Whoever is in a recording may be one of the others.
  const isOfSomebody = point.person !== null || look.set.kind !== 'recording';
  const angles = words('look.pose', {
    yaw: formatDegrees(point.yaw),
    pitch: formatDegrees(point.pitch),
  });
  return [
    `${words(`poses.${pose}`)}: ${angles}`,
    ...(point.spectrum === 'infrared' ? [words('look.infrared')] : []),
    ...(same === null || point.person === null
      ? []
      : [words('look.nearestSame', { distance: decimal(same.distance, 3) })]),
    ...(other === null
      ? []
      : [
          words(isOfSomebody ? 'look.nearestOther' : 'look.nearest', {
            distance: decimal(other.distance, 3),
            name: nameOfOwner(other.look.owner ?? ''),
          }),
        ]),
  ];
}

function titleOf({ point, set }: Look, { words }: ExplorerWords): string {
  if (set.kind !== 'attempts') return point.person ?? words('look.unknown');
  return point.opened === true
    ? words('look.opened', { name: point.person ?? words('look.unknown') })
    : words('look.refused');
}

/** The same as the card, read aloud. */
export const lookText = (look: Look, looks: readonly Look[], said: ExplorerWords): string =>
  [titleOf(look, said), ...linesOf(look, looks, said)].join(', ');

interface LookCardProps {
  readonly look: Look;
  readonly looks: readonly Look[];
  readonly color: string;
}

export function LookCard({ look, looks, color }: LookCardProps) {
  const said = useExplorerWords();
  const { thumbnail, timeIso } = look.point;
  return (
    <div className={styles.look}>
      {thumbnail !== undefined && (
        <img className={styles.picture} src={addressOf(thumbnail)} alt="" />
      )}
      <div>
        <p className={styles.title}>
          <svg className={styles.dot} viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="5" fill={color} />
          </svg>
          {titleOf(look, said)}
        </p>
        {linesOf(look, looks, said).map((line) => (
          <p key={line} className={styles.line}>
            {line}
          </p>
        ))}
        {timeIso !== null && (
          <p className={styles.line}>
            {new Date(timeIso).toLocaleString(said.language, {
              timeStyle: 'medium',
              dateStyle: 'medium',
            })}
          </p>
        )}
      </div>
    </div>
  );
}

const addressOf = (jpeg: Uint8Array): string =>
  `data:image/jpeg;base64,${btoa(String.fromCharCode(...jpeg))}`;
