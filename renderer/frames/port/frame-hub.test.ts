import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameMessage, FrameWish } from '../../../electron/contract/window/bridge.ts';
import { NOTHING_WISHED } from './merged-wish.ts';
import { createFrameHub, type FrameListener } from './frame-hub.ts';

function frame(sequence: number, trust: FrameMessage['trust'] = 'virtual'): FrameMessage {
  return {
    kind: 'frame',
    sequence,
    timeMs: 0,
    trust,
    picture: null,
    registered: null,
  };
}

const nothing = () => NOTHING_WISHED;

function setUp() {
  const wanting = new Set<FrameListener>();
  const wishes: FrameWish[] = [];
  const hub = createFrameHub(
    (listener) => {
      wanting.add(listener);
      return () => wanting.delete(listener);
    },
    (wish) => wishes.push(wish),
  );
  const send = (sequence: number, trust?: FrameMessage['trust']): void => {
    for (const listener of wanting) listener(frame(sequence, trust));
  };
  return { hub, send, wishes, isWanting: () => wanting.size > 0 };
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
    const stopOne = hub.listen(({ sequence }) => drawn.push(`one ${sequence}`), nothing);
    const stopOther = hub.listen(({ sequence }) => drawn.push(`other ${sequence}`), nothing);
    send(1);
    stopOne();
    send(2);
    expect(drawn).toEqual(['one 1', 'other 1', 'other 2']);
    stopOther();
    expect(isWanting()).toBe(false);
    hub.listen(() => undefined, nothing);
    expect(isWanting()).toBe(true);
  });

  it('gives a canvas that comes late the last frame, but none of another time', () => {
    const { hub, send } = setUp();
    hub.listen(() => undefined, nothing)();
    const stop = hub.listen(() => undefined, nothing);
    send(1);
    stop();
    const late: number[] = [];
    hub.listen(({ sequence }) => late.push(sequence), nothing)();
    expect(late).toEqual([1]);
    vi.advanceTimersByTime(1500);
    hub.listen(({ sequence }) => late.push(sequence), nothing);
    expect(late).toEqual([1]);
    send(2);
    expect(late).toEqual([1, 2]);
  });

  it('wishes what its canvases draw together, once, and again when that changes', () => {
    const { hub, send, wishes } = setUp();
    let side = 300;
    const head = (): FrameWish => ({ picture: 'head', side, registered: 0 });
    const stopHead = hub.listen(() => undefined, head);
    const stopDepth = hub.listen(
      () => undefined,
      () => ({ picture: 'none', side: 0, registered: Infinity }),
    );
    send(1);
    side = 420;
    send(2);
    stopDepth();
    stopHead();
    expect(wishes).toEqual([
      { picture: 'head', side: 300, registered: 0 },
      { picture: 'head', side: 300, registered: Infinity },
      { picture: 'head', side: 420, registered: Infinity },
      { picture: 'head', side: 420, registered: 0 },
      NOTHING_WISHED,
    ]);
  });

  it('gives a recording that stands still to every canvas, however late', () => {
    const { hub, send } = setUp();
    hub.listen(() => undefined, nothing);
    send(1, 'recording');
    vi.advanceTimersByTime(60_000);
    const late: number[] = [];
    hub.listen(({ sequence }) => late.push(sequence), nothing);
    expect(late).toEqual([1]);
  });
});
