import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { Words } from '../../../electron/words/words-in.ts';
import type { PersonSummary } from '../../../electron/contract/identity.ts';
import { pictureObstacle } from '../../app/picture-obstacle.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatDay } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { PlusIcon, TrashIcon } from '../../parts/icons.tsx';
import styles from './people-list.module.css';

/** Everybody who can open the lock. */
export function PeopleList() {
  const words = useTranslations('live.people');
  const language = useLocale();
  const people = useApp((app) => app.people);
  const obstacle = useApp((app) => pictureObstacle(app, language));
  const store = useStore();
  const [leaving, setLeaving] = useState<PersonSummary | null>(null);
  return (
    <section className={styles.card} aria-label={words('title')}>
      <header className={styles.header}>
        <h2>{words('title')}</h2>
        <Button
          look="quiet"
          size="icon"
          aria-label={words('enrol')}
          title={obstacle ?? words('enrol')}
          disabled={obstacle !== null}
          data-testid="enrol-start"
          onClick={() => void store.enrol(null)}
        >
          <PlusIcon />
        </Button>
      </header>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.id} className={styles.person} data-testid="person">
            <span className={styles.about}>
              <span className={styles.name}>{person.name}</span>
              <span className={styles.since}>
                {words(person.trust === 'sensor' ? 'since' : 'demoSince', {
                  day: formatDay(person.enrolledAt, language),
                })}
              </span>
            </span>
            <Button
              look="quiet"
              size="icon"
              aria-label={words('remove', { name: person.name })}
              onClick={() => setLeaving(person)}
            >
              <TrashIcon />
            </Button>
          </li>
        ))}
      </ul>
      {leaving !== null && (
        <ConfirmDialog
          title={words('removeQuestion', { name: leaving.name })}
          consequence={consequence(leaving, words)}
          confirm={words('confirm')}
          onConfirm={() => void store.act('people.remove', { personId: leaving.id })}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

function consequence(
  { name, references, hasPin }: PersonSummary,
  words: Words<'live.people'>,
): string {
  return words('consequence', {
    name,
    references: String(references),
    hasPin: hasPin ? 'yes' : 'no',
  });
}
