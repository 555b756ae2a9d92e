/**
 * The processes that parse files for the engine: only main can start any. The engine says when; main connects the two,
 * and ends whatever is left of an engine that is gone.
 */
import path from 'node:path';
import {
  MessageChannelMain,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
} from 'electron';
import { z } from 'zod';
import type { FileProcessWish } from '../../contract/engine/engine-messages.ts';

const SERVICE_NAME = 'Depthlock file reader';
const SCRIPT = path.join(import.meta.dirname, '../engine/file-process.js');
/** An engine needs one for the list, one for what is played, and one for what is imported or exported. */
const MOST = 8;

const wish = z.object({
  kind: z.enum(['file-process.start', 'file-process.kill']),
  id: z.number().int().min(0),
});

/** Null if the message is about something else. */
export const fileProcessWish = (message: unknown): FileProcessWish | null =>
  wish.safeParse(message).data ?? null;

export interface FileProcessesOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly isQuiet: boolean;
  /** Hands the engine its end of a connection. */
  readonly onPort: (id: number, port: MessagePortMain) => void;
  /** A process has ended, or was not started. */
  readonly onGone: (id: number) => void;
}

export class FileProcesses {
  readonly #options: FileProcessesOptions;
  readonly #running = new Map<number, UtilityProcess>();

  constructor(options: FileProcessesOptions) {
    this.#options = options;
  }

  grant({ kind, id }: FileProcessWish): void {
    if (kind === 'file-process.start') this.#start(id);
    else this.#running.get(id)?.kill();
  }

  /** Ends all of them. */
  dispose(): void {
    for (const child of this.#running.values()) child.kill();
  }

  #start(id: number): void {
    const { env, isQuiet, onPort, onGone } = this.#options;
    if (this.#running.has(id) || this.#running.size >= MOST) {
      onGone(id);
      return;
    }
    const child = utilityProcess.fork(SCRIPT, [], {
      serviceName: SERVICE_NAME,
      execArgv: [],
      stdio: isQuiet ? 'ignore' : 'inherit',
      env: { ...env },
    });
    this.#running.set(id, child);
    child.once('exit', () => {
      this.#running.delete(id);
      onGone(id);
    });
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'file-port' }, [port1]);
    onPort(id, port2);
  }
}
