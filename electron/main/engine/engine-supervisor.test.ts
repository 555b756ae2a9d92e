import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineState } from '../../contract/window/app-state.ts';
import type { EngineCommand, EngineMessage } from '../../contract/engine/engine-messages.ts';
import { EngineSupervisor, type EngineChildObserver } from './engine-supervisor.ts';

const READY: EngineMessage = {
  kind: 'ready',
  encoder: 'siamese-1',
  runtime: { engine: 'onnxruntime', onnxruntime: '1', tfjsObstacle: null },
  thresholds: { people: 0.9, renderedPeople: 0.8 },
  virtualPeople: [],
};

interface FakeChild {
  readonly observer: EngineChildObserver;
  readonly received: EngineCommand[];
  killed: boolean;
}

function supervise() {
  const children: FakeChild[] = [];
  const states: EngineState[] = [];
  let framePortsWanted = 0;
  let locked = false;
  const supervisor = new EngineSupervisor<string>({
    spawn(observer) {
      const child: FakeChild = { observer, received: [], killed: false };
      children.push(child);
      return {
        send: (command) => child.received.push(command),
        sendFramePort: () => undefined,
        kill: () => {
          child.killed = true;
        },
      };
    },
    startCommand: () => (locked ? { kind: 'lock.lock' } : { kind: 'enrolment.start' }),
    onState: (state) => states.push(state),
    adviceAtEnd: () => 'Do this.',
    onMessage: () => undefined,
    onSpawned: () => {
      framePortsWanted += 1;
    },
  });
  const newest = (): FakeChild => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('no child was started');
    return child;
  };
  return {
    supervisor,
    children,
    states,
    newest,
    lock: () => {
      locked = true;
    },
    framePortsWanted: () => framePortsWanted,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('engine supervisor', () => {
  it('runs once the engine is ready', () => {
    const { supervisor, newest } = supervise();
    supervisor.start();
    expect(supervisor.state).toEqual({ phase: 'starting' });
    newest().observer.onMessage(READY);
    expect(supervisor.state).toMatchObject({ phase: 'running', encoder: 'siamese-1' });
    expect(supervisor.send({ kind: 'lock.lock' })).toBe(true);
  });

  it('restarts at once after a death, says why, replays the state and asks for a frame port', () => {
    const { supervisor, children, newest, lock, framePortsWanted, states } = supervise();
    supervisor.start();
    newest().observer.onMessage(READY);
    lock();
    newest().observer.onExit('It was killed.');
    vi.advanceTimersByTime(0);
    expect(states.at(-1)).toEqual({ phase: 'restarting', reason: 'It was killed.', restarts: 1 });
    expect(children).toHaveLength(2);
    expect(newest().received).toEqual([{ kind: 'lock.lock' }]);
    expect(framePortsWanted()).toBe(2);
    newest().observer.onMessage(READY);
    expect(supervisor.state.phase).toBe('running');
  });

  it('gives up after five deaths within a minute, until asked', () => {
    const { supervisor, children, newest } = supervise();
    supervisor.start();
    for (let death = 0; death < 5; death += 1) {
      newest().observer.onExit('The engine died.');
      vi.advanceTimersByTime(999);
    }
    expect(children).toHaveLength(5);
    expect(supervisor.state).toMatchObject({
      phase: 'failed',
      problem: { code: 'engine-stopped' },
    });
    vi.advanceTimersByTime(600_000);
    expect(children).toHaveLength(5);
    supervisor.start();
    expect(children).toHaveLength(6);
    expect(supervisor.state.phase).toBe('starting');
  });

  it('goes on for ever when deaths are rare', () => {
    const { supervisor, children, newest } = supervise();
    supervisor.start();
    for (let death = 0; death < 20; death += 1) {
      for (let report = 0; report < 3; report += 1) {
        newest().observer.onMessage(READY);
        vi.advanceTimersByTime(7_000);
      }
      newest().observer.onExit('The engine died.');
      vi.advanceTimersByTime(999);
    }
    expect(children).toHaveLength(21);
    expect(supervisor.state.phase).toBe('restarting');
  });

  it('does not restart an engine that said it cannot work', () => {
    const { supervisor, children, newest } = supervise();
    const problem = { code: 'model-corrupt', message: 'The face model is damaged.' } as const;
    supervisor.start();
    newest().observer.onMessage({ kind: 'failed', problem });
    newest().observer.onExit('It ended.');
    vi.advanceTimersByTime(60_000);
    expect(supervisor.state).toEqual({ phase: 'failed', problem });
    expect(supervisor.send({ kind: 'lock.lock' })).toBe(false);
    expect(children).toHaveLength(1);
  });

  it('ends and replaces an engine that hangs', () => {
    const { supervisor, children, newest } = supervise();
    supervisor.start();
    newest().observer.onMessage(READY);
    const hanging = newest();
    vi.advanceTimersByTime(8_000);
    expect(hanging.killed).toBe(true);
    expect(children).toHaveLength(2);
    hanging.observer.onExit('Late news.');
    expect(children).toHaveLength(2);
  });

  it('stops without a restart', () => {
    const { supervisor, children, newest } = supervise();
    supervisor.start();
    supervisor.stop();
    expect(newest().killed).toBe(true);
    newest().observer.onExit('Killed.');
    vi.advanceTimersByTime(60_000);
    expect(children).toHaveLength(1);
  });

  it('lets the engine finish at the end, and does not start another', async () => {
    const { supervisor, newest, children } = supervise();
    supervisor.start();
    newest().observer.onMessage(READY);
    let hasFinished = false;
    const finished = supervisor.finish(10_000).then(() => {
      hasFinished = true;
    });
    expect(newest().received.at(-1)).toEqual({ kind: 'engine.stop' });
    newest().observer.onMessage({ kind: 'recorder', view: { phase: 'saving' } });
    await vi.advanceTimersByTimeAsync(9_000);
    expect([hasFinished, newest().killed]).toEqual([false, false]);
    newest().observer.onExit('The camera engine ended by itself.');
    await finished;
    expect(children).toHaveLength(1);
  });

  it('ends an engine by force that does not finish in time', async () => {
    const { supervisor, newest, children } = supervise();
    supervisor.start();
    const finished = supervisor.finish(10_000);
    await vi.advanceTimersByTimeAsync(10_000);
    await finished;
    expect(newest().killed).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(children).toHaveLength(1);
  });

  it('has nothing to wait for where no engine runs', async () => {
    const { supervisor } = supervise();
    await expect(supervisor.finish(10_000)).resolves.toBeUndefined();
  });
});
