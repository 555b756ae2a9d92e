/** What Depthlock does when a window asks. */
import { fail, succeed, type Result } from '../contract/problem.ts';
import type { AppStore } from './app-store.ts';
import type { EngineLink } from './engine-link.ts';
import type { ExchangeDesk } from './exchange-desk.ts';
import { createExchangeHandlers } from './exchange-handlers.ts';
import type { FileDialogs } from './file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import type { PeopleVault } from './people-vault.ts';
import type { RecordingShelf } from './recording-shelf.ts';
import { afterWrongPin, NO_WRONG_PINS, waitBeforePin } from './pin-limit.ts';
import { LOCKED, NO_RECORDING } from './refusals.ts';

export interface HandlerOptions {
  readonly store: AppStore;
  readonly vault: Pick<PeopleVault, 'add' | 'isClosed' | 'personWithPin' | 'remove' | 'removeAll'>;
  readonly engine: Pick<
    EngineLink,
    | 'lock'
    | 'peopleChanged'
    | 'selectCamera'
    | 'send'
    | 'setScene'
    | 'start'
    | 'takeEnrolment'
    | 'unlockByPin'
  >;
  readonly shelf: RecordingShelf;
  readonly desk: ExchangeDesk;
  readonly dialogs: FileDialogs;
  /** Opens the folder of a file, with the file selected. */
  readonly reveal: (file: string) => void;
  /** Milliseconds; a test passes its own clock. */
  readonly now?: () => number;
}

const DONE = succeed(undefined);
const NO_ENGINE = fail(
  'engine-stopped',
  'The camera engine is not running, so this cannot be done now. Choose “Try again” at the top, then repeat it.',
);

export function createRequestHandlers(options: HandlerOptions): RequestHandlers {
  const { store, vault, engine, shelf, desk, dialogs, reveal } = options;
  const now = options.now ?? Date.now;
  let pinLimit = NO_WRONG_PINS;

  /** A locked window may only ask to unlock; the window itself is not trusted to know. */
  const isLocked = (): boolean => {
    const { phase } = store.state.lock;
    return phase !== 'unlocked' && phase !== 'nothing-enrolled';
  };
  const toEngine = (command: Parameters<EngineLink['send']>[0]): Result<undefined> => {
    if (isLocked()) return LOCKED;
    return engine.send(command) ? DONE : NO_ENGINE;
  };

  return {
    ...createExchangeHandlers({ desk, dialogs, shelf, reveal, isLocked }),

    'state.get': () => store.state,

    'camera.select': ({ source }) => {
      engine.selectCamera(source);
      return DONE;
    },

    'scene.set': (scene) => {
      engine.setScene(scene);
      return DONE;
    },

    'enrolment.start': () => toEngine({ kind: 'start-enrolment' }),
    'enrolment.continue': () => toEngine({ kind: 'continue-enrolment' }),
    'enrolment.partial': () => toEngine({ kind: 'enrol-partially' }),
    'enrolment.cancel': () => (engine.send({ kind: 'cancel-enrolment' }) ? DONE : NO_ENGINE),

    'enrolment.finish': async ({ name, pin }) => {
      if (isLocked()) return LOCKED;
      const captured = await engine.takeEnrolment();
      if (!captured.ok) return captured;
      const added = await vault.add({ ...captured.value, name, pin });
      if (!added.ok) return added;
      engine.send({ kind: 'finish-enrolment', personId: added.value.personId });
      engine.peopleChanged();
      return added;
    },

    'lock.lock': () => {
      if (store.state.lock.phase !== 'unlocked') return DONE;
      // Nobody plays recordings on a locked screen; one that stands in for the camera stays.
      const { player } = store.state;
      if (player.phase === 'opening' || (player.phase === 'open' && player.mode === 'player')) {
        engine.send({ kind: 'close-player' });
      }
      engine.lock();
      return DONE;
    },

    'lock.pin': async ({ pin }) => {
      const waitMs = waitBeforePin(pinLimit, now());
      if (waitMs > 0) return fail('internal', tooManyPins(waitMs));
      // Counted before it is checked: guesses sent all at once cost as much as one after the other.
      pinLimit = afterWrongPin(pinLimit, now());
      const wasClosed = vault.isClosed;
      const person = await vault.personWithPin(pin);
      if (wasClosed) engine.peopleChanged();
      if (person === null) return fail('internal', 'That PIN is not right.');
      pinLimit = NO_WRONG_PINS;
      engine.unlockByPin(person.id, person.name);
      return DONE;
    },

    'people.remove': async ({ personId }) => {
      if (isLocked()) return LOCKED;
      const removed = await vault.remove(personId);
      engine.peopleChanged();
      return removed;
    },

    'people.removeAll': async () => {
      if (isLocked() && !vault.isClosed) return LOCKED;
      const removed = await vault.removeAll();
      engine.peopleChanged();
      return removed;
    },

    'engine.restart': () => {
      engine.start();
      return DONE;
    },

    'record.start': () => toEngine({ kind: 'start-recording' }),
    'record.stop': () => (engine.send({ kind: 'stop-recording' }) ? DONE : NO_ENGINE),

    'recordings.thumbnail': ({ id }) => (isLocked() ? LOCKED : succeed(shelf.thumbnail(id))),

    'recordings.remove': async ({ id }) => {
      if (isLocked()) return LOCKED;
      const { player } = store.state;
      if (player.phase === 'open' && player.id === id) engine.send({ kind: 'close-player' });
      const removed = await shelf.remove(id);
      engine.send({ kind: 'list-recordings' });
      return removed;
    },

    'recordings.reveal': ({ id }) => {
      const file = isLocked() ? null : shelf.fileOf(id);
      if (file === null) return NO_RECORDING;
      reveal(file);
      return DONE;
    },

    'recordings.repair': ({ id }) => {
      const file = shelf.fileOf(id);
      return file === null ? NO_RECORDING : toEngine({ kind: 'repair-recording', file });
    },

    'player.open': ({ id }) => {
      const file = shelf.fileOf(id);
      return file === null ? NO_RECORDING : toEngine({ kind: 'open-player', id, file });
    },

    'player.control': (control) => toEngine({ kind: 'control-player', control }),

    'player.becomeCamera': () => {
      const sent = toEngine({ kind: 'player-becomes-camera' });
      // Told by the engine after that: the player's screen, closed by the lock before, would give the camera back.
      return sent.ok ? toEngine({ kind: 'lock' }) : sent;
    },

    // Answered while locked too: a recording in front of the lock keeps the camera from its owner.
    'player.close': () => (engine.send({ kind: 'close-player' }) ? DONE : NO_ENGINE),
  };
}

function tooManyPins(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  const wait = minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
  return `Too many wrong PINs. Wait ${wait}, then try again.`;
}
