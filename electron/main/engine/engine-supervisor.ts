/**
 * Keeps the engine process alive. A native camera library may abort, hang or exit the whole process; the windows must
 * notice no more than a sentence and a gap of less than a second.
 */
import type { EngineState } from '../../contract/window/app-state.ts';
import type { EngineCommand, EngineMessage } from '../../contract/engine/engine-messages.ts';
import { parseEngineMessage } from '../../contract/engine/engine-validators.ts';

/** One engine process, as the supervisor needs it. */
export interface EngineChild<Port> {
  send(command: EngineCommand): void;
  /** Passes on the engine's end of a new frame port. */
  sendFramePort(port: Port): void;
  kill(): void;
}

export interface EngineChildObserver {
  /** The process's message, unchecked. */
  onMessage(message: unknown): void;
  /** Called once, when the process has gone; `reason` is a sentence for people. */
  onExit(reason: string): void;
}

export interface SupervisorOptions<Port> {
  readonly spawn: (observer: EngineChildObserver) => EngineChild<Port>;
  /** Returns the command that brings a fresh engine to the current state; called at each start. */
  readonly startCommand: () => EngineCommand;
  readonly onState: (state: EngineState) => void;
  /** What a person should do once it is given up. */
  readonly adviceAtEnd: () => string;
  readonly onMessage: (message: EngineMessage) => void;
  /** A new process exists and needs a frame port. */
  readonly onSpawned: () => void;
  /** Milliseconds; tests pass their own clock. */
  readonly now?: () => number;
}

/** After this many deaths within the window, the engine is not restarted until a person requests it. */
const MAX_DEATHS = 5;
const DEATH_WINDOW_MS = 60_000;
/** The second death in a row waits once this long, the third twice, …: all below a second. */
const RESTART_STEP_MS = 150;
/** The engine reports statistics every second; a longer silence means that it hangs. */
const SILENCE_LIMIT_MS = 8_000;
/** Loading models and people may take this long on a slow, cold machine. */
const START_LIMIT_MS = 30_000;

export class EngineSupervisor<Port> {
  readonly #options: SupervisorOptions<Port>;
  readonly #now: () => number;
  #child: EngineChild<Port> | null = null;
  #state: EngineState = { phase: 'starting' };
  #deaths: number[] = [];
  #restarts = 0;
  #restartTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  /** Called when an engine that was asked to end has gone. */
  #onGone: (() => void) | null = null;

  constructor(options: SupervisorOptions<Port>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Starts the engine, again if it runs or was given up; resets the count of deaths. */
  start(): void {
    this.stop();
    this.#deaths = [];
    this.#setState({ phase: 'starting' });
    this.#spawn();
  }

  /**
   * Lets the engine finish writing and end by itself within the limit; resolves when it has gone. A running recording
   * is complete then.
   */
  async finish(limitMs: number): Promise<void> {
    clearTimeout(this.#restartTimer);
    clearTimeout(this.#silenceTimer);
    const child = this.#child;
    if (child === null) return;
    let limit: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#onGone = resolve;
      limit = setTimeout(resolve, limitMs);
      child.send({ kind: 'engine.stop' });
    });
    clearTimeout(limit);
    this.stop();
  }

  /** Ends the engine without a restart. */
  stop(): void {
    clearTimeout(this.#restartTimer);
    clearTimeout(this.#silenceTimer);
    const child = this.#child;
    this.#child = null;
    child?.kill();
  }

  /**
   * False if there is no engine to carry out the command; its state is replayed at the next start. An engine that is
   * still starting keeps the command until it is ready.
   */
  send(command: EngineCommand): boolean {
    if (this.#child === null || this.#state.phase === 'failed') return false;
    this.#child.send(command);
    return true;
  }

  /** False if no engine process exists; `onSpawned` will request a port when it does. */
  sendFramePort(port: Port): boolean {
    if (this.#child === null) return false;
    this.#child.sendFramePort(port);
    return true;
  }

  #spawn(): void {
    const child: EngineChild<Port> = this.#options.spawn({
      // A replaced child may still send messages or die; nobody listens any more.
      onMessage: (received) => {
        if (this.#child === child) this.#receive(received);
      },
      onExit: (reason) => {
        if (this.#child === child) this.#onExit(reason);
      },
    });
    this.#child = child;
    this.#watch(START_LIMIT_MS);
    child.send(this.#options.startCommand());
    this.#options.onSpawned();
  }

  #receive(received: unknown): void {
    const message = parseEngineMessage(received);
    if (message !== null) this.#onMessage(message);
    else console.error('main: the engine said something that is no message, which was left out.');
  }

  #onMessage(message: EngineMessage): void {
    if (this.#onGone === null) this.#watch(SILENCE_LIMIT_MS);
    switch (message.kind) {
      case 'ready':
        this.#setState({
          phase: 'running',
          encoder: message.encoder,
          runtime: message.runtime,
          thresholds: message.thresholds,
          sinceMs: this.#now(),
        });
        break;
      case 'failed':
        clearTimeout(this.#silenceTimer);
        this.#setState({ phase: 'failed', problem: message.problem });
        break;
      default:
    }
    this.#options.onMessage(message);
  }

  #onExit(reason: string): void {
    this.#child = null;
    clearTimeout(this.#silenceTimer);
    if (this.#onGone !== null) {
      this.#onGone();
      return;
    }
    // It reported the problem before it went: starting again would only repeat it.
    if (this.#state.phase === 'failed') return;
    const now = this.#now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < DEATH_WINDOW_MS), now];
    if (this.#deaths.length >= MAX_DEATHS) this.#giveUp(reason);
    else this.#restart(reason);
  }

  #restart(reason: string): void {
    this.#restarts += 1;
    this.#setState({ phase: 'restarting', reason, restarts: this.#restarts });
    const delay = (this.#deaths.length - 1) * RESTART_STEP_MS;
    if (delay === 0) this.#spawn();
    else
      this.#restartTimer = setTimeout(() => {
        this.#spawn();
      }, delay);
  }

  #giveUp(reason: string): void {
    const message = `${reason} It happened ${String(this.#deaths.length)} times within a minute, so Depthlock stopped trying. ${this.#options.adviceAtEnd()} Your PIN works meanwhile.`;
    this.#setState({ phase: 'failed', problem: { code: 'engine-stopped', message } });
  }

  /** A process that is silent for this long hangs: end it, which leads to a restart. */
  #watch(limitMs: number): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      const child = this.#child;
      if (child === null) return;
      child.kill();
      this.#onExit('The camera engine stopped answering.');
    }, limitMs);
  }

  #setState(state: EngineState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
