import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForInterruption } from './interruption.ts';
import { endWhenReadersLeave, hasReaderGone } from './readers.ts';

const error = (code: string) => Object.assign(new Error(`write ${code}`), { code });
const output = new EventEmitter();
const exits: number[] = [];
endWhenReadersLeave([output], (code) => exits.push(code));
beforeEach(() => void exits.splice(0));
afterEach(() => vi.restoreAllMocks());

describe('a stream that cannot be written', () => {
  it('is told in a sentence when it still has a reader', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    output.emit('error', error('ENOSPC'));
    expect(said).toHaveBeenCalledWith('depthlock: the output cannot be written: write ENOSPC');
    expect([exits, hasReaderGone()]).toEqual([[1], false]);
  });

  it('ends a command that has something to finish by its signal, and without a word', () => {
    let told = 0;
    const { signal, end } = listenForInterruption(() => told++, new EventEmitter());
    output.emit('error', error('EPIPE'));
    output.emit('error', error('EPIPE'));
    expect([signal.aborted, told, exits, hasReaderGone()]).toEqual([true, 0, [], true]);
    end();
    output.emit('error', error('EPIPE'));
    expect(exits).toEqual([141]);
  });
});
