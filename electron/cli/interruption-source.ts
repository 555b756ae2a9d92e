/** What may interrupt a command: signals in a terminal, or main, where it runs in a process of the app. */
import { EventEmitter } from 'node:events';
import type { CommandInterruption } from '../contract/command-line.ts';
import { EXIT } from './exit-codes.ts';

export const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The part of `process` that signals come from. */
export interface SignalSource {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
  off(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
}

/** Main's end of a port; Electron sets it. */
export interface CommandPort {
  on(event: 'message', listener: (event: { readonly data: CommandInterruption }) => void): unknown;
}

/** Null when this process was not started by the app. */
export function findCommandPort(): CommandPort | null {
  const { parentPort } = process as typeof process & { readonly parentPort?: CommandPort };
  return parentPort ?? null;
}

/**
 * Main gets the signals of the terminal too, and asks once for each: here they are ignored.
 * @param exit what happens when nobody listens: a command that finishes nothing
 */
export function interruptionsBy(
  port: CommandPort | null,
  signals: SignalSource = process,
  exit: (code: number) => void = (code) => process.exit(code),
): SignalSource {
  if (port === null) return signals;
  for (const signal of SIGNALS) signals.on(signal, () => undefined);
  const asked = new EventEmitter();
  port.on('message', () => {
    if (!asked.emit('SIGINT')) exit(EXIT.interrupted);
  });
  return asked;
}

let source: SignalSource | null = null;

/** That of this process. Ask early: from then on main can interrupt. */
export function interruptionSource(): SignalSource {
  source ??= interruptionsBy(findCommandPort());
  return source;
}
