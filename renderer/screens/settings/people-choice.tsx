import { useState, type SubmitEvent } from 'react';
import { useLocale } from 'use-intl/react';
import { LONGEST_NAME, type PersonSummary } from '../../../electron/contract/identity.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatDay } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { PlusIcon, TrashIcon } from '../../parts/icons.tsx';
import styles from './people-choice.module.css';
import dialogStyles from './pin-dialog.module.css';

/** What is asked about a person. */
type Asked =
  | { readonly kind: 'rename' | 'remove'; readonly person: PersonSummary }
  | { readonly kind: 'remove-look'; readonly person: PersonSummary; readonly look: string };

/** Everybody who can open the lock, with how they look, by what name. */
export function PeopleChoice() {
  const store = useStore();
  const people = useApp((app) => app.people);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  return (
    <>
      <ul className={styles.people}>
        {people.map((person) => (
          <Person key={person.id} person={person} onAsk={setAsked} />
        ))}
      </ul>
      <div className={styles.more}>
        <Button data-testid="settings-enrol" onClick={() => void store.enrol(null)}>
          <PlusIcon />
          {people.length === 0 ? 'Enrol your face' : 'Enrol somebody else'}
        </Button>
      </div>
      {asked?.kind === 'rename' && <Rename person={asked.person} onClose={close} />}
      {asked?.kind === 'remove' && (
        <ConfirmDialog
          title={`Remove ${asked.person.name}?`}
          consequence={`The stored measurements of ${asked.person.name}'s face, the PIN and what the activity says of them will be erased for good. ${asked.person.name} can no longer open this lock until they enrol again. Recordings stay.`}
          confirm="Remove"
          onConfirm={() => void store.act('people.remove', { personId: asked.person.id })}
          onClose={close}
        />
      )}
      {asked?.kind === 'remove-look' && (
        <ConfirmDialog
          title="Remove this look?"
          consequence={`${asked.person.name} will no longer be recognised by it. The other looks stay.`}
          confirm="Remove"
          onConfirm={() =>
            void store.act('people.removeAppearance', {
              personId: asked.person.id,
              appearanceId: asked.look,
            })
          }
          onClose={close}
        />
      )}
    </>
  );
}

interface PersonProps {
  readonly person: PersonSummary;
  readonly onAsk: (asked: Asked) => void;
}

function Person({ person, onAsk }: PersonProps) {
  const language = useLocale();
  const store = useStore();
  const encoder = useApp(({ engine }) => (engine.phase === 'running' ? engine.encoder : null));
  const { name, appearances, enrolledAt, trust } = person;
  const isOld = encoder !== null && person.encoder !== encoder;
  const [, ...further] = appearances;
  return (
    <li className={styles.person} data-testid="settings-person">
      <div className={styles.head}>
        <p className={styles.about}>
          <strong>{name}</strong>
          <span>
            {trust === 'virtual' ? 'Demo · ' : ''}enrolled {formatDay(enrolledAt, language)}
          </span>
        </p>
        <Button aria-label={`Rename ${name}`} onClick={() => onAsk({ kind: 'rename', person })}>
          Rename…
        </Button>
        <Button
          aria-label={isOld ? `Enrol ${name} again` : `Add a look of ${name}`}
          onClick={() => void store.enrol(person.id)}
        >
          {isOld ? 'Enrol again' : 'Add a look'}
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={`Remove ${name}`}
          onClick={() => onAsk({ kind: 'remove', person })}
        >
          <TrashIcon />
        </Button>
      </div>
      {isOld && (
        <p className={styles.old}>
          Enrolled with an earlier face model, which this version cannot compare. Until {name}{' '}
          enrols again only the PIN opens for them.
        </p>
      )}
      {further.length > 0 && (
        <ul className={styles.looks} aria-label={`Looks of ${name}`}>
          {further.map(({ id, label, enrolledAt: since }) => (
            <li key={id}>
              <span>
                {label} <small>since {formatDay(since, language)}</small>
              </span>
              <Button
                look="quiet"
                size="icon"
                aria-label={`Remove the look ${label} of ${name}`}
                onClick={() => onAsk({ kind: 'remove-look', person, look: id })}
              >
                <TrashIcon />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Rename({
  person,
  onClose,
}: {
  readonly person: PersonSummary;
  readonly onClose: () => void;
}) {
  const store = useStore();
  const [name, setName] = useState(person.name);
  const [refusal, setRefusal] = useState('');
  const isReady = name.trim() !== '' && name.trim() !== person.name;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!isReady) return;
    const renamed = await store.ask('people.rename', { personId: person.id, name: name.trim() });
    if (renamed.ok) onClose();
    else setRefusal(renamed.problem.message);
  }
  return (
    <Dialog title={`Rename ${person.name}`} className={dialogStyles.dialog} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <input
          className={dialogStyles.input}
          autoFocus
          autoComplete="off"
          aria-label="Name"
          maxLength={LONGEST_NAME}
          value={name}
          data-testid="rename-name"
          onChange={(event) => setName(event.target.value)}
        />
        <p className={dialogStyles.refusal} role="alert">
          {refusal}
        </p>
        <div className={dialogStyles.actions}>
          <Button type="button" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" disabled={!isReady} data-testid="rename-save">
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
