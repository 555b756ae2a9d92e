import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { PadResults } from '../../../electron/contract/pad/pad.ts';
import { claimWords, doubts, genuineWords } from '../../../electron/words/pad-words.ts';
import { useSaid } from '../../app/use-said.ts';
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
  const words = useTranslations('pad');
  const doneWord = useTranslations('common')('done');
  const levels = useTranslations('settings.security.levels');
  const said = useSaid();
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
            {!made
              ? words('finished.nothing')
              : figures.species.length === 0
                ? words('finished.noAttack')
                : opened === 0
                  ? words('finished.notFooled')
                  : words('finished.fooled', { opened, species: figures.species.length })}
          </h2>
          {made && (
            <>
              <p className={styles.text}>{claimWords(figures.species, language)}</p>
              <p className={styles.text}>{genuineWords(results, language)}</p>
              {doubts(results, language).map((doubt) => (
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
            {words('conditions', {
              camera: camera === null ? words('noCamera') : said(camera.name),
              encoder,
              level: levels(`${level}.title`),
              app,
              day: formatDay(date, language),
            })}
          </p>
        </div>
      </div>
      <footer className={styles.footer}>
        {made && (
          <>
            <Button data-testid="pad-copy" onClick={() => void copy()}>
              <span aria-live="polite">{words(isCopied ? 'copied' : 'copy')}</span>
            </Button>
            <Button data-testid="pad-save" onClick={() => void store.act('pad.save', undefined)}>
              {words('save')}
            </Button>
          </>
        )}
        <Button look="primary" data-testid="pad-close" onClick={() => void leave()}>
          {doneWord}
        </Button>
      </footer>
    </>
  );
}
