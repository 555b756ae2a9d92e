import { useState } from 'react';
import { useLocale } from 'use-intl/react';
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
  const language = useLocale();
  const people = useApp((app) => app.people);
  const obstacle = useApp(pictureObstacle);
  const store = useStore();
  const [leaving, setLeaving] = useState<PersonSummary | null>(null);
  return (
    <section className={styles.card} aria-label="People">
      <header className={styles.header}>
        <h2>People</h2>
        <Button
          look="quiet"
          size="icon"
          aria-label="Enrol another person"
          title={obstacle ?? 'Enrol another person'}
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
                {person.trust === 'sensor' ? '' : 'Demo · '}
                since {formatDay(person.enrolledAt, language)}
              </span>
            </span>
            <Button
              look="quiet"
              size="icon"
              aria-label={`Remove ${person.name}`}
              onClick={() => setLeaving(person)}
            >
              <TrashIcon />
            </Button>
          </li>
        ))}
      </ul>
      {leaving !== null && (
        <ConfirmDialog
          title={`Remove ${leaving.name}?`}
          consequence={consequence(leaving)}
          confirm="Remove"
          onConfirm={() => void store.act('people.remove', { personId: leaving.id })}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

function consequence({ name, references, hasPin }: PersonSummary): string {
  const pin = hasPin ? ' and their PIN' : '';
  return (
    `The ${references} stored measurements of ${name}'s face${pin} will be erased for good. ` +
    `${name} can no longer open this lock until they enrol again.`
  );
}
