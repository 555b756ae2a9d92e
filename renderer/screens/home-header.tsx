import { useApp, useStore } from '../app/window-context.tsx';
import type { Page } from '../app/screen.ts';
import { Button } from '../parts/button.tsx';
import { LockIcon } from '../parts/icons.tsx';
import styles from './home-header.module.css';

const PAGES: readonly { readonly page: Page; readonly name: string }[] = [
  { page: 'live', name: 'Live' },
  { page: 'recordings', name: 'Recordings' },
  { page: 'explorer', name: 'Explorer' },
  { page: 'activity', name: 'Activity' },
  { page: 'settings', name: 'Settings' },
];

/** Header of every unlocked screen: navigation, the person, and the way out. */
export function HomeHeader({ page }: { readonly page: Page }) {
  const store = useStore();
  const locked = useApp((app) => app.lock.phase === 'nothing-enrolled');
  return (
    <header className={styles.header}>
      <h1 className="visually-hidden">{PAGES.find((entry) => entry.page === page)?.name}</h1>
      <nav className={styles.pages} aria-label="Screens">
        {PAGES.filter(({ page }) => !locked || page === 'live' || page === 'settings').map(
          (entry) => (
            <button
              key={entry.page}
              type="button"
              className={styles.page}
              aria-current={entry.page === page ? 'page' : undefined}
              data-testid={`open-${entry.page}`}
              onClick={() => store.openPage(entry.page)}
            >
              {locked && entry.page === 'live' ? 'Welcome' : entry.name}
            </button>
          ),
        )}
      </nav>
      <WhoIsIn />
      {!locked && (
        <Button data-testid="lock-now" onClick={() => void store.act('lock.lock', undefined)}>
          <LockIcon />
          Lock now
        </Button>
      )}
    </header>
  );
}

function WhoIsIn() {
  const lock = useApp((app) => app.lock);
  if (lock.phase !== 'unlocked') return <p className={styles.who} />;
  const how =
    lock.by === 'pin'
      ? 'by PIN'
      : lock.latencyMs === undefined
        ? 'by face'
        : `by face in ${Math.round(lock.latencyMs)} ms`;
  return (
    <p className={styles.who}>
      Opened for <strong>{lock.name}</strong> {how}
    </p>
  );
}
