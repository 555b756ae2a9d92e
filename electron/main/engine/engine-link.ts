/**
 * Passes messages of the engine to the store, and main's commands to the engine, including its state after a restart.
 */
import type { MessagePortMain } from 'electron';
import type { LockCause } from '../../contract/activity.ts';
import type { DeviceName, SourceName, VirtualScene } from '../../contract/camera.ts';
import type {
  CapturedEnrolment,
  EngineCommand,
  EngineMessage,
} from '../../contract/engine/engine-messages.ts';
import type { AttemptLook } from '../../contract/explorer.ts';
import type { EncoderEngine } from '../../contract/encoder-runtime.ts';
import type { LockView } from '../../contract/identity.ts';
import type { LockKeeper } from '../lock-out/lock-keeper.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { RecordingsLimit } from '../../contract/recordings.ts';
import type { LockSettings, SecurityChoice } from '../../contract/security.ts';
import type { EngineState } from '../../contract/window/app-state.ts';
import type { AppStore } from '../ipc/app-store.ts';
import type { ChoiceStore } from '../choices.ts';
import { DemoDirector } from '../demo/demo-director.ts';
import { giveUpAdvice } from './give-up-advice.ts';
import { LostEnrolment } from './lost-enrolment.ts';
import { EngineQuestions } from './engine-questions.ts';
import {
  EngineSupervisor,
  type EngineChild,
  type EngineChildObserver,
} from './engine-supervisor.ts';
import type { AnalysisDesk } from '../recordings/analysis-desk.ts';
import type { ExchangeDesk } from '../recordings/exchange-desk.ts';
import type { PeopleVault } from '../vault/people-vault.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';

export interface EngineLinkOptions {
  readonly assets: string;
  readonly store: AppStore;
  readonly vault: PeopleVault;
  readonly choices: ChoiceStore;
  readonly keeper: LockKeeper;
  readonly recordingsFolder: string;
  /** Version of the app. */
  readonly app: string;
  readonly recordings: RecordingsById;
  readonly desk: ExchangeDesk;
  readonly analyses: AnalysisDesk;
  readonly spawn: (observer: EngineChildObserver) => EngineChild<MessagePortMain>;
  readonly onSpawned: () => void;
}

export class EngineLink {
  readonly #options: EngineLinkOptions;
  readonly #supervisor: EngineSupervisor<MessagePortMain>;
  readonly #questions = new EngineQuestions((command) => this.#supervisor.send(command));
  readonly #director: DemoDirector;
  readonly #lostEnrolment = new LostEnrolment();
  /** Why it was started again; null: nothing is to be told. */
  #restarted: string | null = null;
  #windowShown = true;

