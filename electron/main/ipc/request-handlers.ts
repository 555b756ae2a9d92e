/** Handlers for the requests of windows. */
import type { LockCause } from '../../contract/activity.ts';
import type { ExchangeJob } from '../../contract/exchange.ts';
import type { LanguageChoice } from '../../contract/language.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { AppState } from '../../contract/window/app-state.ts';
import type { AppStore } from './app-store.ts';
import type { EngineLink } from '../engine/engine-link.ts';
import type { ExchangeDesk } from '../recordings/exchange-desk.ts';
import type { ActivityDesk } from '../activity/activity-desk.ts';
import { createAboutHandlers, type AboutHandlerOptions } from './about-handlers.ts';
import { createActivityHandlers } from './activity-handlers.ts';
import type { LockActionDesk } from '../lock-actions/lock-action-desk.ts';
import type { LoginStart } from '../start/login-start.ts';
import { createLoginStartHandlers } from './login-start-handlers.ts';
import { createLockActionHandlers } from './lock-action-handlers.ts';
import type { ExplorerSource } from '../explorer/explorer-sources.ts';
import { createExplorerHandlers } from './explorer-handlers.ts';
import { createLiveHandlers } from './live-handlers.ts';
import { createExchangeHandlers } from './exchange-handlers.ts';
import { windowState } from './locked-window.ts';
import { createPadHandlers } from './pad-handlers.ts';
import { createRecordingsHandlers } from './recordings-handlers.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import type { PeopleVault } from '../vault/people-vault.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';
import { Confirmation } from '../lock-out/confirmation.ts';
import { isAnybodyReal, isInert } from '../lock-out/inert-people.ts';
import type { LockKeeper } from '../lock-out/lock-keeper.ts';
import { createVaultHandlers, type VaultHandlerOptions } from './vault-handlers.ts';
import {
  alreadyEnrolled,
  BUSY,
  CAMERA_FIXED,
  CONFIRM,
  DEMO_PIN,
  LOCKED,
  NO_RECORDING,
} from './refusals.ts';

export interface HandlerOptions {
  readonly store: AppStore;
  readonly vault: VaultHandlerOptions['vault'] &
    Pick<
      PeopleVault,
      'add' | 'addAppearance' | 'adviceOn' | 'people' | 'personWithPin' | 'remove' | 'removeAll'
    >;
  readonly keeper: Pick<LockKeeper, 'beginPin' | 'erased' | 'openByPin' | 'pinRight' | 'pinWrong'>;
  readonly engine: Pick<
    EngineLink,
    | 'askToLook'
    | 'chooseEncoderEngine'
    | 'lock'
    | 'mirrorCamera'
    | 'peopleChanged'
    | 'selectCamera'
    | 'send'
    | 'setLockSettings'
    | 'setScene'
    | 'setSecurity'
    | 'start'
    | 'takeEnrolment'
  >;
  readonly lockActions: Pick<LockActionDesk, 'set'>;
  readonly loginStart: LoginStart;
  /** Keeps the choice, and uses it from now on. */
  readonly setLanguage: (choice: LanguageChoice) => void;
  readonly activity: Pick<ActivityDesk, 'append' | 'entries' | 'erase' | 'note'>;
  readonly about: Pick<
    AboutHandlerOptions,
    'assets' | 'folders' | 'getRelease' | 'notices' | 'openFolder' | 'versions'
  >;
  readonly recordings: RecordingsById;
  readonly desk: ExchangeDesk;
  /** Where the explorer's embeddings come from. */
  readonly explorerSources: readonly ExplorerSource[];
  readonly dialogs: FileDialogs;
  /** Opens the folder of a file, with the file selected. */
  readonly reveal: (file: string) => void;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => void;
  /** Milliseconds of a clock that nobody sets; tests pass their own. */
  readonly nowMs?: () => number;
}

const DONE = succeed(undefined);
const NO_ENGINE = fail(
  'engine-stopped',
  'The camera engine is not running, so this cannot be done now. Choose “Try again” at the top, then repeat it.',
);

