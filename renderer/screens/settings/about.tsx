import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import type { AboutApp } from '../../../electron/contract/about.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import dialogStyles from '../../parts/dialogs/confirm-dialog.module.css';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { NewVersion } from './new-version.tsx';
import styles from './about.module.css';
import rows from './settings-screen.module.css';

/** That of Depthlock itself, by its SPDX name. */
const LICENCE = 'MIT';

/** Versions, licences, and what to send with a report. */
export function About() {
  const words = useTranslations('settings.about');
  const close = useTranslations('common')('close');
  const store = useStore();
  const onnxruntime = useApp(({ engine }) =>
    engine.phase === 'running' ? engine.runtime.onnxruntime : null,
  );
  const [about, setAbout] = useState<AboutApp | null>(null);
  const [isCopied, setCopied] = useState(false);
  const [notices, setNotices] = useState<string | null>(null);
  useEffect(() => {
    void store.ask('about.get', undefined).then((answer) => {
      if (answer.ok) setAbout(answer.value);
    });
  }, [store]);

  async function copy(): Promise<void> {
    const copied = await store.act('about.copyDiagnostics', undefined);
    setCopied(copied.ok);
  }

  async function showNotices(): Promise<void> {
    const read = await store.act('about.notices', undefined);
    if (read.ok) setNotices(read.value);
  }

  return (
    <>
      {about !== null && (
        <dl className={styles.versions} data-testid="about-versions">
          {versionsOf(about, onnxruntime, words('encoders')).map(([name, version]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      )}
      {about !== null && <NewVersion releases={about.releases} />}
      <div className={rows.row}>
        <p className={rows.explained}>
          <span>{words('help')}</span>
          <span role="status">{isCopied ? words('copied') : ''}</span>
        </p>
        <Button data-testid="copy-diagnostics" onClick={() => void copy()}>
          {words('copy')}
        </Button>
      </div>
      <div className={rows.row}>
        <p>{LICENCE}</p>
        <Button data-testid="show-licences" onClick={() => void showNotices()}>
          {words('licences')}
        </Button>
      </div>
      {notices !== null && (
        <Dialog
          title={words('licencesTitle')}
          className={styles.notices}
          onClose={() => setNotices(null)}
        >
          <pre className={styles.text} tabIndex={0} aria-label={words('licencesTitle')}>
            {notices}
          </pre>
          <div className={dialogStyles.actions}>
            <Button onClick={() => setNotices(null)}>{close}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function versionsOf(
  { app, electron, chrome, node, encoders }: AboutApp,
  onnxruntime: string | null,
  encodersWord: string,
): readonly (readonly [string, string])[] {
  return [
    ['Depthlock', app],
    ['Electron', electron],
    ['Chromium', chrome],
    ['Node', node],
    ...(onnxruntime === null ? [] : [['onnxruntime', onnxruntime] as const]),
    [encodersWord, encoders.join(', ')],
  ];
}
