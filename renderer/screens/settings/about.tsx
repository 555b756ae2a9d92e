import { useEffect, useState } from 'react';
import type { AboutApp } from '../../../electron/contract/about.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { ABOUT_WORDS } from './about-words.ts';
import styles from './about.module.css';
import rows from './settings-screen.module.css';

/** Versions, licences, and what to send with a report. */
export function About() {
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
          {versionsOf(about, onnxruntime).map(([name, version]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={rows.row}>
        <p className={rows.explained}>
          <span>{ABOUT_WORDS.help}</span>
          <span role="status">{isCopied ? ABOUT_WORDS.copied : ''}</span>
        </p>
        <Button data-testid="copy-diagnostics" onClick={() => void copy()}>
          {ABOUT_WORDS.copy}
        </Button>
      </div>
      <div className={rows.row}>
        <p>MIT</p>
        <Button data-testid="show-licences" onClick={() => void showNotices()}>
          {ABOUT_WORDS.licences}
        </Button>
      </div>
      {notices !== null && (
        <Dialog
          title={ABOUT_WORDS.licencesTitle}
          className={styles.notices}
          onClose={() => setNotices(null)}
        >
          <pre className={styles.text} tabIndex={0} aria-label={ABOUT_WORDS.licencesTitle}>
            {notices}
          </pre>
          <Button onClick={() => setNotices(null)}>{ABOUT_WORDS.close}</Button>
        </Dialog>
      )}
    </>
  );
}

function versionsOf(
  { app, electron, chrome, node, encoders }: AboutApp,
  onnxruntime: string | null,
): readonly (readonly [string, string])[] {
  return [
    ['Depthlock', app],
    ['Electron', electron],
    ['Chromium', chrome],
    ['Node', node],
    ...(onnxruntime === null ? [] : [['onnxruntime', onnxruntime] as const]),
    ['Encoders', encoders.join(', ')],
  ];
}
