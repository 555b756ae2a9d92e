import { useExplorerWords } from './explorer-words.ts';
import styles from './explorer-screen.module.css';
import { nameOfOwner, ownersOf, POSES, type Look, type Pose } from './looks.ts';
import { cornersOf } from './map/drawn-map.ts';
import { personColor, type Tone } from './map/person-colors.ts';

/** More names would be a list that nobody reads. */
const MOST_NAMES = 24;

interface LegendProps {
  readonly looks: readonly Look[];
  readonly tone: Tone;
  /** Selects all looks of a person. */
  readonly onPick: (owner: string) => void;
}

/** Colours by person, shapes by pose, rings for attempts. */
export function Legend({ looks, tone, onPick }: LegendProps) {
  const { words } = useExplorerWords();
  const owners = ownersOf(looks);
  return (
    <div className={styles.key}>
      <ul className={styles.names}>
        {owners.slice(0, MOST_NAMES).map((owner, i) => (
          <li key={owner}>
            <button type="button" className={styles.name} onClick={() => onPick(owner)}>
              <Shape pose="ahead" color={personColor(i, tone)} />
              {nameOfOwner(owner)}
            </button>
          </li>
        ))}
        {owners.length > MOST_NAMES && <li>+{owners.length - MOST_NAMES}</li>}
      </ul>
      <ul className={styles.names}>
        {POSES.map((pose) => (
          <li key={pose} className={styles.shape}>
            <Shape pose={pose} color="currentColor" />
            {words(`poses.${pose}`)}
          </li>
        ))}
        <li className={styles.shape}>
          <svg className={styles.mark} viewBox="-8 -8 16 16" aria-hidden="true">
            <circle r="6" fill="none" stroke="currentColor" strokeWidth="2.5" />
          </svg>
          {words('attempt')}
        </li>
      </ul>
    </div>
  );
}

function Shape({ pose, color }: { readonly pose: Pose; readonly color: string }) {
  const corners = cornersOf(pose, 5);
  return (
    <svg className={styles.mark} viewBox="-8 -8 16 16" aria-hidden="true">
      {corners === null ? (
        <circle r="5" fill={color} />
      ) : (
        <polygon points={corners.map((corner) => corner.join(',')).join(' ')} fill={color} />
      )}
    </svg>
  );
}
