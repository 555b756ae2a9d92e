import type { FileProcessWish } from '../../contract/engine/engine-messages.ts';
import type { FileChannelObserver, FileQuestion, StartFileProcess } from './file-tasks.ts';

/** The port to a process that parses files. */
export interface FilePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  start(): void;
  close(): void;
}

interface Connection {
  readonly observer: FileChannelObserver;
  port: FilePort | null;
  /** Asked before the port came. */
  readonly early: FileQuestion[];
}

/** Processes that main starts for the engine, which cannot start any itself. */
export class FileProcessesOfMain {
  readonly #ask: (wish: FileProcessWish) => void;
  readonly #connections = new Map<number, Connection>();
  #lastId = 0;

  constructor(ask: (wish: FileProcessWish) => void) {
    this.#ask = ask;
  }

  readonly start: StartFileProcess = (observer) => {
    this.#lastId += 1;
    const id = this.#lastId;
    const connection: Connection = { observer, port: null, early: [] };
    this.#connections.set(id, connection);
    this.#ask({ kind: 'file-process.start', id });
    return {
      send: (question) => {
        if (connection.port === null) connection.early.push(question);
        else connection.port.postMessage(question);
      },
      kill: () => {
        this.#connections.delete(id);
        connection.port?.close();
        this.#ask({ kind: 'file-process.kill', id });
      },
    };
  };

  /** Main's answer to a start. */
  connect(id: number, port: FilePort): void {
    const connection = this.#connections.get(id);
    if (connection === undefined) {
      port.close();
      return;
    }
    connection.port = port;
    port.on('message', ({ data }) => connection.observer.onMessage(data));
    port.start();
    for (const question of connection.early.splice(0)) port.postMessage(question);
  }

  /** The process has ended, or could not be started. */
  gone(id: number): void {
    const connection = this.#connections.get(id);
    this.#connections.delete(id);
    connection?.observer.onGone();
  }
}
