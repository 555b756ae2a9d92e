import { describe, expect, it, vi } from 'vitest';
import type { FrameAnswer, FrameMessage, FrameWish } from '../contract/window/bridge.ts';
import type { RgbdFrame } from '../contract/frame.ts';
import type { Observation } from '../contract/observation.ts';
import type { ShownHead } from '../contract/shown-head.ts';
import { FrameSender } from './frame-sender.ts';
import type { FramePort } from './parent-port.ts';

const frame = (sequence: number): RgbdFrame => ({
  sequence,
  timeMs: 0,
  width: 1,
  height: 1,
  color: new Uint8Array(4),
  depth: new Uint16Array(1),
  camera: {
    name: 'fake',
    serial: '0',
    intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
    trust: 'virtual',
  },
});

const BOTH: FrameWish = { picture: 'whole', side: 100, registered: Infinity };

/** A window that draws everything, or what `wish` says; null: it has not said yet. */
function fakePort(wish: FrameWish | null = BOTH) {
  const sent: number[] = [];
  const messages: FrameMessage[] = [];
  let answer: (data: FrameAnswer) => void = () => undefined;
  let closed = false;
  const port: FramePort = {
    postMessage: (message: FrameMessage) => {
      messages.push(message);
      sent.push(message.sequence);
    },
    on: (_event, listener: (event: { data: FrameAnswer }) => void) => {
      answer = (data) => listener({ data });
    },
    start: () => {
      if (wish !== null) answer({ kind: 'frame-wish', wish });
    },
    close: () => {
      closed = true;
    },
  };
  return {
    port,
    sent,
    messages,
    acknowledge: (sequence: number) => answer({ kind: 'frame-done', sequence }),
    wish: (wished: FrameWish) => answer({ kind: 'frame-wish', wish: wished }),
    isClosed: () => closed,
  };
}

const SEEN = {
  sequence: 1,
  timeMs: 0,
  hint: 'none',
  spectrum: 'colour',
  times: { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 },
} as const;
const FACE: Observation = {
  ...SEEN,
  kind: 'face',
  track: 1,
  others: 0,
  box: { x: 0, y: 0, width: 1, height: 1 },
  pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 650, interOcularMm: 62 },
  liveness: { kind: 'undecided' },
  attention: 'unknown',
};

const HEAD: ShownHead = {
  sequence: 1,
  landmarks: new Float32Array(936),
  place: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 600] },
  intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
  looks: new Uint8Array(7 * 112 * 112),
};

describe('a head that is shown', () => {
  const wishing = (head?: FrameWish['head']): FrameWish => ({
    ...{ picture: 'none', side: 0, registered: 0 },
    ...(head === undefined ? {} : { head }),
  });
  const sentWith = (wish: FrameWish, head: ShownHead | null): FrameMessage | undefined => {
    const sender = new FrameSender();
    const { port, messages } = fakePort(wish);
    sender.setPort(port);
    sender.showHead(head);
    sender.offer(frame(2));
    return messages[0];
  };

  it('goes with the frames of a window that wishes it, with looks only where they are wished', () => {
    expect(sentWith(wishing('looks'), HEAD)?.head).toBe(HEAD);
    expect(sentWith(wishing('place'), HEAD)?.head).toEqual({ ...HEAD, looks: null });
    expect(sentWith(wishing('looks'), null)?.head).toBeNull();
    expect(sentWith({ ...wishing(), registered: Infinity }, HEAD)).not.toHaveProperty('head');
    expect(sentWith(wishing(), HEAD)).toBeUndefined();
  });

  it('is forgotten when nothing new was seen for half a second', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const sender = new FrameSender();
    const { port, messages, acknowledge } = fakePort(wishing('place'));
    sender.setPort(port);
    sender.showHead(HEAD);
    sender.offer(frame(2));
    acknowledge(2);
    vi.advanceTimersByTime(600);
    sender.offer(frame(3));
    expect(messages.map(({ head }) => head === null)).toEqual([false, true]);
    vi.useRealTimers();
  });

  it('is asked for only by a window that is shown', () => {
    const sender = new FrameSender();
    expect(sender.headWish).toBeUndefined();
    sender.setPort(fakePort(wishing('looks')).port);
    expect(sender.headWish).toBe('looks');
    sender.setShown(false);
    expect(sender.headWish).toBeUndefined();
  });
});

