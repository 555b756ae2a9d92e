import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { interruptionsBy, type CommandPort } from './interruption-source.ts';
import { listenForInterruption } from './interruption.ts';

function portFromMain() {
  const emitter = new EventEmitter();
  const port: CommandPort = { on: (event, listener) => emitter.on(event, listener) };
  return { port, ask: () => emitter.emit('message', { data: { kind: 'interrupt' } }) };
}

describe('a command in a process of the app', () => {
  it('is interrupted when main asks, and not by signals, which main gets too', () => {
    const { port, ask } = portFromMain();
    const [signals, exits] = [new EventEmitter(), [] as number[]];
    const source = interruptionsBy(port, signals);
    const { signal } = listenForInterruption(
      () => undefined,
      source,
      (code) => exits.push(code),
    );
    signals.emit('SIGINT');
    expect(signal.aborted).toBe(false);
    ask();
    expect([signal.aborted, exits]).toEqual([true, []]);
    ask();
    expect(exits).toEqual([130]);
  });

  it('ends at once if it has nothing to finish', () => {
    const { port, ask } = portFromMain();
    const exits: number[] = [];
    interruptionsBy(port, new EventEmitter(), (code) => exits.push(code));
    ask();
    expect(exits).toEqual([130]);
  });
});

it('a command in a terminal is interrupted by signals', () => {
  const signals = new EventEmitter();
  expect(interruptionsBy(null, signals)).toBe(signals);
});
