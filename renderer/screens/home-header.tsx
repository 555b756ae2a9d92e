import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { useApp, useStore } from '../app/window-context.tsx';
import type { Page } from '../app/screen.ts';
import { Button } from '../parts/button.tsx';
import { LockIcon } from '../parts/icons.tsx';
import styles from './home-header.module.css';

/** Those that the header leads to. */
const PAGES = [
  'live',
  'recordings',
  'explorer',
  'training',
  'activity',
  'settings',
] as const satisfies readonly Page[];

interface HomeHeaderProps {
  readonly page: (typeof PAGES)[number];
}

/** Header of every unlocked screen: navigation, the person, and the way out. */
export function HomeHeader({ page }: HomeHeaderProps) {
  const store = useStore();
  const words = useTranslations('home');
  const locked = useApp((app) => app.lock.phase === 'nothing-enrolled');
  return (
    <header className={styles.header}>
      <h1 className="visually-hidden">{words(`pages.${page}`)}</h1>
      <nav className={styles.pages} aria-label={words('screens')}>
        {PAGES.filter((entry) => !locked || entry === 'live' || entry === 'settings').map(
          (entry) => (
            <button
              key={entry}
              type="button"
              className={styles.page}
              aria-current={entry === page ? 'page' : undefined}
              data-testid={`open-${entry}`}
              onClick={() => store.openPage(entry)}
            >
              {words(`pages.${locked && entry === 'live' ? 'welcome' : entry}`)}
            </button>
          ),
        )}
      </nav>
      <WhoIsIn />
      {!locked && (
        <Button data-testid="lock-now" onClick={() => void store.act('lock.lock', undefined)}>
          <LockIcon />
          {words('lockNow')}
        </Button>
      )}
    </header>
  );
}

function WhoIsIn() {
  const words = useTranslations('home.openedBy');
  const lock = useApp((app) => app.lock);
  if (lock.phase !== 'unlocked') return <p className={styles.who} />;
  const named = { person: lock.name, name: (name: ReactNode) => <strong>{name}</strong> };
  const byFace =
    lock.latencyMs === undefined
      ? words.rich('face', named)
      : words.rich('faceIn', { ...named, milliseconds: String(Math.round(lock.latencyMs)) });
  return <p className={styles.who}>{lock.by === 'pin' ? words.rich('pin', named) : byFace}</p>;
}
