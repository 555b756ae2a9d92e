import { useState } from 'react';
import {
  PAD_PRESENTATIONS,
  SPECIES_IDS,
  type SpeciesId,
} from '../../../electron/contract/pad/species.ts';
import { boundWithoutErrors, wholePercent } from '../../../electron/contract/rate.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { BackIcon } from '../../parts/icons.tsx';
import { Segments } from '../../parts/segments.tsx';
import { HomeHeader } from '../home-header.tsx';
import styles from './pad-setup.module.css';

const ATTEMPTS = ['2', '5', '10', '20'] as const;
type Attempts = (typeof ATTEMPTS)[number];
const ATTEMPT_WORDS: Readonly<Record<Attempts, string>> = { 2: '2', 5: '5', 10: '10', 20: '20' };

/** What a test is, and which attacks it shall have. */
export function PadSetup() {
  const store = useStore();
  const isDemonstration = useApp(({ sources }) =>
    sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  const [attempts, setAttempts] = useState<Attempts>('5');
  const [wanted, setWanted] = useState<ReadonlySet<SpeciesId>>(new Set(SPECIES_IDS));
  const species = SPECIES_IDS.filter((id) => wanted.has(id));

  function toggle(id: SpeciesId): void {
    setWanted(new Set(SPECIES_IDS.filter((other) => wanted.has(other) !== (other === id))));
  }

  function start(): void {
    void store.act('pad.start', { species, attempts: Number(attempts) });
  }

  return (
    <>
      <HomeHeader page="settings" />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <div>
            <Button look="quiet" onClick={() => store.openPage('settings')}>
              <BackIcon />
              Settings
            </Button>
            <h2 className={styles.title}>Try to fool it</h2>
            <p className={styles.text}>
              {isDemonstration
                ? 'The virtual Kinect presents everything by itself: first the person who stands before it, then one attack after the other. It shows how the test works, and says nothing of a real camera.'
                : 'You present yourself first, then one attack after the other. Each attempt meets a new copy of your lock and ends when that decides, after ten seconds at the latest.'}
            </p>
            <p className={styles.text}>
              Nothing opens and no try is used up. Only numbers are kept, no picture.
            </p>
          </div>

          <div className={styles.card}>
            <div className={styles.row}>
              <p>
                Attempts of each
                <span className={styles.soft}>{claimOf(Number(attempts))}</span>
              </p>
              <Segments
                label="Attempts of each"
                options={ATTEMPTS}
                words={ATTEMPT_WORDS}
                value={attempts}
                onChange={setAttempts}
              />
            </div>
          </div>

          <fieldset className={styles.card}>
            <legend className="visually-hidden">Attacks</legend>
            {SPECIES_IDS.map((id) => (
              <label key={id} className={styles.species}>
                <input
                  type="checkbox"
                  checked={wanted.has(id)}
                  data-testid={`species-${id}`}
                  onChange={() => toggle(id)}
                />
                <span>
                  {PAD_PRESENTATIONS[id].name}
                  {!isDemonstration && (
                    <span className={styles.soft}>{PAD_PRESENTATIONS[id].prepare}</span>
                  )}
                </span>
              </label>
            ))}
          </fieldset>
        </div>
      </div>
      <footer className={styles.footer}>
        <p className={styles.soft}>{lengthOf(species.length, Number(attempts), isDemonstration)}</p>
        <Button
          look="primary"
          size="large"
          disabled={species.length === 0}
          data-testid="pad-start"
          onClick={start}
        >
          Start
        </Button>
      </footer>
    </>
  );
}

/** What so many attempts without an opening would prove. */
function claimOf(attempts: number): string {
  return `If none of ${attempts} opens, at most ${wholePercent(boundWithoutErrors(attempts))} of such attempts would, at 95 %.`;
}

/** An attempt takes some seconds, more with hands. */
function lengthOf(species: number, attempts: number, isDemonstration: boolean): string {
  if (species === 0) return 'Choose an attack.';
  const seconds = (isDemonstration ? 5 : 15) * (species + 1) * attempts;
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. What was counted stays when you stop early.`;
}
