import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { SPECIES_IDS, type SpeciesId } from '../../../electron/contract/pad/species.ts';
import { boundWithoutErrors } from '../../../electron/contract/rate.ts';
import { percentIn } from '../../../electron/words/numbers.ts';
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
  const language = useLocale();
  const words = useTranslations('pad');
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
              {words('settings')}
            </Button>
            <h2 className={styles.title}>{words('title')}</h2>
            <p className={styles.text}>{words(isDemonstration ? 'aboutDemonstration' : 'about')}</p>
            <p className={styles.text}>{words('harmless')}</p>
          </div>

          <div className={styles.card}>
            <div className={styles.row}>
              <p>
                {words('attemptsOfEach')}
                <span className={styles.soft}>
                  {words('ifNoneOpens', {
                    attempts: Number(attempts),
                    high: percentIn(language, boundWithoutErrors(Number(attempts))),
                  })}
                </span>
              </p>
              <Segments
                label={words('attemptsOfEach')}
                options={ATTEMPTS}
                words={ATTEMPT_WORDS}
                value={attempts}
                onChange={setAttempts}
              />
            </div>
          </div>

          <fieldset className={styles.card}>
            <legend className="visually-hidden">{words('attacks')}</legend>
            {SPECIES_IDS.map((id) => (
              <label key={id} className={styles.species}>
                <input
                  type="checkbox"
                  checked={wanted.has(id)}
                  data-testid={`species-${id}`}
                  onChange={() => toggle(id)}
                />
                <span>
                  {words(`presentations.${id}.name`)}
                  {!isDemonstration && (
                    <span className={styles.soft}>{words(`presentations.${id}.prepare`)}</span>
                  )}
                </span>
              </label>
            ))}
          </fieldset>
        </div>
      </div>
      <footer className={styles.footer}>
        <p className={styles.soft}>
          {species.length === 0
            ? words('chooseAttack')
            : words('length', {
                minutes: minutesFor(species.length, Number(attempts), isDemonstration),
              })}
        </p>
        <Button
          look="primary"
          size="large"
          disabled={species.length === 0}
          data-testid="pad-start"
          onClick={start}
        >
          {words('start')}
        </Button>
      </footer>
    </>
  );
}

/** An attempt takes some seconds, more with hands. */
function minutesFor(species: number, attempts: number, isDemonstration: boolean): number {
  const seconds = (isDemonstration ? 5 : 15) * (species + 1) * attempts;
  return Math.max(1, Math.round(seconds / 60));
}
