import { useId, useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import {
  LOCK_ACTION_PRESETS,
  PRESET_SYSTEMS,
  type LockActionPreset,
  type LockMoment,
  type Program,
} from '../../../electron/contract/lock-actions.ts';
import { useSaid } from '../../app/use-said.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import styles from './lock-action-choice.module.css';

const NOTHING = 'nothing';
const OWN = 'own';
/** How a full path begins, in no language. */
const EXAMPLE = '/usr/bin/…';

/** What runs when Depthlock locks or unlocks. A change asks for a PIN. */
export function LockActionChoice() {
  const words = useTranslations('settings.lockActions');
  const isAnybody = useApp((app) => app.people.length > 0);
  return (
    <>
      <Moment moment="lock" disabled={!isAnybody} />
      <Moment moment="unlock" disabled={!isAnybody} />
      <p className={styles.help}>{words(isAnybody ? 'help' : 'needsPin')}</p>
    </>
  );
}

function Moment({ moment, disabled }: { readonly moment: LockMoment; readonly disabled: boolean }) {
  const words = useTranslations('settings.lockActions');
  const said = useSaid();
  const actions = useApp((app) => app.lockActions);
  const system = useApp((app) => app.system);
  const store = useStore();
  const [isWriting, setWriting] = useState(false);
  const label = useId();
  const presets = presetsOf(system, moment);
  const program = actions[moment];
  const preset = presets.findIndex((own) => isSame(own.program, program));
  const chosen = isWriting || (program !== null && preset === -1) ? OWN : NOTHING;
  const value = !isWriting && preset >= 0 ? String(preset) : chosen;

  const set = (wanted: Program | null) =>
    store.act('lockActions.set', { ...actions, [moment]: wanted });
  function choose(wanted: string): void {
    setWriting(wanted === OWN);
    if (wanted === OWN) return;
    void set(wanted === NOTHING ? null : (presets[Number(wanted)]?.program ?? null));
  }

  return (
    <div className={styles.moment}>
      <label className={styles.row}>
        <span id={label}>{words(moment)}</span>
        <select
          value={value}
          disabled={disabled}
          data-testid={`action-${moment}`}
          onChange={(event) => choose(event.target.value)}
        >
          <option value={NOTHING}>{words('nothing')}</option>
          {presets.map((own, place) => (
            <option key={own.label} value={String(place)}>
              {said(own.label)}
            </option>
          ))}
          <option value={OWN}>{words('own')}</option>
        </select>
      </label>
      {value === OWN && (
        <OwnProgram
          key={JSON.stringify(program)}
          labelledBy={label}
          program={program}
          onSave={async (wanted) => {
            if ((await set(wanted)).ok) setWriting(false);
          }}
        />
      )}
    </div>
  );
}

interface OwnProgramProps {
  readonly labelledBy: string;
  readonly program: Program | null;
  readonly onSave: (program: Program) => Promise<void>;
}

function OwnProgram({ labelledBy, program, onSave }: OwnProgramProps) {
  const words = useTranslations('settings.lockActions');
  const [file, setFile] = useState(program?.file ?? '');
  const [lines, setLines] = useState(program?.arguments.join('\n') ?? '');
  const written = { file: file.trim(), arguments: lines === '' ? [] : lines.split('\n') };

  function save(event: SubmitEvent): void {
    event.preventDefault();
    void onSave(written);
  }
  return (
    <form className={styles.own} aria-labelledby={labelledBy} onSubmit={save}>
      <label>
        {words('program')}
        <input
          value={file}
          spellCheck={false}
          placeholder={EXAMPLE}
          data-testid="action-file"
          onChange={(event) => setFile(event.target.value)}
        />
      </label>
      <label>
        {words('arguments')}
        <textarea
          value={lines}
          rows={2}
          spellCheck={false}
          data-testid="action-arguments"
          onChange={(event) => setLines(event.target.value)}
        />
      </label>
      <Button
        type="submit"
        disabled={written.file === '' || isSame(written, program)}
        data-testid="action-save"
      >
        {words('save')}
      </Button>
    </form>
  );
}

function presetsOf(system: string, moment: LockMoment): readonly LockActionPreset[] {
  const known = PRESET_SYSTEMS.find((own) => own === system);
  return known === undefined
    ? []
    : LOCK_ACTION_PRESETS[known].filter((preset) => preset.moment === moment);
}

const isSame = (a: Program, b: Program | null): boolean =>
  b !== null && a.file === b.file && a.arguments.join('\n') === b.arguments.join('\n');
