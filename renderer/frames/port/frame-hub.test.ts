import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameMessage } from '../../../electron/contract/window/bridge.ts';
import { createFrameHub, type FrameListener } from './frame-hub.ts';

function frame(sequence: number, trust: FrameMessage['trust'] = 'virtual'): FrameMessage {
  return {
    kind: 'frame',
    sequence,
    timeMs: 0,
    width: 1,
    height: 1,
    color: new Uint8Array(4),
    depth: new Uint16Array(1),
    trust,
  };
}

function setUp() {
  const wanting = new Set<FrameListener>();
  const hub = createFrameHub((listener) => {
    wanting.add(listener);
    return () => wanting.delete(listener);
  });
  const send = (sequence: number, trust?: FrameMessage['trust']): void => {
    for (const listener of wanting) listener(frame(sequence, trust));
  };
  return { hub, send, isWanting: () => wanting.size > 0 };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('frame hub', () => {
  it('wants frames while there is a canvas, and from one port only', () => {
    const { hub, send, isWanting } = setUp();
    expect(isWanting()).toBe(false);
    const drawn: string[] = [];
    const stopOne = hub.listen(({ sequence }) => drawn.push(`one ${sequence}`));
    const stopOther = hub.listen(({ sequence }) => drawn.push(`other ${sequence}`));
    send(1);
    stopOne();
    send(2);
    expect(drawn).toEqual(['one 1', 'other 1', 'other 2']);
    stopOther();
    expect(isWanting()).toBe(false);
    hub.listen(() => undefined);
    expect(isWanting()).toBe(true);
  });

  it('gives a canvas that comes late the last frame, but none of another time', () => {
    const { hub, send } = setUp();
    hub.listen(() => undefined)();
    const stop = hub.listen(() => undefined);
    send(1);
    stop();
    const late: number[] = [];
    hub.listen(({ sequence }) => late.push(sequence))();
    expect(late).toEqual([1]);
    vi.advanceTimersByTime(1500);
    hub.listen(({ sequence }) => late.push(sequence));
    expect(late).toEqual([1]);
    send(2);
    expect(late).toEqual([1, 2]);
  });

  it('gives a recording that stands still to every canvas, however late', () => {
    const { hub, send } = setUp();
    hub.listen(() => undefined);
    send(1, 'recording');
    vi.advanceTimersByTime(60_000);
    const late: number[] = [];
    hub.listen(({ sequence }) => late.push(sequence));
    expect(late).toEqual([1]);
  });
});
