import type { Problem } from '../../electron/contract/problem.ts';
import { useSaid } from '../app/use-said.ts';
import { Countdown } from '../screens/lock/countdown.tsx';

/** Why a PIN was not taken, and until when none is. */
export interface PinRefusal {
  readonly message: string;
  /** On the clock of the window, milliseconds; past: at once. */
  readonly untilMs: number;
}

export const NO_REFUSAL: PinRefusal = { message: '', untilMs: 0 };

export const pinRefusalOf = ({ message, waitMs = 0 }: Problem): PinRefusal => ({
  message,
  untilMs: Date.now() + waitMs,
});

/** What has been typed since does not end the wait. */
export const typedOn = ({ untilMs }: PinRefusal): PinRefusal => ({ message: '', untilMs });

interface PinRefusalProps {
  readonly refusal: PinRefusal;
  readonly className: string | undefined;
}

/** Says why, and counts down, wherever a PIN is asked. */
export function PinRefusalLine({ refusal: { message, untilMs }, className }: PinRefusalProps) {
  const said = useSaid();
  return (
    <>
      <p className={className} role="alert">
        {said(message)}
      </p>
      <Countdown untilMs={untilMs} />
    </>
  );
}
