import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { listenForInterruption } from './interruption.ts';

describe('listenForInterruption', () => {
  it('asks for an end at the first signal and ends at the second', () => {
    const process = new EventEmitter();
    const exits: number[] = [];
    let told = 0;
    const { signal, end } = listenForInterruption(
      () => told++,
      process,
      (code) => exits.push(code),
    );
    expect(signal.aborted).toBe(false);
    process.emit('SIGTERM');
    expect([signal.aborted, told, exits]).toEqual([true, 1, []]);
    process.emit('SIGINT');
    expect([told, exits]).toEqual([1, [130]]);
    end();
    expect(process.eventNames()).toEqual([]);
  });
});
