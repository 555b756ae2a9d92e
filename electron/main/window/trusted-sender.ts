import { APP_ORIGIN } from './app-url.ts';

/** The part of an IPC event's `senderFrame` that matters here. */
export interface SenderFrame {
  readonly url: string;
  /** Null in the top frame of a window. */
  readonly parent: unknown;
}

/**
 * Whether this message came from the top frame of our own page. A frame that has already gone (null) is not trusted.
 * Electron security checklist, item 17: validate the sender of all IPC messages.
 */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  try {
    const url = new URL(frame.url);
    // Node's URL gives custom schemes the origin 'null', so the parts are compared.
    return `${url.protocol}//${url.host}` === APP_ORIGIN;
  } catch {
    return false;
  }
}
