import { describe, expect, it } from 'vitest';
import type {
  FrameAnswer,
  FrameMessage,
  FrameWish,
} from '../../../electron/contract/window/bridge.ts';
import { FrameInlet, type FrameInletPort } from './frame-inlet.ts';

function frame(sequence: number, trust: FrameMessage['trust'] = 'virtual'): FrameMessage {
  return {
    kind: 'frame',
    sequence,
    timeMs: 33 * sequence,
    trust,
    picture: null,
    registered: null,
  };
}

/** The engine's side of a port. */
function enginePort() {
  const done: number[] = [];
  const wishes: FrameWish[] = [];
  const port: FrameInletPort & { closed: boolean } = {
    closed: false,
    onmessage: null,
    close() {
      this.closed = true;
    },
    postMessage: (answer: FrameAnswer) => {
      if (answer.kind === 'frame-done') done.push(answer.sequence);
      else wishes.push(answer.wish);
    },
  };
  const send = (sequence: number, trust?: FrameMessage['trust']): void => {
    port.onmessage?.(new MessageEvent('message', { data: frame(sequence, trust) }));
  };
  return { port, done, wishes, send };
}

function setUp() {
  let visible = true;
  const inlet = new FrameInlet(() => visible);
  const engine = enginePort();
  inlet.adoptPort(engine.port);
  const show = (isVisible: boolean): void => {
    visible = isVisible;
    inlet.askOn();
  };
  return { inlet, show, ...engine };
}

describe('frame inlet', () => {
  it('asks for the next frame once this one was drawn', () => {
    const { inlet, send, done } = setUp();
    const drawn: [number, number][] = [];
    inlet.listen(({ sequence }) => drawn.push([sequence, done.length]));
    send(1);
    send(2);
    expect(drawn).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(done).toEqual([1, 2]);
  });

  it('asks for none while the window is hidden, and goes on when it is shown', () => {
    const { inlet, show, send, done } = setUp();
    inlet.listen(() => undefined);
    show(false);
    send(1);
    expect(done).toEqual([]);
    show(true);
    expect(done).toEqual([1]);
    show(true);
    expect(done).toEqual([1]);
    send(2);
    expect(done).toEqual([1, 2]);
  });

  it('asks for none while nobody draws, and goes on when somebody does', () => {
    const { inlet, send, done } = setUp();
    send(1);
    expect(done).toEqual([]);
    const stop = inlet.listen(() => undefined);
    expect(done).toEqual([1]);
    stop();
    send(2);
    expect(done).toEqual([1]);
  });

  it('asks for the next frame although a drawing failed', () => {
    const { inlet, send, done } = setUp();
    inlet.listen(() => {
      throw new Error('no canvas');
    });
    expect(() => send(1)).toThrow('no canvas');
    expect(done).toEqual([1]);
  });

  it('starts anew with the port of a new engine', () => {
    const { inlet, show, port, send, done } = setUp();
    inlet.listen(() => undefined);
    show(false);
    send(1);
    const next = enginePort();
    inlet.adoptPort(next.port);
    expect(port.closed).toBe(true);
    show(true);
    next.send(1);
    expect(next.done).toEqual([1]);
    expect(done).toEqual([]);
  });

  it('tells its port what is wished, and the port of a new engine too', () => {
    const { inlet, wishes } = setUp();
    expect(wishes).toEqual([]);
    const wish: FrameWish = { picture: 'whole', side: 640, registered: Infinity };
    inlet.wish(wish);
    expect(wishes).toEqual([wish]);
    const next = enginePort();
    inlet.adoptPort(next.port);
    expect(next.wishes).toEqual([wish]);
  });
});
