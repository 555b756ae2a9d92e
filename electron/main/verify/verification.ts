/**
 * One look for `depthlock verify`: the app's vault, lock-out state, engine and activity log, without a window. The app may
 * run beside it; both write down a try before it is judged.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ActivityEvent } from '../../contract/activity.ts';
import type { Choices } from '../../contract/choices.ts';
import { DEFAULT_SCENE, type SourceState } from '../../contract/camera.ts';
import type { EngineCommand, EngineMessage } from '../../contract/engine/engine-messages.ts';
import type { Hint } from '../../contract/observation.ts';
import { joinedClock, type Moment } from '../../engine/lock-out/lock-clock.ts';
import { faceObstacle, NEW_LOCK_OUT } from '../../engine/lock-out/lock-out.ts';
import { vaultAnchor } from '../../engine/vault/anchor/anchor-store.ts';
import type { KeyStorage } from '../../engine/vault/anchor/anchor-format.ts';
import { ActivityDesk } from '../activity/activity-desk.ts';
import { ChoiceStore } from '../choices.ts';
import {
  EngineSupervisor,
  type EngineChild,
  type EngineChildObserver,
} from '../engine/engine-supervisor.ts';
import { isAnybodyReal, isInert } from '../lock-out/inert-people.ts';
import { LockKeeper, type LockOutStore } from '../lock-out/lock-keeper.ts';
import { lockOutIn, openAnchor, type AppAnchor } from '../lock-out/open-lock-out.ts';
import { PeopleVault } from '../vault/people-vault.ts';
import {
  beginVerify,
  deadlineOf,
  stepVerify,
  type VerifyDecision,
  type VerifyEvent,
  type VerifyState,
} from './verify-answer.ts';

export interface VerificationOptions {
  readonly home: string;
  readonly assets: string;
  /** Version of the app. */
  readonly app: string;
  readonly timeoutMs: number;
  /** Seals the anchor. */
  readonly anchorStorage: KeyStorage;
  /** Holds the vault's key; null: nothing does. */
  readonly keyStorage: KeyStorage | null;
  /** Null: none is given. */
  readonly readPin: (() => Promise<string>) | null;
  readonly spawn: (observer: EngineChildObserver) => EngineChild<unknown>;
  /** What whoever looks should do, where nobody sees a window: a turn of the head. */
  readonly onHint: (hint: Hint) => void;
}

export interface Verified extends VerifyDecision {
  /** Who matched. */
  readonly person: { readonly id: string; readonly name: string } | null;
}

/** A camera is let go of within this time; then its process is ended. */
const FINISH_LIMIT_MS = 3000;

export async function verifyOnce(options: VerificationOptions): Promise<Verified> {
  const { home } = options;
  const vaultFolder = path.join(home, 'vault');
  // Never in place of one that is there: what cannot be read here, the app may be able to read.
  const anchor = await openAnchor(home, options.anchorStorage, NEW_LOCK_OUT);
  if (anchor.content === null) return withoutAnchor(anchor, await isEmpty(vaultFolder));
  const vault = await PeopleVault.open({
    folder: vaultFolder,
    storage: options.keyStorage,
    anchor: vaultAnchor(anchor),
  });
  try {
    return await new Verification(options, anchor, vault).run();
  } finally {
    await vault.close();
  }
}

/** Whether nothing is in the folder, or it is not there. */
async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0;
}

function withoutAnchor({ problem }: AppAnchor, isVaultEmpty: boolean): Verified {
  if (problem === 'missing' && isVaultEmpty) return decided({ kind: 'nobody-enrolled' });
  const message =
    problem === 'missing'
      ? 'What says how often Depthlock may still be tried is missing. Open Depthlock and enter the PIN once.'
      : 'What says how often Depthlock may still be tried cannot be read: it is damaged, or the key storage of the desktop session cannot be reached from here. Call it within the session of whoever enrolled; if that does not help, open Depthlock and enter the PIN.';
  return decided({ kind: 'closed', message });
}

function decided(event: VerifyEvent): Verified {
  const { decision } = stepVerify(beginVerify(1, 0), { atMs: 0, event });
  if (decision === null) throw new Error(`${event.kind} decides nothing.`);
  return { ...decision, person: null };
}