describe('frame sender', () => {
  it('keeps one frame in flight', () => {
    const sender = new FrameSender();
    const { port, sent, acknowledge } = fakePort();
    sender.offer(frame(1));
    sender.setPort(port);
    sender.offer(frame(2));
    sender.offer(frame(3));
    acknowledge(2);
    sender.offer(frame(4));
    expect(sent).toEqual([2, 4]);
  });

  it('copies nothing while the window does not ask, and counts what it sent', () => {
    const sender = new FrameSender();
    const { port, sent, acknowledge } = fakePort();
    sender.setPort(port);
    for (let sequence = 1; sequence <= 100; sequence += 1) sender.offer(frame(sequence));
    expect(sent).toEqual([1]);
    acknowledge(1);
    sender.offer(frame(101));
    expect(sent).toEqual([1, 101]);
    expect(sender.sent).toBe(2);
  });

  it('sends five frames a second while the engine rests', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const sender = new FrameSender();
    const { port, sent, acknowledge } = fakePort();
    sender.setPort(port);
    for (let sequence = 1; sequence <= 300; sequence += 1) {
      vi.advanceTimersByTime(1000 / 30);
      sender.offer(frame(sequence), { isResting: true });
      acknowledge(sequence);
    }
    expect(sent.length).toBeGreaterThanOrEqual(49);
    expect(sent.length).toBeLessThanOrEqual(52);
    sender.offer(frame(301));
    expect(sent.at(-1)).toBe(301);
    vi.useRealTimers();
  });

  it('says when the window is ready and has missed the newest frame', () => {
    let caughtUp = 0;
    const sender = new FrameSender(() => {
      caughtUp += 1;
    });
    const { port, acknowledge } = fakePort();
    sender.setPort(port);
    sender.offer(frame(1));
    acknowledge(1);
    expect(caughtUp).toBe(0);
    sender.offer(frame(2));
    sender.offer(frame(3));
    expect(caughtUp).toBe(0);
    acknowledge(2);
    acknowledge(2);
    expect(caughtUp).toBe(1);
  });

  it('wishes a picture that stands still again, once the face in it is known', () => {
    let caughtUp = 0;
    const sender = new FrameSender(() => {
      caughtUp += 1;
    });
    const { port, acknowledge } = fakePort();
    sender.observe(FACE);
    sender.setPort(port);
    sender.offer(frame(1));
    sender.observe(FACE);
    expect(caughtUp).toBe(0);
    acknowledge(1);
    expect(caughtUp).toBe(1);
    sender.observe({ ...SEEN, kind: 'no-face' });
    expect(caughtUp).toBe(1);
    sender.observe(FACE);
    expect(caughtUp).toBe(2);
  });

  it('sends none to a window that is hidden, and goes on when it is shown', () => {
    let caughtUp = 0;
    const sender = new FrameSender(() => {
      caughtUp += 1;
    });
    const { port, sent, acknowledge } = fakePort();
    sender.setPort(port);
    sender.offer(frame(1));
    sender.setShown(false);
    acknowledge(1);
    sender.offer(frame(2));
    expect([sent, caughtUp]).toEqual([[1], 0]);
    sender.setShown(true);
    expect(caughtUp).toBe(1);
    sender.offer(frame(3));
    expect(sent).toEqual([1, 3]);
  });

  it('lets a new window catch up with what came before it was there', () => {
    let caughtUp = 0;
    const sender = new FrameSender(() => {
      caughtUp += 1;
    });
    sender.offer(frame(1));
    sender.setPort(fakePort().port);
    expect(caughtUp).toBe(1);
  });

  it('starts anew with a new window and closes the old port', () => {
    const sender = new FrameSender();
    const first = fakePort();
    const second = fakePort();
    sender.setPort(first.port);
    sender.offer(frame(1));
    sender.setPort(second.port);
    expect(first.isClosed()).toBe(true);
    sender.offer(frame(2));
    first.acknowledge(1);
    sender.offer(frame(3));
    expect(second.sent).toEqual([2]);
  });

  it('sends what the window draws, and nothing before it has said that', () => {
    let caughtUp = 0;
    const sender = new FrameSender(() => {
      caughtUp += 1;
    });
    const { port, messages, acknowledge, wish } = fakePort(null);
    sender.setPort(port);
    sender.offer(frame(1));
    expect(messages).toEqual([]);
    wish({ picture: 'whole', side: 100, registered: 0 });
    expect(caughtUp).toBe(1);
    sender.offer(frame(2));
    expect(messages.at(-1)).toMatchObject({ sequence: 2, registered: null });
    expect(messages.at(-1)?.picture).toMatchObject({ width: 1, height: 1 });
    acknowledge(2);
    wish({ picture: 'none', side: 0, registered: Infinity });
    // The picture that stands still lacks what is drawn now.
    expect(caughtUp).toBe(2);
    sender.offer(frame(3));
    expect(messages.at(-1)).toMatchObject({ sequence: 3, picture: null });
    expect(messages.at(-1)?.registered).toMatchObject({
      intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
      width: 1,
      height: 1,
      color: new Uint8Array(4),
      depth: new Uint16Array(1),
    });
    acknowledge(3);
    wish({ picture: 'none', side: 0, registered: 0 });
    sender.offer(frame(4));
    expect(messages.map(({ sequence }) => sequence)).toEqual([2, 3]);
  });
});