  constructor(options: EngineLinkOptions) {
    this.#options = options;
    const { spawn, onSpawned, store, desk, analyses, keeper } = options;
    this.#director = new DemoDirector({
      stage: () => ({
        scene: store.state.scene,
        people: store.state.virtualPeople,
        isInUse: store.state.sources.some(
          ({ source, state }) => source === 'virtual' && state === 'streaming',
        ),
      }),
      show: (scene) => this.#showScene(scene),
    });
    this.#supervisor = new EngineSupervisor<MessagePortMain>({
      spawn,
      onSpawned,
      startCommand: () => this.#startCommand(),
      onMessage: (message) => {
        this.#onMessage(message);
      },
      onState: (state) => {
        store.apply({ kind: 'engine', state });
        if (state.phase !== 'running') {
          desk.engineLost();
          analyses.engineLost();
          this.#questions.engineLost();
          keeper.engineLost();
        }
        this.#tellRestart(state);
      },
      adviceAtEnd: () => giveUpAdvice(store.state.sources, store.state.player.phase !== 'closed'),
    });
  }

  start(): void {
    this.#supervisor.start();
  }

  /** Ends the engine once it has finished writing, or after the limit. */
  finish(limitMs: number): Promise<void> {
    return this.#supervisor.finish(limitMs);
  }

  connectFrames(port: MessagePortMain): void {
    if (!this.#supervisor.sendFramePort(port)) port.close();
  }

  /** Whether the window is visible. An invisible one gets no frames. */
  showWindow(shown: boolean): void {
    this.#windowShown = shown;
    this.#supervisor.send({ kind: 'window.show', shown });
  }

  selectCamera(source: SourceName): void {
    this.#options.choices.change({ source });
    this.#supervisor.send({ kind: 'camera.select', source });
  }

  /** A device in use starts again with its pictures turned, or no longer turned. */
  mirrorCamera(source: DeviceName, isMirrored: boolean): void {
    const { choices, store } = this.#options;
    const others = store.state.mirrored.filter((device) => device !== source);
    const mirrored = isMirrored ? [...others, source] : others;
    choices.change({ mirrored });
    store.apply({ kind: 'mirrored', mirrored });
    this.#supervisor.send({ kind: 'camera.mirror', mirrored });
  }

  /** As a person has chosen it. */
  setScene(scene: VirtualScene): void {
    this.#director.sceneChosen();
    this.#showScene(scene);
  }

  #showScene(scene: VirtualScene): void {
    this.#options.choices.change({ scene });
    this.#options.store.apply({ kind: 'scene', scene });
    this.#supervisor.send({ kind: 'scene.set', scene });
  }

  setRecordingsLimit(recordingsLimit: RecordingsLimit): void {
    this.#options.choices.change({ recordingsLimit });
    this.#options.store.apply({ kind: 'recordings-limit', limit: recordingsLimit });
    this.#supervisor.send({ kind: 'recordings.limit', limit: recordingsLimit });
  }

  setLockSettings(lockSettings: LockSettings): void {
    this.#options.choices.change({ lockSettings });
    this.#options.store.apply({ kind: 'lock-settings', lockSettings });
  }

  setSecurity(security: SecurityChoice): void {
    this.#options.choices.change({ security });
    this.#options.store.apply({ kind: 'security', security });
    this.#supervisor.send({ kind: 'lock.security', security });
  }

  /** The engine starts again, with its encoder in another runtime. */
  chooseEncoderEngine(encoderEngine: EncoderEngine): void {
    this.#options.choices.change({ encoderEngine });
    this.#options.store.apply({ kind: 'encoder-engine', encoderEngine });
    this.start();
  }

  /** False if no engine runs: then there is no camera either. */
  send(command: EngineCommand): boolean {
    if (command.kind === 'enrolment.cancel') {
      const view = this.#lostEnrolment.dismissed();
      if (view !== null) this.#options.store.apply({ kind: 'enrolment', view });
    }
    if (command.kind === 'enrolment.partial') this.#director.headCannotMove();
    if (command.kind === 'enrolment.whole') this.#director.headMoves();
    return this.#supervisor.send(command);
  }

  /** Call after people were added or removed. */
  peopleChanged(): void {
    const { store, vault, keeper, analyses } = this.#options;
    analyses.keepPeople(new Set(vault.people().map(({ id }) => id)));
    store.apply({ kind: 'vault', view: vault.view() });
    store.apply({ kind: 'people', people: vault.people() });
    this.#supervisor.send({ kind: 'people.set', gallery: vault.gallery() });
    keeper.peopleChanged();
  }

  /**
   * Takes effect at once, however busy the engine is; an engine that dies before it receives the command must not
   * restart unlocked.
   */
  lock(cause: LockCause = 'asked'): void {
    this.#supervisor.send({ kind: 'enrolment.cancel' });
    this.#options.keeper.lock(cause);
  }

  /** Somebody sits before a lock that waits for them to leave, and wants it to look. */
  askToLook(): boolean {
    this.#options.keeper.asked();
    return this.#supervisor.send({ kind: 'lock.ask' });
  }

  /** What windows are told of the lock: the keeper calls it. */
  showLock(view: LockView): void {
    this.#options.store.apply({ kind: 'lock', view });
    this.#askToEnrolAgain(view);
  }

  /** The captured enrolment; a problem if the engine has nothing, or does not answer in time. */
  async takeEnrolment(): Promise<Result<CapturedEnrolment>> {
    const captured = await this.#questions.ask({ question: 'enrolment.take' });
    if (captured === null || captured.references.length === 0) {
      return fail(
        'enrolment-incomplete',
        'What the camera saw of your face is not there any more, so nothing was saved. Start again.',
      );
    }
    return succeed(captured);
  }

  /** The looks that decided recent attempts; none while it is locked, or without an engine. */
  async recentAttempts(): Promise<readonly AttemptLook[]> {
    return (await this.#questions.ask({ question: 'attempts.recent' })) ?? [];
  }

  /** A small JPEG of what is played, at a time of it; null: nothing is, or it cannot be read. */
  playerPicture(timeMs: number): Promise<Uint8Array | null> {
    return this.#questions.ask({ question: 'player.picture', timeMs });
  }

  /** One message a cause: while it is down the bar says so, afterwards a notice, or the enrolment that it ended. */
  #tellRestart(state: EngineState): void {
    const { store } = this.#options;
    if (state.phase === 'restarting' || state.phase === 'failed') {
      const view = this.#lostEnrolment.engineLost(store.state.enrolment);
      if (view !== null) store.apply({ kind: 'enrolment', view });
      this.#restarted = state.phase === 'restarting' && view === null ? state.reason : null;
    } else if (state.phase === 'running' && this.#restarted !== null) {
      const message = `${this.#restarted} Depthlock started it again.`;
      this.#restarted = null;
      store.apply({ kind: 'problem', problem: { code: 'engine-stopped', message } });
    }
  }

  #startCommand(): EngineCommand {
    const { assets, store, vault, choices, keeper, recordingsFolder, app } = this.#options;
    const { scene, mirrored, security, encoderEngine, recordingsLimit } = store.state;
    keeper.engineStarted();
    return {
      kind: 'engine.start',
      assets,
      source: choices.choices.source,
      scene,
      mirrored,
      gallery: vault.gallery(),
      unlocked: keeper.open,
      untilAsked: keeper.isUntilAsked,
      faceAllowed: keeper.faceAllowed,
      security,
      encoderEngine,
      recordings: recordingsFolder,
      recordingsLimit,
      app,
      windowShown: this.#windowShown,
    };
  }

  #onMessage(message: EngineMessage): void {
    const { store } = this.#options;
    switch (message.kind) {
      case 'ready':
        store.apply({ kind: 'virtual-people', virtualPeople: message.virtualPeople });
        this.#warnOfOtherEncoders(message.encoder);
        break;
      case 'lock':
        this.#options.keeper.onEngine(message);
        break;
      case 'answer':
        this.#questions.onAnswer(message);
        break;
      case 'recordings': {
        const recordings = this.#options.recordings.take(message.listed);
        store.apply({ kind: 'recordings', recordings });
        this.#options.analyses.keepRecordings(new Set(recordings.map(({ id }) => id)));
        break;
      }
      case 'analysis':
        this.#options.analyses.onEvent(message.id, message.of, message.event);
        break;
      case 'exchange':
        this.#options.desk.onEvent(message.event);
        break;
      case 'learnt':
        void this.#options.vault.keepLearnt(message.personId, message.added);
        break;
      case 'failed':
        // The supervisor's state already says so.
        break;
      case 'enrolment': {
        this.#director.onEnrolment(message.view);
        const view = this.#lostEnrolment.onView(message.view);
        if (view !== null) store.apply({ kind: 'enrolment', view });
        break;
      }
      case 'problem':
      case 'sources':
      case 'observation':
      case 'distances':
      case 'statistics':
      case 'recorder':
      case 'player':
      case 'pad':
        store.apply(message);
        break;
    }
  }

  #askToEnrolAgain(view: LockView): void {
    if (view.phase !== 'unlocked' || view.enrolAgain !== true) return;
    const message = `${view.name} enrolled with an earlier version, which did not measure the shape of the head. Enrol again: until then this face opens only at the security level Convenient, and a mask of it is harder to tell.`;
    const problem = { code: 'enrolment-of-older-version', message } as const;
    this.#options.store.apply({ kind: 'problem', problem });
  }

  #warnOfOtherEncoders(encoder: string): void {
    const { store, vault } = this.#options;
    const names = vault
      .people()
      .filter((person) => person.encoder !== encoder)
      .map((person) => person.name);
    if (names.length === 0) return;
    const message = `${names.join(', ')} enrolled with an earlier face model, which this version cannot compare. Unlock with the PIN, then enrol again.`;
    store.apply({ kind: 'problem', problem: { code: 'enrolment-of-other-encoder', message } });
  }
}
