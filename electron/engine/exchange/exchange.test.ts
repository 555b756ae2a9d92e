import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExchangeEvent } from '../../contract/exchange.ts';
import { fail, succeed } from '../../contract/problem.ts';
import { createExchange } from './exchange.ts';
import { convert } from './convert.ts';
import { convertFiles } from './convert-files.ts';
import { createFrameSink } from './create-frame-sink.ts';
import {
  inFolder,
  neverAborted,
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
} from './frame-source-fixture.ts';
import { orThrow } from '../../contract/result-fixture.ts';

const SUMMARY = { output: 'out', frames: 3, losses: [] };
const request = (output: string) => ({ input: 'in', output, format: 'tum' }) as const;

/** Collects events; `ended` resolves at the end of a conversion. */
function listen() {
  const events: ExchangeEvent[] = [];
  const waiting = new Map<string, () => void>();
  const isEnd = ({ kind }: ExchangeEvent) => kind !== 'started' && kind !== 'progress';
  return {
    events,
    onEvent: (event: ExchangeEvent) => {
      events.push(event);
      if (isEnd(event)) waiting.get(event.id)?.();
    },
    ended: (id: string) =>
      events.some((event) => event.id === id && isEnd(event))
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.set(id, resolve)),
    of: (id: string) => events.filter((event) => event.id === id).map(({ kind }) => kind),
  };
}

describe('createExchange', () => {
  it('converts, telling the progress and the end', () =>
    inFolder(async (folder) => {
      const frames = [0, 1, 2].map((number) => noiseFrame(number));
      const sink = orThrow(await createFrameSink('tum', join(folder, 'in'), TEST_SENSOR));
      orThrow(await convert(sourceOf(frames), sink, { signal: neverAborted() }));
      const { events, onEvent, ended } = listen();
      const exchange = createExchange(onEvent, convertFiles);
      const output = join(folder, 'out');
      const id = exchange.start({ input: join(folder, 'in'), output, format: 'dataset' });
      await ended(id);
      expect(events[0]).toEqual({ kind: 'started', id });
      expect(events.at(-2)).toEqual({ kind: 'progress', id, done: 3, total: 3 });
      expect(events.at(-1)).toMatchObject({
        kind: 'finished',
        id,
        summary: { output, frames: 3, losses: [] },
      });
      expect((await readdir(folder)).sort()).toEqual(['in', 'out']);
    }));

  it('runs one at a time, in order, also after a failure and a mistake', async () => {
    let running = 0;
    const { onEvent, ended, of, events } = listen();
    const exchange = createExchange(onEvent, async ({ output }) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (output === 'mistake') throw new Error('oops');
      return output === 'bad' ? fail('files-unreadable', 'bad') : succeed(SUMMARY);
    });
    const [bad, mistake, good] = ['bad', 'mistake', 'good'].map((name) =>
      exchange.start(request(name)),
    );
    await ended(good ?? '');
    expect(of(bad ?? '')).toEqual(['started', 'failed']);
    expect(of(mistake ?? '')).toEqual(['started', 'failed']);
    expect(events.at(-1)).toEqual({ kind: 'finished', id: good, summary: SUMMARY });
  });

  it('cancels what runs and what waits', async () => {
    const { onEvent, of } = listen();
    const exchange = createExchange(
      onEvent,
      (_request, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(fail('conversion-cancelled', '')));
        }),
    );
    const running = exchange.start(request('a'));
    const waiting = exchange.start(request('b'));
    const third = exchange.start(request('c'));
    await Promise.resolve();
    exchange.cancel(waiting);
    exchange.cancel('unknown');
    await exchange.stop();
    expect(of(running).at(-1)).toBe('cancelled');
    expect(of(waiting)).toEqual(['cancelled']);
    expect(of(third)).toEqual(['cancelled']);
  });
});
