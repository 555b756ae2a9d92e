import { useState } from 'react';
import { useLocale } from 'use-intl/react';
import type { PadResults } from '../../../electron/contract/pad/pad.ts';
import { claimWords, doubts, genuineWords } from '../../../electron/contract/pad/pad-words.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { WarningIcon } from '../../parts/icons.tsx';
import { formatDay } from '../../format.ts';
import { HomeHeader } from '../home-header.tsx';
import styles from './pad-done.module.css';
import { PadTally } from './pad-tally.tsx';

/** The figures of a test that is over, and what they are worth. */
export function PadDone({ results }: { readonly results: PadResults }) {
  const language = useLocale();
  const store = useStore();
  const [isCopied, setCopied] = useState(false);
  const { figures, camera, encoder, app, level, date } = results;
  const opened = figures.species.filter(({ iapar }) => iapar.errors > 0).length;
  const made = results.attempts.length > 0;

  async function copy(): Promise<void> {
    const copied = await store.act('pad.copy', undefined);
    setCopied(copied.ok);
  }
  async function leave(): Promise<void> {
    store.openPage('settings');
    await store.act('pad.close', undefined);
  }

  return (
    <>
      <HomeHeader page="settings" />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <h2 className={styles.title} data-testid="pad-title">
            {titleOf(made, opened, figures.species.length)}
          </h2>
          {made && (
            <>
              <p className={styles.text}>{claimWords(figures.species)}</p>
              <p className={styles.text}>{genuineWords(results)}</p>
              {doubts(results).map((doubt) => (
                <p key={doubt} className={styles.doubt}>
                  <WarningIcon />
                  {doubt}
                </p>
              ))}
              <div className={styles.card}>
                <PadTally figures={figures} />
              </div>
            </>
          )}
          <p className={styles.about}>
            {camera === null ? 'No camera' : camera.name} · encoder {encoder}
            {` · level ${level}`} · Depthlock {app} · {formatDay(date, language)}. Rates by ISO/IEC
            30107-3, a presentation is one attempt; bounds of 95 %.
          </p>
        </div>
      </div>
      <footer className={styles.footer}>
        {made && (
          <>
            <Button data-testid="pad-copy" onClick={() => void copy()}>
              <span aria-live="polite">{isCopied ? 'Copied' : 'Copy the numbers'}</span>
            </Button>
            <Button data-testid="pad-save" onClick={() => void store.act('pad.save', undefined)}>
              Save the numbers…
            </Button>
          </>
        )}
        <Button look="primary" data-testid="pad-close" onClick={() => void leave()}>
          Done
        </Button>
      </footer>
    </>
  );
}

function titleOf(made: boolean, opened: number, species: number): string {
  if (!made) return 'Nothing was tested';
  if (species === 0) return 'No attack was tried';
  if (opened === 0) return 'It was not fooled';
  return opened === 1 ? 'One attack fooled it' : `${opened} of ${species} attacks fooled it`;
}
