import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { ActivityEntry, ActivityEvent } from '../../../electron/contract/activity.ts';
import {
  ACTIVITY_KINDS,
  filtered,
  kindOf,
  type ActivityKind,
} from '../../../electron/contract/activity-kinds.ts';
import { numbersOf, titleOf } from '../../../electron/words/activity-words.ts';
import type { Words } from '../../../electron/words/words-in.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatDay, formatTimeOfDay } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { ExportIcon, LockIcon, SettingsIcon, TrashIcon, WarningIcon } from '../../parts/icons.tsx';
import { Segments } from '../../parts/segments.tsx';
import { HomeHeader } from '../home-header.tsx';
import styles from './activity-screen.module.css';

/** Who tried the lock and when, newest first; shown in an unlocked window only. */
export function ActivityScreen() {
  const words = useTranslations('activity');
  const store = useStore();
  const [entries, setEntries] = useState<readonly ActivityEntry[] | null>(null);
  const [kind, setKind] = useState<ActivityKind>('all');
  const [isErasing, setErasing] = useState(false);

  const [erasures, setErasures] = useState(0);
  useEffect(() => {
    let isGone = false;
    void store.act('activity.list', undefined).then((answer) => {
      if (!isGone) setEntries(answer.ok ? answer.value : []);
    });
    return () => {
      isGone = true;
    };
  }, [store, erasures]);

  async function erase(): Promise<void> {
    await store.act('activity.erase', undefined);
    setErasures(erasures + 1);
  }

  const shown = filtered(entries ?? [], kind).toReversed();
  return (
    <section className={styles.activity} data-testid="screen-activity">
      <HomeHeader page="activity" />
      <div className={styles.tools}>
        <Segments
          label={words('shown')}
          options={ACTIVITY_KINDS}
          words={{
            all: words('kinds.all'),
            opened: words('kinds.opened'),
            refused: words('kinds.refused'),
            changes: words('kinds.changes'),
          }}
          value={kind}
          onChange={setKind}
        />
        <span className={styles.space} />
        <Button
          disabled={entries === null || entries.length === 0}
          data-testid="activity-export"
          onClick={() => void store.act('activity.export', undefined)}
        >
          <ExportIcon />
          {words('export')}
        </Button>
        <Button
          disabled={entries === null || entries.length === 0}
          data-testid="activity-erase"
          onClick={() => setErasing(true)}
        >
          <TrashIcon />
          {words('erase.button')}
        </Button>
      </div>
      <div className={styles.scroll} tabIndex={0}>
        {entries !== null && shown.length === 0 ? (
          <p className={styles.empty}>{emptyWords(kind, entries.length, words)}</p>
        ) : (
          <Days entries={shown} />
        )}
      </div>
      {isErasing && (
        <ConfirmDialog
          title={words('erase.question')}
          consequence={words('erase.consequence')}
          confirm={words('erase.confirm')}
          onConfirm={() => void erase()}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  );
}

function emptyWords(kind: ActivityKind, entries: number, words: Words<'activity'>): string {
  if (entries === 0) return words('empty.all');
  return words(kind === 'refused' ? 'empty.refused' : 'empty.kind');
}

function Days({ entries }: { readonly entries: readonly ActivityEntry[] }) {
  const language = useLocale();
  const days: { day: string; entries: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDay(entry.at, language);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return (
    <div className={styles.column}>
      {days.map(({ day, entries: ofDay }) => (
        <section key={`${day}-${ofDay[0]?.number ?? 0}`} aria-label={day}>
          <h2 className={styles.day}>{day}</h2>
          <ol className={styles.card}>
            {ofDay.map((entry) => (
              <Entry key={entry.number} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ entry }: { readonly entry: ActivityEntry }) {
  const language = useLocale();
  const people = useApp((app) => app.people);
  const { at, event } = entry;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
  const numbers = numbersOf(event, nameOf, language);
  return (
    <li className={styles.entry} data-kind={kindOf(event) ?? 'other'} data-testid="activity-entry">
      <span className={styles.icon}>{iconOf(event)}</span>
      <span className={styles.title}>
        {titleOf(event, nameOf, language)}
        {numbers.length > 0 && <span className={styles.numbers}>{numbers.join(' · ')}</span>}
      </span>
      <time className={styles.time} dateTime={at}>
        {formatTimeOfDay(at, language)}
      </time>
    </li>
  );
}

function iconOf(event: ActivityEvent) {
  switch (kindOf(event)) {
    case 'refused':
      return <WarningIcon />;
    case 'changes':
      return <SettingsIcon />;
    case 'opened':
    case null:
      return <LockIcon />;
  }
}
