import type { ReactNode } from 'react';
import { useLocale } from 'use-intl/react';
import { THEME_WORDS, THEMES, useTheme } from '../../app/theme.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { WarningIcon } from '../../parts/icons.tsx';
import { Segments } from '../../parts/segments.tsx';
import { keyStorageWords } from '../../words.ts';
import { HomeHeader } from '../home-header.tsx';
import { About } from './about.tsx';
import { AutoLockChoice } from './auto-lock-choice.tsx';
import { CameraChoice } from './camera-choice.tsx';
import { DeleteEverything } from './delete-everything.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { EngineChoice } from './engine-choice.tsx';
import { LockActionChoice } from './lock-action-choice.tsx';
import { LoginStartChoice } from './login-start-choice.tsx';
import { OwnPin } from './own-pin.tsx';
import { PeopleChoice } from './people-choice.tsx';
import { SecurityChoice } from './security-choice.tsx';
import { Storage } from './storage.tsx';
import styles from './settings-screen.module.css';

export function SettingsScreen() {
  return (
    <section className={styles.settings} data-testid="screen-settings">
      <HomeHeader page="settings" />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <Group title="Camera">
            <CameraChoice />
          </Group>
          <Group title="People">
            <PeopleChoice />
          </Group>
          <Group title="Security">
            <SecurityChoice />
            <OwnPin />
            <TryToFoolIt />
          </Group>
          <Group title="Locks by itself">
            <AutoLockChoice />
          </Group>
          <Group title="Also runs">
            <LockActionChoice />
          </Group>
          <Group title="Engine">
            <EngineChoice />
          </Group>
          <Starting />
          <Group title="Appearance">
            <LanguageChoice />
            <ThemeChoice />
          </Group>
          <Group title="Your face data">
            <KeyStorage />
            <DeleteEverything />
          </Group>
          <Group title="Storage">
            <Storage />
          </Group>
          <Group title="About">
            <About />
          </Group>
        </div>
      </div>
    </section>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

function TryToFoolIt() {
  const store = useStore();
  const isLocked = useApp((app) => app.lock.phase !== 'unlocked');
  return (
    <div className={styles.row}>
      <p className={styles.explained}>
        Try to fool it
        <span>
          {isLocked
            ? 'Enrol first: a test is about whoever opens the lock.'
            : 'Hold up pictures, screens and masks, and see what passes. It keeps numbers, no pictures.'}
        </span>
      </p>
      <Button disabled={isLocked} data-testid="open-pad" onClick={() => store.openPage('pad')}>
        Try…
      </Button>
    </div>
  );
}

function Starting() {
  const startsAtLogin = useApp((app) => app.startsAtLogin);
  if (startsAtLogin === null) return null;
  return (
    <Group title="Starting">
      <LoginStartChoice startsAtLogin={startsAtLogin} />
    </Group>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return (
    <div className={styles.row}>
      <p>Theme</p>
      <Segments
        label="Theme"
        options={THEMES}
        words={THEME_WORDS}
        value={theme}
        onChange={setTheme}
      />
    </div>
  );
}

function KeyStorage() {
  const { safe, text } = keyStorageWords(
    useApp((app) => app.keyStorage),
    useLocale(),
  );
  return (
    <div className={styles.storage} data-safe={safe} data-testid="key-storage">
      {!safe && <WarningIcon />}
      <p>{text}</p>
    </div>
  );
}
