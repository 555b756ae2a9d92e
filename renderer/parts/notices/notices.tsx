import { useTranslations } from 'use-intl/react';
import { useSaid } from '../../app/use-said.ts';
import { useStore, useWindow } from '../../app/window-context.tsx';
import { Button } from '../button.tsx';
import { CloseIcon, WarningIcon } from '../icons.tsx';
import styles from './notices.module.css';

/** Problems that do not stop the app, each until it is dismissed. */
export function Notices() {
  const words = useTranslations('notices');
  const said = useSaid();
  const notices = useWindow((state) => state.notices);
  const store = useStore();
  if (notices.length === 0) return null;
  return (
    <section className={styles.notices} aria-label={words('problems')}>
      <ul>
        {notices.map(({ id, problem }) => (
          <li key={id} className={styles.notice} data-testid="problem" data-code={problem.code}>
            <WarningIcon />
            <p role="alert">{said(problem.message)}</p>
            <Button
              look="quiet"
              size="icon"
              aria-label={words('dismiss')}
              onClick={() => store.dismissNotice(id)}
            >
              <CloseIcon />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
