import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { THEMES, useTheme } from '../../app/theme.ts';
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
  const words = useTranslations('settings.groups');
  return (
    <section className={styles.settings} data-testid="screen-settings">
      <HomeHeader page="settings" />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <Group title={words('camera')}>
            <CameraChoice />
          </Group>
          <Group title={words('people')}>
            <PeopleChoice />
          </Group>
          <Group title={words('security')}>
            <SecurityChoice />
            <OwnPin />
            <TryToFoolIt />
          </Group>
          <Group title={words('autoLock')}>
            <AutoLockChoice />
          </Group>
          <Group title={words('lockActions')}>
            <LockActionChoice />
          </Group>
          <Group title={words('engine')}>
            <EngineChoice />
          </Group>
          <Starting />
          <Group title={words('appearance')}>
            <LanguageChoice />
            <ThemeChoice />
          </Group>
          <Group title={words('faceData')}>
            <KeyStorage />
            <DeleteEverything />
          </Group>
          <Group title={words('storage')}>
            <Storage />
          </Group>
          <Group title={words('about')}>
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
  const words = useTranslations('settings.tryToFool');
  const store = useStore();
  const isLocked = useApp((app) => app.lock.phase !== 'unlocked');
  return (
    <div className={styles.row}>
      <p className={styles.explained}>
        {words('title')}
        <span>{words(isLocked ? 'locked' : 'text')}</span>
      </p>
      <Button disabled={isLocked} data-testid="open-pad" onClick={() => store.openPage('pad')}>
        {words('button')}
      </Button>
    </div>
  );
}

function Starting() {
  const words = useTranslations('settings.groups');
  const startsAtLogin = useApp((app) => app.startsAtLogin);
  if (startsAtLogin === null) return null;
  return (
    <Group title={words('start')}>
      <LoginStartChoice startsAtLogin={startsAtLogin} />
    </Group>
  );
}

function ThemeChoice() {
  const words = useTranslations('settings.theme');
  const [theme, setTheme] = useTheme();
  return (
    <div className={styles.row}>
      <p>{words('title')}</p>
      <Segments
        label={words('title')}
        options={THEMES}
        words={{ dark: words('dark'), light: words('light'), system: words('system') }}
        value={theme}
        onChange={setTheme}
      />
    </div>
  );
}

function KeyStorage() {
  const language = useLocale();
  const { safe, text } = keyStorageWords(
    useApp((app) => app.keyStorage),
    language,
  );
  return (
    <div className={styles.storage} data-safe={safe} data-testid="key-storage">
      {!safe && <WarningIcon />}
      <p>{text}</p>
    </div>
  );
}
