import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type { AnalysisView, TrackPiece } from '../../contract/recording-analysis.ts';
import { AnalysisDesk } from './analysis-desk.ts';

let sent: EngineCommand[];
let isRunning: boolean;
let views: readonly AnalysisView[];
let desk: AnalysisDesk;
beforeEach(() => {
  [sent, isRunning, views] = [[], true, []];
  desk = new AnalysisDesk({
    send: (command) => {
      if (isRunning) sent.push(command);
      return isRunning;
    },
    onViews: (changed) => {
      views = changed;
    },
  });
});

const PEOPLE = { kind: 'people' } as const;
const start = (id = 'a'): boolean => desk.start({ id, file: `${id}.mcap`, wish: PEOPLE });
const began = (from: number, id = 'a'): void => {
  const people = [{ personId: 'ada', name: 'Ada' }];
  const locks = [{ encoder: 'fake 1', people }];
  desk.onEvent(id, 'people', { kind: 'began', from, frames: 100, locks, enrolledFrames: 0 });
};

function piece(from: number, length = 10): TrackPiece {
  const column = Float32Array.from({ length }, (_, k) => from + k);
  const lock = { phases: new Uint8Array(length), distances: [column], thresholds: [column] };
  return {
    ...{ from, times: Float64Array.from(column), locks: [lock] },
    ...{ yaw: column, pitch: column, roll: column, distanceMm: column, liveness: column },
  };
}

const take = (from: number, id = 'a'): void =>
  desk.onEvent(id, 'people', {
    ...{ kind: 'piece', piece: piece(from) },
    events: [{ kind: 'face', isFirst: from === 0, frame: from, timeMs: from }],
  });

describe('what analyses have found', () => {
  it('grows piece by piece, and is asked for from any frame', () => {
    expect(start()).toBe(true);
    expect(views).toMatchObject([{ id: 'a', phase: 'starting', done: 0 }]);
    began(0);
    take(0);
    take(10);
    expect(views).toMatchObject([{ phase: 'running', done: 20, frames: 100, begunAnew: [] }]);
    expect(views[0]?.events).toHaveLength(2);
    expect(desk.tracks('a', 'people', 0)).toEqual(piece(0, 20));
    expect(desk.tracks('a', 'people', 15)).toEqual(piece(15, 5));
    expect(desk.tracks('a', 'people', 20)).toBeNull();
    expect(desk.tracks('b', 'people', 0)).toBeNull();
    desk.onEvent('a', 'people', { kind: 'done' });
    expect(views).toMatchObject([{ phase: 'done' }]);
    sent = [];
    expect(start()).toBe(true);
    expect(sent).toEqual([]);
  });

  it('is kept where it is stopped, and resumed there', () => {
    start();
    began(0);
    take(0);
    expect(desk.stop('a', 'people')).toBe(true);
    desk.onEvent('a', 'people', { kind: 'stopped' });
    // What was being made comes yet, and starts nothing.
    take(10);
    expect(views).toMatchObject([{ phase: 'stopped', done: 20 }]);
    start();
    expect(sent.at(-1)).toEqual({
      ...{ kind: 'analysis.start', id: 'a', file: 'a.mcap', from: 20, wish: PEOPLE },
    });
    // Its locks were held: it does not begin anew.
    take(20);
    expect(views).toMatchObject([{ phase: 'running', done: 30, begunAnew: [] }]);
  });

  it('says where locks that know of nothing took over', () => {
    start();
    began(0);
    take(0);
    desk.engineLost();
    expect(views).toMatchObject([{ phase: 'stopped', done: 10 }]);
    start();
    began(10);
    take(10);
    expect(views).toMatchObject([{ phase: 'running', done: 20, begunAnew: [10] }]);
    expect(desk.tracks('a', 'people', 0)).toEqual(piece(0, 20));
  });

  it('refuses a piece that does not follow', () => {
    start();
    began(0);
    take(50);
    expect(views).toMatchObject([{ done: 0 }]);
    expect(desk.tracks('a', 'people', 0)).toBeNull();
  });

  it('goes with the recording, and with somebody who is removed', () => {
    start('a');
    began(0, 'a');
    start('b');
    began(0, 'b');
    desk.keepRecordings(new Set(['b']));
    expect(views.map(({ id }) => id)).toEqual(['b']);
    expect(sent.at(-1)).toEqual({ kind: 'analysis.end', id: 'a', of: 'people' });
    desk.keepPeople(new Set(['ada', 'bruno']));
    expect(views).toHaveLength(1);
    desk.keepPeople(new Set(['bruno']));
    expect(views).toEqual([]);
  });

  it('starts anew with another encoder', () => {
    const compare = (encoder: string) => {
      const wish = { kind: 'encoders', encoder, enrolment: null } as const;
      return desk.start({ id: 'a', file: 'a.mcap', wish });
    };
    compare('one');
    const people = [{ personId: 'enrolled', name: 'enrolled' }];
    const locks = [{ encoder: 'fake 1', people }];
    const event = { kind: 'began', from: 5, frames: 100, locks, enrolledFrames: 5 } as const;
    desk.onEvent('a', 'encoders', event);
    expect(views).toMatchObject([{ done: 5, enrolledFrames: 5 }]);
    compare('two');
    expect(views).toMatchObject([{ done: 0, phase: 'starting', locks: [] }]);
    expect(sent.slice(-2)).toMatchObject([
      { kind: 'analysis.end', of: 'encoders' },
      { kind: 'analysis.start', from: 0, wish: { encoder: 'two' } },
    ]);
  });

  it('keeps nothing where no engine runs', () => {
    isRunning = false;
    expect(start()).toBe(false);
    expect(desk.views).toEqual([]);
  });
});
