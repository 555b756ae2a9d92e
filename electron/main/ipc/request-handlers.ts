/** Handlers for the requests of windows. */
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { AppStore } from './app-store.ts';
import type { EngineLink } from '../engine/engine-link.ts';
import type { ExchangeDesk } from '../recordings/exchange-desk.ts';
import { createExchangeHandlers } from './exchange-handlers.ts';
import { createPadHandlers } from './pad-handlers.ts';
import { createRecordingsHandlers } from './recordings-handlers.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import type { PeopleVault } from '../vault/people-vault.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';
import { afterWrongPin, NO_WRONG_PINS, waitBeforePin } from '../vault/pin-limit.ts';
import { LOCKED, NO_RECORDING } from './refusals.ts';

export interface HandlerOptions {
  readonly store: AppStore;
  readonly vault: Pick<PeopleVault, 'add' | 'isClosed' | 'personWithPin' | 'remove' | 'removeAll'>;
  readonly engine: Pick<
    EngineLink,
    | 'lock'
    | 'mirrorCamera'
    | 'peopleChanged'
    | 'selectCamera'
    | 'send'
    | 'setScene'
    | 'setSecurity'
    | 'start'
    | 'takeEnrolment'
    | 'unlockByPin'
  >;
  readonly recordings: RecordingsById;
  readonly desk: ExchangeDesk;
  readonly dialogs: FileDialogs;
  /** Opens the folder of a file, with the file selected. */
  readonly reveal: (file: string) => void;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => void;
  /** Milliseconds; tests pass their own clock. */
  readonly now?: () => number;
}

const DONE = succeed(undefined);
const NO_ENGINE = fail(
  'engine-stopped',
  'The camera engine is not running, so this cannot be done now. Choose “Try again” at the top, then repeat it.',
);

