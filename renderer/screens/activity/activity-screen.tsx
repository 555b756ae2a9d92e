import { useEffect, useState } from 'react';
import type { ActivityEntry, ActivityEvent } from '../../../electron/contract/activity.ts';
import {
  ACTIVITY_KINDS,
  filtered,
  kindOf,
  numbersOf,
  titleOf,
  type ActivityKind,
} from '../../../electron/contract/activity-words.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatDay, formatTimeOfDay } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { ExportIcon, LockIcon, SettingsIcon, TrashIcon, WarningIcon } from '../../parts/icons.tsx';
import { Segments } from '../../parts/segments.tsx';
import { HomeHeader } from '../home-header.tsx';
import styles from './activity-screen.module.css';

const KIND_WORDS: Readonly<Record<ActivityKind, string>> = {
  all: 'Everything',
  opened: 'Opened',
  refused: 'Refused',
  changes: 'Changes',
};

/** Who tried the lock and when, newest first; shown in an unlocked window only. */
export function ActivityScreen() {
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
          label="What is shown"
          options={ACTIVITY_KINDS}
          words={KIND_WORDS}
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
          Export…
        </Button>
        <Button
          disabled={entries === null || entries.length === 0}
          data-testid="activity-erase"
          onClick={() => setErasing(true)}
        >
          <TrashIcon />
          Erase…
        </Button>
      </div>
      <div className={styles.scroll} tabIndex={0}>
        {entries !== null && shown.length === 0 ? (
          <p className={styles.empty}>{emptyWords(kind, entries.length)}</p>
        ) : (
          <Days entries={shown} />
        )}
      </div>
      {isErasing && (
        <ConfirmDialog
          title="Erase the activity?"
          consequence="Every entry will be erased for good, and nobody can tell afterwards who tried this lock before. People and recordings stay."
          confirm="Erase"
          onConfirm={() => void erase()}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  );
}

function emptyWords(kind: ActivityKind, entries: number): string {
  if (entries === 0)
    return 'Nothing has happened yet. Every attempt at the lock will be listed here.';
  return kind === 'refused' ? 'Nobody was refused.' : 'Nothing of this kind has happened.';
}

function Days({ entries }: { readonly entries: readonly ActivityEntry[] }) {
  const days: { day: string; entries: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDay(entry.at);
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
  const people = useApp((app) => app.people);
  const { at, event } = entry;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
  const numbers = numbersOf(event, nameOf);
  return (
    <li className={styles.entry} data-kind={kindOf(event) ?? 'other'} data-testid="activity-entry">
      <span className={styles.icon}>{iconOf(event)}</span>
      <span className={styles.title}>
        {titleOf(event, nameOf)}
        {numbers.length > 0 && <span className={styles.numbers}>{numbers.join(' · ')}</span>}
      </span>
      <time className={styles.time} dateTime={at}>
        {formatTimeOfDay(at)}
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
