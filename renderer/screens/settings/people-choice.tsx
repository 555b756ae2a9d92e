import { useState, type SubmitEvent } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { LONGEST_NAME, type PersonSummary } from '../../../electron/contract/identity.ts';
import { useSaid } from '../../app/use-said.ts';
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
  const words = useTranslations('settings.people');
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
          {words(people.length === 0 ? 'enrolFirst' : 'enrolOther')}
        </Button>
      </div>
      {asked?.kind === 'rename' && <Rename person={asked.person} onClose={close} />}
      {asked?.kind === 'remove' && (
        <ConfirmDialog
          title={words('removeQuestion', { name: asked.person.name })}
          consequence={words('removeConsequence', { name: asked.person.name })}
          confirm={words('remove')}
          onConfirm={() => void store.act('people.remove', { personId: asked.person.id })}
          onClose={close}
        />
      )}
      {asked?.kind === 'remove-look' && (
        <ConfirmDialog
          title={words('removeLookQuestion')}
          consequence={words('removeLookConsequence', { name: asked.person.name })}
          confirm={words('remove')}
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
  const words = useTranslations('settings.people');
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
            {words(trust === 'virtual' ? 'demoEnrolled' : 'enrolled', {
              day: formatDay(enrolledAt, language),
            })}
          </span>
        </p>
        <Button
          aria-label={words('renameOf', { name })}
          onClick={() => onAsk({ kind: 'rename', person })}
        >
          {words('rename')}
        </Button>
        <Button
          aria-label={words(isOld ? 'enrolAgainOf' : 'addLookOf', { name })}
          onClick={() => void store.enrol(person.id)}
        >
          {words(isOld ? 'enrolAgain' : 'addLook')}
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={words('removeOf', { name })}
          onClick={() => onAsk({ kind: 'remove', person })}
        >
          <TrashIcon />
        </Button>
      </div>
      {isOld && <p className={styles.old}>{words('old', { name })}</p>}
      {further.length > 0 && (
        <ul className={styles.looks} aria-label={words('looksOf', { name })}>
          {further.map(({ id, label, enrolledAt: since }) => (
            <li key={id}>
              <span>
                {label} <small>{words('since', { day: formatDay(since, language) })}</small>
              </span>
              <Button
                look="quiet"
                size="icon"
                aria-label={words('removeLookOf', { look: label, name })}
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
  const words = useTranslations('settings.people');
  const common = useTranslations('common');
  const said = useSaid();
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
    <Dialog
      title={words('renameOf', { name: person.name })}
      className={dialogStyles.dialog}
      onClose={onClose}
    >
      <form onSubmit={(event) => void save(event)}>
        <input
          className={dialogStyles.input}
          autoFocus
          autoComplete="off"
          aria-label={words('name')}
          maxLength={LONGEST_NAME}
          value={name}
          data-testid="rename-name"
          onChange={(event) => setName(event.target.value)}
        />
        <p className={dialogStyles.refusal} role="alert">
          {said(refusal)}
        </p>
        <div className={dialogStyles.actions}>
          <Button type="button" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button look="primary" type="submit" disabled={!isReady} data-testid="rename-save">
            {words('renameConfirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
