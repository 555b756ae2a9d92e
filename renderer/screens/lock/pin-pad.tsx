import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { PIN_LENGTH } from '../../app/pin.ts';
import { useKey } from '../../app/use-key.ts';
import { useSaid } from '../../app/use-said.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { BackIcon, EraseIcon } from '../../parts/icons.tsx';
import { Countdown } from './countdown.tsx';
import styles from './pin-pad.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const EDIT_KEYS = ['Backspace', 'Enter', 'Escape'];

interface PinPadProps {
  /** Digits typed before the pad was open. */
  readonly initial: string;
  readonly onClose: () => void;
}

/** Takes a PIN from the keyboard or by pointer. */
export function PinPad({ initial, onClose }: PinPadProps) {
  const words = useTranslations('lock');
  const said = useSaid();
  const store = useStore();
  const [pin, setPin] = useState(initial);
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const [untilMs, setUntilMs] = useState(0);
  const pad = useRef<HTMLDivElement>(null);
  useEffect(() => pad.current?.focus(), []);
  const complete = pin.length >= PIN_LENGTH.min;

  function add(digit: string): void {
    setRefusal('');
    setPin((digits) => (digits + digit).slice(0, PIN_LENGTH.max));
  }

  async function submit(): Promise<void> {
    if (!complete || busy) return;
    setBusy(true);
    const answer = await store.ask('lock.pin', { pin });
    setBusy(false);
    setPin('');
    if (answer.ok) return;
    setRefusal(answer.problem.message);
    setUntilMs(Date.now() + (answer.problem.waitMs ?? 0));
  }

  function onKey(key: string): void {
    if (key === 'Escape') onClose();
    else if (key === 'Backspace') setPin((digits) => digits.slice(0, -1));
    else if (key === 'Enter') void submit();
    else add(key);
  }

  useKey((key) => /^[0-9]$/u.test(key) || EDIT_KEYS.includes(key), onKey);

  return (
    <div
      ref={pad}
      className={styles.pad}
      role="group"
      aria-label={words('pad.label')}
      tabIndex={-1}
      data-testid="pin-pad"
      onMouseDown={keepFocus}
    >
      <h1 className={styles.title}>{words('pad.title')}</h1>
      <Dots count={pin.length} />
      <p className={styles.refusal} role="alert">
        {said(refusal)}
      </p>
      <Countdown untilMs={untilMs} />
      <div className={styles.keys}>
        {DIGITS.map((digit) => (
          <PadKey key={digit} digit={digit} onPress={add} />
        ))}
        <button
          type="button"
          className={styles.edit}
          aria-label={words('pad.backToFace')}
          onClick={onClose}
        >
          <BackIcon />
        </button>
        <PadKey digit="0" onPress={add} />
        <button
          type="button"
          className={styles.edit}
          aria-label={words('pad.erase')}
          onClick={() => onKey('Backspace')}
        >
          <EraseIcon />
        </button>
      </div>
      <Button
        look="primary"
        disabled={!complete || busy}
        data-testid="pin-submit"
        onClick={() => void submit()}
      >
        {words('open')}
      </Button>
    </div>
  );
}

/** A pressed digit must not take the focus, or Enter would press it again. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

interface PadKeyProps {
  readonly digit: string;
  readonly onPress: (digit: string) => void;
}

function PadKey({ digit, onPress }: PadKeyProps) {
  return (
    <button
      type="button"
      className={styles.key}
      data-testid={`pin-${digit}`}
      onClick={() => onPress(digit)}
    >
      {digit}
    </button>
  );
}

/** The number of typed digits, never which. */
function Dots({ count }: { readonly count: number }) {
  const words = useTranslations('lock.pad');
  const shown = Math.max(PIN_LENGTH.min, count);
  return (
    <div className={styles.dots} role="img" aria-label={words('typed', { count })}>
      {Array.from({ length: shown }, (_, place) => (
        <span key={place} data-filled={place < count} />
      ))}
    </div>
  );
}
