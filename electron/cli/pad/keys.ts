/** Single keys of whoever sits at the terminal. */
import type { PadCommand } from '../../contract/pad/pad.ts';

const CTRL_C = '\u0003';

/** The part of `process.stdin` that keys come from. */
export interface KeySource {
  setRawMode(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', listener: (text: string) => void): unknown;
  off(event: 'data', listener: (text: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** What a key asks for; null for any other. */
export function commandOf(key: string): PadCommand | null {
  switch (key.toLowerCase()) {
    case '\r':
    case '\n':
    case ' ':
      return { kind: 'pad.next' };
    case 'r':
      return { kind: 'pad.repeat' };
    case 's':
      return { kind: 'pad.skip' };
    case 'q':
      return { kind: 'pad.stop' };
    default:
      return null;
  }
}

/**
 * Reads keys one by one, without Enter after them. A terminal in this mode sends no SIGINT, so Ctrl-C is passed on.
 * @returns a function that gives the terminal back as it was
 */
export function readKeys(
  source: KeySource,
  onKey: (key: string) => void,
  interrupt: () => void = () => process.kill(process.pid, 'SIGINT'),
): () => void {
  const listen = (text: string): void => {
    for (const key of text) {
      if (key === CTRL_C) interrupt();
      else onKey(key);
    }
  };
  source.setRawMode(true);
  source.setEncoding('utf8');
  source.on('data', listen);
  source.resume();
  return () => {
    source.off('data', listen);
    source.setRawMode(false);
    source.pause();
  };
}
