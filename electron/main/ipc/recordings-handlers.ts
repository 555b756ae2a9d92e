/** Handlers for windows' requests that change a recording's file. */
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';
import type { AppStore } from './app-store.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface RecordingsHandlerOptions {
  readonly store: AppStore;
  readonly recordings: RecordingsById;
  /** Passes a command to the engine, also while it is locked; false if none runs. */
  readonly send: (command: EngineCommand) => boolean;
  readonly isLocked: () => boolean;
}

export type RecordingsHandlers = Pick<RequestHandlers, 'recordings.rename'>;

export function createRecordingsHandlers(options: RecordingsHandlerOptions): RecordingsHandlers {
  const { store, recordings, send, isLocked } = options;
  return {
    'recordings.rename': async ({ id, name }) => {
      if (isLocked()) return LOCKED;
      const { player } = store.state;
      // A file that is open cannot be renamed everywhere.
      if (player.phase === 'open' && player.id === id) send({ kind: 'player.close' });
      const renamed = await recordings.rename(id, name);
      send({ kind: 'recordings.list' });
      return renamed;
    },
  };
}
