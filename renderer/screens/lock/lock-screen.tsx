import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { LockView } from '../../../electron/contract/identity.ts';
import type { VaultView } from '../../../electron/contract/vault.ts';
import { useKey } from '../../app/use-key.ts';
import { useNow } from '../../app/use-now.ts';
import { useSteady } from '../../app/use-steady.ts';
import { useApp, useWindow } from '../../app/window-context.tsx';
import { formatClock, formatToday } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { KeypadIcon } from '../../parts/icons.tsx';
import { KeyCap } from '../../parts/key-cap.tsx';
import { lockWords, slowPart } from '../../words.ts';
import { LockGlyph, type Sign, type Tone } from './lock-glyph.tsx';
import styles from './lock-screen.module.css';
import { MissingCamera } from '../../parts/notices/missing-camera.tsx';
import { Countdown } from './countdown.tsx';
import { ClosedVault } from './closed-vault.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import { PinPad } from './pin-pad.tsx';
import { RecoveryForm } from './recovery-form.tsx';
import { useAskToLook } from './use-ask-to-look.ts';

const TONES: Readonly<Record<LockView['phase'], Tone>> = {
  'nothing-enrolled': 'calm',
  locked: 'calm',
  looking: 'looking',
  unlocked: 'good',
  'not-recognised': 'danger',
  'looks-like-a-picture': 'warning',
  'too-many-tries': 'warning',
  'pin-needed': 'calm',
  'no-camera': 'calm',
};

/** What the body of the lock shows: a state is told by its shape too, from across the room and without colour. */
const SIGNS: Readonly<Record<LockView['phase'], Sign>> = {
  'nothing-enrolled': 'keyhole',
  locked: 'keyhole',
  looking: 'eye',
  unlocked: 'check',
  'not-recognised': 'cross',
  'looks-like-a-picture': 'picture',
  'too-many-tries': 'keypad',
  'pin-needed': 'keypad',
  'no-camera': 'no-camera',
};

/** How somebody gets in without their face; `typed`: the digits the PIN pad opens with. */
type OtherWay =
  | { readonly kind: 'pad'; readonly typed: string }
  | { readonly kind: 'passphrase' }
  | { readonly kind: 'recovery-code' };

/** The whole window while it is locked: the time, the lock, and one line about what to do. */
export function LockScreen() {
  const words = useTranslations('lock');
  const lock = useApp((app) => app.lock);
  const vault = useApp((app) => app.vault);
  const [way, setWay] = useState<OtherWay | null>(null);
  const open = lock.phase === 'unlocked';
  const chosen = open ? null : way;
  const ways = waysInto(vault);
  const isAlarming = vault.phase === 'closed' && vault.reason !== 'pin-needed';
  const crowded = chosen !== null || isAlarming || lock.phase === 'no-camera';

  useAskToLook();
  useKey(
    (key) => chosen === null && !open && ways.pin && /^[pP0-9]$/u.test(key),
    (key) => setWay({ kind: 'pad', typed: /[0-9]/u.test(key) ? key : '' }),
  );

  return (
    <section className={styles.lock} data-testid="screen-lock">
      <Clock />
      <div className={styles.middle} data-way={chosen !== null}>
        <LockGlyph
          key={toneKey(lock)}
          tone={TONES[lock.phase]}
          sign={SIGNS[lock.phase]}
          open={open}
          small={crowded}
        />
        {chosen !== null ? (
          <WayIn way={chosen} onClose={() => setWay(null)} />
        ) : isAlarming && !open ? (
          <ClosedVault vault={vault} />
        ) : (
          <LockStatus lock={lock} />
        )}
      </div>
      <footer className={styles.footer}>
        {chosen === null && !open && ways.pin && (
          <Button
            look="quiet"
            aria-keyshortcuts="P"
            data-testid="pin-open"
            onClick={() => setWay({ kind: 'pad', typed: '' })}
          >
            <KeypadIcon />
            {words('usePin')}
            <KeyCap name="P" />
          </Button>
        )}
        {chosen?.kind === 'pad' && (
          <Button
            look="quiet"
            data-testid="passphrase-open"
            onClick={() => setWay({ kind: 'passphrase' })}
          >
            {words('usePassphrase')}
          </Button>
        )}
        {ways.recoveryCode &&
          !open &&
          (chosen?.kind === 'pad' || (chosen === null && isAlarming)) && (
            <Button
              look="quiet"
              data-testid="recovery-open"
              onClick={() => setWay({ kind: 'recovery-code' })}
            >
              {words('useRecoveryCode')}
            </Button>
          )}
      </footer>
    </section>
  );
}

/** What opens it. A closed vault with a copy to go back to waits for that first. */
function waysInto(vault: VaultView): { readonly pin: boolean; readonly recoveryCode: boolean } {
  if (vault.phase === 'open') return { pin: true, recoveryCode: true };
  const { opensWithPin, opensWithRecoveryCode, canOpenPrevious } = vault;
  return {
    pin: opensWithPin && !canOpenPrevious,
    recoveryCode: opensWithRecoveryCode && !canOpenPrevious,
  };
}

interface WayInProps {
  readonly way: OtherWay;
  readonly onClose: () => void;
}

function WayIn({ way, onClose }: WayInProps) {
  switch (way.kind) {
    case 'pad':
      return <PinPad initial={way.typed} onClose={onClose} />;
    case 'passphrase':
      return <PassphraseForm onClose={onClose} />;
    case 'recovery-code':
      return <RecoveryForm onClose={onClose} />;
  }
}

/** A new key makes the glyph shake again at the next failed try. */
function toneKey(lock: LockView): string {
  return lock.phase === 'not-recognised' ? `no-${lock.triesLeft}` : 'lock';
}

function Clock() {
  const language = useLocale();
  const now = useNow(60_000);
  return (
    <header className={styles.clock}>
      <time className={styles.time} dateTime={now.toISOString()}>
        {formatClock(now)}
      </time>
      <p className={styles.date}>{formatToday(now, language)}</p>
    </header>
  );
}

function LockStatus({ lock }: { readonly lock: LockView }) {
  const language = useLocale();
  const words = useTranslations('lock');
  const slow = useWindow((state) => slowPart(state.statistics));
  // Whoever tries the lock for the first time need not ask: it looks in a moment.
  const isTrial = useWindow((state) => state.trial !== null);
  const { title, detail } = lockWords(isTrial ? asked(lock) : lock, slow, language);
  const steadyDetail = useSteady(detail);
  const greeting = useApp((app) => app.greeting);
  const hinted = lock.phase === 'looking' || lock.phase === 'locked';
  return (
    <div className={styles.status}>
      {greeting !== null && (
        <p className={styles.detail} data-testid="greeting">
          {words('hello', { name: greeting })}
        </p>
      )}
      <h1 className={styles.title}>
        {hinted && <PresenceDot looking={lock.phase === 'looking'} />}
        {title}
      </h1>
      <p className={styles.detail} data-testid="lock-detail">
        {hinted ? steadyDetail : detail}
      </p>
      {lock.phase === 'too-many-tries' && lock.retryAt !== null && (
        <Countdown untilMs={new Date(lock.retryAt).getTime()} />
      )}
      {lock.phase === 'no-camera' && <MissingCamera />}
    </div>
  );
}

const asked = (lock: LockView): LockView =>
  lock.phase === 'locked' && lock.hint === 'press-a-key' ? { ...lock, hint: 'none' } : lock;

/** Lit while the camera sees somebody. */
function PresenceDot({ looking }: { readonly looking: boolean }) {
  return <span className={styles.dot} data-looking={looking} aria-hidden="true" />;
}
