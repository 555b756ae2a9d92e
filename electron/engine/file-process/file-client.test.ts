import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noiseFrame } from '../exchange/frame-source-fixture.ts';
import { FileClient } from './file-client.ts';
import type { FileChannelObserver, FileQuestion } from './file-tasks.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process of which the test plays the part. */
function playedProcess() {
  const asked: FileQuestion[] = [];
  const killed = { times: 0 };
  let observer: FileChannelObserver | null = null;
  const client = new FileClient((given) => {
    observer = given;
    return { send: (question) => asked.push(question), kill: () => (killed.times += 1) };
  });
  const says = (message: unknown): void => observer?.onMessage(message);
  return { client, asked, killed, says, dies: () => observer?.onGone() };
}

const { sequence, timeMs, depth, color } = noiseFrame(3);
const FRAME = { sequence, timeMs, depth, color };
const answered = (value: unknown) => ({ kind: 'done', id: 1, result: { ok: true, value } });

describe('a process that parses files', () => {
  it('answers with pixels', async () => {
    const { client, says } = playedProcess();
    const reading = client.run('frame', { index: 3 });
    says(answered(FRAME));
    expect(await reading).toEqual({ ok: true, value: FRAME });
  });

  it.each([
    ['nothing', undefined],
    ['a picture without its pixels', { ...FRAME, depth: { ...FRAME.depth, width: 33 } }],
    ['a picture of another kind', { ...FRAME, color: FRAME.depth }],
    ['a picture that is too large', { ...FRAME, depth: { width: 1e9, height: 1, data: [] } }],
    ['no numbers', { ...FRAME, timeMs: '7' }],
  ])('is not believed when it answers %s', async (_, value) => {
    const { client, says } = playedProcess();
    const reading = client.run('frame', { index: 3 });
    says(answered(value));
    expect(await reading).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  it('is not heard when it answers what was not asked, or talks nonsense', async () => {
    const { client, says } = playedProcess();
    const reading = client.run('frame', { index: 3 });
    says({ kind: 'done', id: 7, result: { ok: true, value: FRAME } });
    says('unlock');
    says({ kind: 'done', id: 1, result: { ok: false, problem: { code: 'nonsense', message: 7 } } });
    says(answered(FRAME));
    expect(await reading).toMatchObject({ ok: true });
  });

  it('is ended when it is silent for too long', async () => {
    const { client, killed } = playedProcess();
    const reading = client.run('describe', { file: 'a.mcap' });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(killed.times).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await reading).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
    expect(killed.times).toBe(1);
    expect(await client.run('describe', { file: 'b.mcap' })).toMatchObject({ ok: false });
  });

  it('may take as long as it wants while it tells how far it is', async () => {
    const { client, killed, says } = playedProcess();
    const request = { input: 'a', output: 'b', format: 'tum' } as const;
    const converting = client.run('convert', { request });
    for (let done = 1; done < 10; done++) {
      await vi.advanceTimersByTimeAsync(100_000);
      says({ kind: 'progress', id: 1, done, total: null });
    }
    says(answered({ output: 'b', frames: 9, losses: [] }));
    expect(await converting).toMatchObject({ ok: true });
    expect(killed.times).toBe(0);
  });

  it('is ended when it does not obey a cancel', async () => {
    const { client, asked, killed } = playedProcess();
    const controller = new AbortController();
    const request = { input: 'a', output: 'b', format: 'tum' } as const;
    const converting = client.run('convert', { request }, { signal: controller.signal });
    controller.abort();
    expect(asked.at(-1)).toEqual({ kind: 'cancel', id: 1 });
    await vi.advanceTimersByTimeAsync(4000);
    expect(await converting).toMatchObject({ ok: false });
    expect(killed.times).toBe(1);
  });

  it('is a problem for all that wait when it dies', async () => {
    const { client, dies } = playedProcess();
    const both = [client.run('frame', { index: 1 }), client.run('frame', { index: 2 })];
    dies();
    for (const result of await Promise.all(both)) expect(result).toMatchObject({ ok: false });
  });
});