export function createRequestHandlers(options: HandlerOptions): RequestHandlers {
  const { store, vault, engine, recordings, desk, dialogs, reveal, copy } = options;
  const now = options.now ?? Date.now;
  let pinLimit = NO_WRONG_PINS;

  /** A locked window may only request to unlock; the window itself is not trusted to enforce that. */
  const isLocked = (): boolean => {
    const { phase } = store.state.lock;
    return phase !== 'unlocked' && phase !== 'nothing-enrolled';
  };
  const toEngine = (command: Parameters<EngineLink['send']>[0]): Result<undefined> => {
    if (isLocked()) return LOCKED;
    return engine.send(command) ? DONE : NO_ENGINE;
  };

  /** Whose PIN it is; one limit on wrong ones, whatever they are asked for. */
  const personOf = async (pin: string): Promise<Result<{ id: string; name: string }>> => {
    const waitMs = waitBeforePin(pinLimit, now());
    if (waitMs > 0) return fail('too-many-pins', tooManyPins(waitMs));
    // Counted before it is checked: guesses sent all at once cost as much as one at a time.
    pinLimit = afterWrongPin(pinLimit, now());
    const person = await vault.personWithPin(pin);
    if (person === null) return fail('wrong-pin', 'That PIN is not right.');
    pinLimit = NO_WRONG_PINS;
    return succeed(person);
  };

  return {
    ...createExchangeHandlers({ desk, dialogs, recordings, reveal, isLocked }),
    ...createRecordingsHandlers({
      store,
      recordings,
      send: (command) => engine.send(command),
      isLocked,
    }),
    ...createPadHandlers({ store, dialogs, copy, isLocked, toEngine }),

    'state.get': () => store.state,

    'exchange.dismissEnded': () => {
      if (isLocked()) return LOCKED;
      // Without effect on those that wait or run.
      for (const { id } of store.state.exchange) desk.dismiss(id);
      return DONE;
    },

    'camera.select': ({ source }) => {
      engine.selectCamera(source);
      return DONE;
    },

    'camera.mirror': ({ source, mirrored }) => {
      // A face that is turned is not recognised: nobody may keep an owner out.
      if (isLocked()) return LOCKED;
      engine.mirrorCamera(source, mirrored);
      return DONE;
    },

    'scene.set': (scene) => {
      engine.setScene(scene);
      return DONE;
    },

    'enrolment.start': () => toEngine({ kind: 'enrolment.start' }),
    'enrolment.continue': () => toEngine({ kind: 'enrolment.continue' }),
    'enrolment.partial': () => toEngine({ kind: 'enrolment.partial' }),
    'enrolment.cancel': () => (engine.send({ kind: 'enrolment.cancel' }) ? DONE : NO_ENGINE),

    'enrolment.finish': async ({ name, pin }) => {
      if (isLocked()) return LOCKED;
      const captured = await engine.takeEnrolment();
      if (!captured.ok) return captured;
      const added = await vault.add({ ...captured.value, name, pin });
      if (!added.ok) return added;
      engine.send({ kind: 'enrolment.finish', personId: added.value.personId });
      engine.peopleChanged();
      return added;
    },

    'lock.lock': () => {
      if (store.state.lock.phase !== 'unlocked') return DONE;
      // Nobody plays recordings on a locked screen; one that replaces the camera stays.
      const { player } = store.state;
      if (player.phase === 'opening' || (player.phase === 'open' && player.mode === 'player')) {
        engine.send({ kind: 'player.close' });
      }
      // A locked window shows nothing of a test, and nobody leads it.
      if (store.state.pad.phase !== 'idle') engine.send({ kind: 'pad.close' });
      engine.lock();
      return DONE;
    },

    'lock.pin': async ({ pin }) => {
      const wasClosed = vault.isClosed;
      const person = await personOf(pin);
      if (wasClosed) engine.peopleChanged();
      if (!person.ok) return person;
      engine.unlockByPin(person.value.id, person.value.name);
      return DONE;
    },

    'security.set': async ({ security, pin }) => {
      if (isLocked()) return LOCKED;
      const person = await personOf(pin);
      if (!person.ok) return person;
      // It may have been locked while the PIN was checked.
      if (isLocked()) return LOCKED;
      engine.setSecurity(security);
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

    'record.start': () => toEngine({ kind: 'record.start' }),
    'record.stop': () => (engine.send({ kind: 'record.stop' }) ? DONE : NO_ENGINE),

    'recordings.thumbnail': ({ id }) => (isLocked() ? LOCKED : succeed(recordings.thumbnail(id))),

    'recordings.remove': async ({ id }) => {
      if (isLocked()) return LOCKED;
      const { player } = store.state;
      if (player.phase === 'open' && player.id === id) engine.send({ kind: 'player.close' });
      const removed = await recordings.remove(id);
      engine.send({ kind: 'recordings.list' });
      return removed;
    },

    'recordings.reveal': ({ id }) => {
      const file = isLocked() ? null : recordings.fileOf(id);
      if (file === null) return NO_RECORDING;
      reveal(file);
      return DONE;
    },

    'recordings.repair': ({ id }) => {
      const file = recordings.fileOf(id);
      return file === null ? NO_RECORDING : toEngine({ kind: 'recordings.repair', file });
    },

    'player.open': ({ id }) => {
      const file = recordings.fileOf(id);
      return file === null ? NO_RECORDING : toEngine({ kind: 'player.open', id, file });
    },

    'player.control': (control) => toEngine({ kind: 'player.control', control }),

    'player.becomeCamera': () => {
      const sent = toEngine({ kind: 'player.becomeCamera' });
      // The engine reports it after that: the player's screen, already closed by the lock, would give the camera back.
      return sent.ok ? toEngine({ kind: 'lock.lock' }) : sent;
    },

    // Also answered while locked: a recording in front of the lock keeps the camera from its owner.
    'player.close': () => (engine.send({ kind: 'player.close' }) ? DONE : NO_ENGINE),
  };
}

function tooManyPins(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  const wait = minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
  return `Too many wrong PINs. Wait ${wait}, then try again.`;
}