class Verification {
  readonly #options: VerificationOptions;
  readonly #anchor: AppAnchor;
  readonly #vault: PeopleVault;
  readonly #store: LockOutStore;
  readonly #now: () => Moment;
  readonly #keeper: LockKeeper;
  #activity: ActivityDesk | null = null;
  readonly #noted: Promise<unknown>[] = [];
  #supervisor: EngineSupervisor<unknown> | null = null;
  #state: VerifyState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onDecided: (() => void) | null = null;
  #hint: Hint = 'none';

  constructor(options: VerificationOptions, anchor: AppAnchor, vault: PeopleVault) {
    this.#options = options;
    this.#anchor = anchor;
    this.#vault = vault;
    this.#store = lockOutIn(anchor, NEW_LOCK_OUT);
    this.#now = joinedClock(this.#store.state.lastPin);
    this.#state = beginVerify(options.timeoutMs, performance.now());
    // It is not started as the app is, for that would end what the app judges just now.
    this.#keeper = new LockKeeper({
      store: this.#store,
      now: this.#now,
      vault,
      tell: (command) => void this.#supervisor?.send(command),
      show: () => undefined,
      onProblem: ({ message }) => this.#happens({ kind: 'closed', message }),
      note: (event) => this.#note(event),
    });
  }

  async run(): Promise<Verified> {
    this.#activity = await ActivityDesk.open({
      folder: path.join(this.#options.home, 'activity'),
      anchor: this.#anchor,
      vault: this.#vault,
      onProblem: ({ message }) => console.error(message),
    });
    const obstacle = await this.#obstacle();
    if (obstacle === null) await this.#look();
    const open = this.#keeper.open;
    await Promise.all(this.#noted);
    if (obstacle !== null) return decided(obstacle);
    const { decision } = this.#state;
    if (decision === null) throw new Error('It ended without a decision.');
    const person = decision.answer === 'match' && open !== null ? open : null;
    return {
      ...decision,
      person: person === null ? null : { id: person.personId, name: person.name },
    };
  }

  /** What stands in the way before anybody is looked at, with the PIN if one is given; null: nothing. */
  async #obstacle(): Promise<VerifyEvent | null> {
    const isNobodyThere = (): boolean => !vault.isClosed && vault.people().length === 0;
    const vault = this.#vault;
    if (isNobodyThere()) return { kind: 'nobody-enrolled' };
    const { readPin } = this.#options;
    const before = vault.view();
    if (before.phase === 'closed' && !before.opensWithPin) {
      return { kind: 'closed', message: before.message };
    }
    if (readPin !== null) {
      const refused = await this.#checkPin(await readPin());
      if (refused !== null) return refused;
    }
    const view = vault.view();
    if (view.phase === 'closed') return { kind: 'closed', message: closedMessage(view) };
    if (isNobodyThere()) return { kind: 'nobody-enrolled' };
    const because = faceObstacle(this.#store.state, this.#now());
    return because === null ? null : { kind: 'face-barred', because };
  }

  /** Counted before it is checked, as in the app. */
  async #checkPin(pin: string): Promise<VerifyEvent | null> {
    if (pin === '') return { kind: 'pin-missing' };
    const begun = await this.#keeper.beginPin();
    if (!begun.ok) return { kind: 'closed', message: begun.problem.message };
    const person = await this.#vault.personWithPin(pin);
    if (person === null || isInert(person, this.#vault.people())) {
      this.#keeper.pinWrong();
      return { kind: 'pin-wrong' };
    }
    const right = await this.#keeper.pinRight();
    return right.ok ? null : { kind: 'closed', message: right.problem.message };
  }

  /** Looks until it is decided. */
  async #look(): Promise<void> {
    const { choices } = await ChoiceStore.open(this.#options.home);
    const decided = new Promise<void>((resolve) => {
      this.#onDecided = resolve;
    });
    const supervisor = new EngineSupervisor<unknown>({
      spawn: this.#options.spawn,
      adviceAtEnd: () => 'Try again.',
      onSpawned: () => undefined,
      startCommand: () => this.#startCommand(choices),
      onMessage: (message) => this.#onMessage(message),
      onState: (state) => {
        if (state.phase === 'failed') this.#noCamera(state.problem.message);
        if (state.phase === 'restarting') this.#noCamera(`${state.reason} Try again.`);
      },
    });
    this.#supervisor = supervisor;
    this.#state = beginVerify(this.#options.timeoutMs, performance.now());
    this.#setTimer();
    supervisor.start();
    await decided;
    clearTimeout(this.#timer);
    // Whatever was being judged when the time was over costs its try.
    this.#keeper.engineLost();
    await this.#keeper.idle;
    await supervisor.finish(FINISH_LIMIT_MS);
  }

  #startCommand({ source, scene, mirrored, security, encoderEngine }: Choices): EngineCommand {
    const { assets, home, app } = this.#options;
    this.#keeper.engineStarted();
    return {
      ...{ kind: 'engine.start', assets, source, mirrored, security, encoderEngine, app },
      scene: scene ?? DEFAULT_SCENE,
      gallery: this.#vault.gallery(),
      unlocked: null,
      untilAsked: false,
      faceAllowed: this.#keeper.faceAllowed,
      recordings: path.join(home, 'recordings'),
      recordingsLimit: null,
      windowShown: false,
    };
  }

  #onMessage(message: EngineMessage): void {
    if (this.#state.decision !== null) return;
    switch (message.kind) {
      case 'sources':
        return this.#onSources(message.sources);
      case 'lock':
        return this.#onLock(message);
      case 'learnt':
        this.#noted.push(this.#vault.keepLearnt(message.personId, message.added));
        return;
      default:
    }
  }

  #onSources(sources: readonly SourceState[]): void {
    const chosen = sources.find((source) => source.chosen === true);
    if (chosen === undefined) return;
    // Without a real camera the app falls back on the virtual one, which opens for nobody real.
    if (chosen.source === 'virtual' && isAnybodyReal(this.#vault.people())) {
      const reason = 'No depth camera is plugged in, or ready. Plug it in and try again.';
      this.#happens({ kind: 'no-camera', reason });
    } else if (chosen.state === 'streaming') {
      this.#happens({ kind: 'camera-streams' });
    }
  }

  #onLock(message: Extract<EngineMessage, { kind: 'lock' }>): void {
    const { view } = message;
    this.#keeper.onEngine(message);
    void this.#keeper.idle.then(() => {
      if (this.#keeper.open?.by === 'face') this.#happens({ kind: 'opened' });
      else if (view.phase === 'no-camera') this.#noCamera(view.reason);
      else this.#lookOn(view.phase === 'looking' ? view.hint : 'none');
    });
  }

  /** Another process may have used up the tries meanwhile. */
  #lookOn(hint: Hint): void {
    const because = faceObstacle(this.#store.state, this.#now());
    if (because !== null) this.#happens({ kind: 'face-barred', because });
    if (hint !== this.#hint) this.#options.onHint(hint);
    this.#hint = hint;
  }

  #noCamera(reason: string): void {
    this.#happens({ kind: 'no-camera', reason });
  }

  #note(event: ActivityEvent): void {
    const appended = this.#activity?.append(event).then((written) => {
      if (!written.ok) console.error(written.problem.message);
    });
    this.#noted.push(appended ?? Promise.resolve());
    if (event.kind === 'refused' && event.because !== 'wrong-pin') {
      this.#happens({ kind: 'refused', because: event.because });
    }
  }

  #happens(event: VerifyEvent): void {
    this.#state = stepVerify(this.#state, { atMs: performance.now(), event });
    if (this.#state.decision !== null) this.#onDecided?.();
    else this.#setTimer();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const leftMs = deadlineOf(this.#state) - performance.now();
    this.#timer = setTimeout(() => this.#happens({ kind: 'tick' }), Math.max(0, leftMs) + 1);
  }
}

function closedMessage({
  reason,
  message,
}: Extract<ReturnType<PeopleVault['view']>, { phase: 'closed' }>): string {
  return reason === 'pin-needed'
    ? 'This system has no key storage that protects, so only the PIN opens the stored faces. Pass it with --pin-from-stdin.'
    : message;
}