export function createRequestHandlers(options: HandlerOptions): RequestHandlers {
  const {
    store,
    vault,
    engine,
    keeper,
    activity,
    lockActions,
    loginStart,
    setLanguage,
    recordings,
    desk,
    explorerSources,
    dialogs,
    reveal,
    copy,
  } = options;
  const confirmation = new Confirmation(options.nowMs ?? (() => performance.now()));
  /** The opening of the lock in which an enrolment was begun; null: none was. */
  let enrolsIn: unknown = null;

  /** A locked window may only request to unlock; the window itself is not trusted to enforce that. */
  const isLocked = (): boolean => {
    const { phase } = store.state.lock;
    return phase !== 'unlocked' && phase !== 'nothing-enrolled';
  };
  const toEngine = (command: Parameters<EngineLink['send']>[0]): Result<undefined> => {
    if (isLocked()) return LOCKED;
    return engine.send(command) ? DONE : NO_ENGINE;
  };

  /** The present opening of the lock: another one is another object. What was asked for in one is not done in the next. */
  const opening = (): unknown => store.state.lock;
  const isOver = (before: unknown): boolean => isLocked() || opening() !== before;
  const isAnybodyThere = (): boolean => vault.isClosed || vault.people().length > 0;

  /** For what a face alone, or whoever finds it open, must not do. */
  const confirmed = (): Result<undefined> => {
    if (isLocked()) return LOCKED;
    return !isAnybodyThere() || confirmation.take(opening()) ? DONE : CONFIRM;
  };

  /** While it is locked nobody may put another camera, or another scene, before somebody real. */
  const isCameraFixed = (): boolean =>
    isLocked() && (vault.isClosed || isAnybodyReal(vault.people()));

  /** Whose PIN it is; one limit on wrong ones, whatever they are asked for. */
  const personOf = async (pin: string): Promise<Result<{ id: string; name: string }>> => {
    // Counted before it is checked: guesses sent all at once cost as much as one at a time.
    const begun = await keeper.beginPin();
    if (!begun.ok) return begun;
    const person = await vault.personWithPin(pin);
    if (person === null) return keeper.pinWrong();
    if (isInert(person, vault.people())) return DEMO_PIN;
    const right = await keeper.pinRight();
    return right.ok ? succeed(person) : right;
  };

  /** Opens as after a PIN, for whoever has just set one. */
  const unlock = async (
    person: { id: string; name: string },
    by: 'pin' | 'recovery-code' = 'pin',
  ): Promise<Result<undefined>> => {
    const right = await keeper.pinRight();
    if (right.ok) keeper.openByPin(person, by);
    return right;
  };

  return {
    ...createExchangeHandlers({ desk, dialogs, recordings, reveal, isLocked, opening, confirmed }),
    ...createExplorerHandlers({
      ...{ dialogs, isLocked, opening, confirmed },
      sources: explorerSources,
    }),
    ...createLiveHandlers({ dialogs, isLocked, opening, confirmed }),
    ...createRecordingsHandlers({
      store,
      recordings,
      send: (command) => engine.send(command),
      isLocked,
    }),
    ...createAboutHandlers({ ...options.about, store, copy, isLocked }),
    ...createPadHandlers({ store, dialogs, copy, isLocked, toEngine }),
    ...createLoginStartHandlers({ store, loginStart, isLocked }),
    ...createLockActionHandlers({ lockActions, activity, confirmed }),
    ...createActivityHandlers({
      ...{ activity, vault, dialogs, isLocked, confirmed },
      language: () => store.state.language.used,
    }),
    ...createVaultHandlers({
      ...{ vault, isLocked, personOf, confirmed },
      changed: () => engine.peopleChanged(),
      async startedOver() {
        await keeper.erased();
        await recordings.putAside(new Date());
        engine.send({ kind: 'recordings.list' });
      },
      unlock,
    }),

    'state.get': () => windowState(store.state),

    'exchange.dismissEnded': () => {
      if (isLocked()) return LOCKED;
      // Without effect on those that wait or run.
      for (const { id } of store.state.exchange) desk.dismiss(id);
      return DONE;
    },

    'camera.select': ({ source }) => {
      if (isCameraFixed()) return CAMERA_FIXED;
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
      if (isCameraFixed()) return CAMERA_FIXED;
      engine.setScene(scene);
      return DONE;
    },

    'enrolment.start': (whose) => {
      const allowed = confirmed();
      if (!allowed.ok) return allowed;
      enrolsIn = opening();
      return toEngine({ kind: 'enrolment.start', ...whose });
    },
    'enrolment.continue': () => toEngine({ kind: 'enrolment.continue' }),
    'enrolment.partial': () => toEngine({ kind: 'enrolment.partial' }),
    'enrolment.whole': () => toEngine({ kind: 'enrolment.whole' }),
    'enrolment.cancel': () => {
      enrolsIn = null;
      return engine.send({ kind: 'enrolment.cancel' }) ? DONE : NO_ENGINE;
    },

    'enrolment.finish': async ({ name, pin, anyway = false }) => {
      const before = opening();
      // Whoever began it gave a PIN, or was the first.
      if (isLocked() || enrolsIn !== before) return LOCKED;
      const isFirst = !isAnybodyThere();
      const captured = await engine.takeEnrolment();
      if (isOver(before)) return LOCKED;
      if (!captured.ok) return captured;
      const twin = vault.people().find(({ id }) => id === captured.value.resembles);
      // Whoever reads this gave a PIN to come here.
      if (twin !== undefined && !anyway) return alreadyEnrolled(twin.name);
      enrolsIn = null;
      const added = await vault.add({ ...captured.value, name, pin });
      if (!added.ok) {
        enrolsIn = before;
        return added;
      }
      const { personId } = added.value;
      if (isOver(before)) {
        // Locked while it was written: what was begun in an open lock is not finished in a closed one.
        await vault.remove(personId);
        engine.peopleChanged();
        return LOCKED;
      }
      activity.note({ kind: 'changed', change: 'enrolled', personId });
      // The first has just set the PIN, as if it had been given.
      if (isFirst) await unlock({ id: personId, name });
      engine.peopleChanged();
      engine.send({ kind: 'enrolment.finish', personId });
      return added;
    },

    'enrolment.addTo': async ({ personId, label }) => {
      const before = opening();
      if (isLocked() || enrolsIn !== before) return LOCKED;
      const captured = await engine.takeEnrolment();
      if (isOver(before)) return LOCKED;
      if (!captured.ok) return captured;
      enrolsIn = null;
      const added = await vault.addAppearance(personId, { ...captured.value, label });
      if (!added.ok) {
        enrolsIn = before;
        return added;
      }
      engine.send({ kind: 'enrolment.finish', personId });
      engine.peopleChanged();
      activity.note({ kind: 'changed', change: 'appearance-added', personId });
      return added;
    },

    'language.set': ({ choice }) => {
      if (isLocked()) return LOCKED;
      setLanguage(choice);
      return DONE;
    },

    'lock.lock': () => {
      closeAndLock({ store, engine });
      return DONE;
    },

    // Also answered while locked.
    'lock.ask': () => (engine.askToLook() ? DONE : NO_ENGINE),

    'lock.pin': async ({ pin }) => {
      const wasClosed = vault.isClosed;
      const person = await personOf(pin);
      if (wasClosed) engine.peopleChanged();
      if (!person.ok) return person;
      keeper.openByPin(person.value);
      const advice = vault.adviceOn(pin);
      if (advice !== null) store.apply({ kind: 'problem', problem: advice });
      return DONE;
    },

    'lock.confirm': async ({ pin }) => {
      const before = opening();
      if (isLocked()) return LOCKED;
      const person = await personOf(pin);
      if (!person.ok) return person;
      // It may have been locked while the PIN was checked.
      if (isOver(before)) return LOCKED;
      confirmation.give(before);
      return DONE;
    },

    'security.set': ({ security }) => {
      const allowed = confirmed();
      if (allowed.ok) {
        engine.setSecurity(security);
        activity.note({ kind: 'changed', change: 'security-changed' });
      }
      return allowed;
    },

    'lock.settings': (settings) => {
      const allowed = confirmed();
      if (allowed.ok) {
        engine.setLockSettings(settings);
        activity.note({ kind: 'changed', change: 'security-changed' });
      }
      return allowed;
    },

    'people.remove': async ({ personId }) => {
      const allowed = confirmed();
      if (!allowed.ok) return allowed;
      const removed = await vault.remove(personId);
      engine.peopleChanged();
      if (removed.ok) activity.note({ kind: 'changed', change: 'removed' });
      return removed;
    },

    'people.removeAll': async () => {
      const { player } = store.state;
      if (isWriting(store.state)) return isLocked() ? LOCKED : BUSY;
      const allowed = confirmed();
      if (!allowed.ok) return allowed;
      if (player.phase !== 'closed') engine.send({ kind: 'player.close' });
      const removed = await vault.removeAll();
      if (removed.ok) await keeper.erased();
      engine.peopleChanged();
      if (!removed.ok) return removed;
      const erased = await recordings.removeAll();
      engine.send({ kind: 'recordings.list' });
      return erased;
    },

    'engine.restart': () => {
      engine.start();
      return DONE;
    },

    'engine.choose': ({ engine: chosen }) => {
      if (isLocked()) return LOCKED;
      if (isWriting(store.state)) return BUSY;
      engine.chooseEncoderEngine(chosen);
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
      if (!sent.ok) return sent;
      const { player } = store.state;
      // Told before the lock closes the player's screen, which would give the camera back.
      if (player.phase === 'open') {
        store.apply({ kind: 'player', view: { ...player, mode: 'camera', recognition: null } });
      }
      if (store.state.lock.phase === 'unlocked') {
        engine.lock();
        // Whoever is in the recording is to be looked at.
        engine.askToLook();
      }
      return sent;
    },

    // Also answered while locked: a recording in front of the lock keeps the camera from its owner.
    'player.close': () => (engine.send({ kind: 'player.close' }) ? DONE : NO_ENGINE),
  };
}

/** Locks an open lock, and ends what a locked window does not show. */
export function closeAndLock(
  { store, engine }: Pick<HandlerOptions, 'store' | 'engine'>,
  cause: LockCause = 'asked',
): void {
  if (store.state.lock.phase !== 'unlocked') return;
  // Nobody plays recordings on a locked screen; one that replaces the camera stays.
  const { player } = store.state;
  if (player.phase === 'opening' || (player.phase === 'open' && player.mode === 'player')) {
    engine.send({ kind: 'player.close' });
  }
  // A locked window shows nothing of a test, and nobody leads it.
  if (store.state.pad.phase !== 'idle') engine.send({ kind: 'pad.close' });
  engine.lock(cause);
}

/** Whether a file would be left unfinished by an engine that ends now. */
const isWriting = ({ recorder, exchange }: AppState): boolean =>
  recorder.phase !== 'idle' || exchange.some(isUnfinished);

const isUnfinished = ({ progress: { phase } }: ExchangeJob): boolean =>
  phase === 'waiting' || phase === 'running' || phase === 'cancelling';
