import { describe, expect, it } from 'vitest';
import { DEFAULT_SCENE } from '../../contract/camera.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { PadPlan, PadStep, PadView } from '../../contract/pad/pad.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { nobodyInSight, ownerEnrolledWith, ownerInSight } from './owner-fixture.ts';
import { PadRun, type PadRunOptions } from './pad-run.ts';
import { scenesOf } from './pad-scenes.ts';

const PLAN: PadPlan = {
  presentations: [
    { presentation: 'genuine', attempts: 2 },
    { presentation: 'print-flat', attempts: 1 },
  ],
};
const NEXT = { kind: 'pad.next' } as const;

function frameAt(timeMs: number): RgbdFrame {
  return {
    sequence: Math.round(timeMs / 33),
    timeMs,
    width: 2,
    height: 1,
    color: new Uint8Array(8),
    depth: new Uint16Array(2),
    camera: {
      name: 'Test camera',
      serial: 'secret-serial',
      intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
      trust: 'virtual',
    },
  };
}

function start(options: Partial<PadRunOptions> = {}) {
  const views: PadView[] = [];
  const run = new PadRun({
    vision: ownerInSight(),
    owner: ownerEnrolledWith('virtual'),
    plan: PLAN,
    app: '1.2.3',
    demonstrate: null,
    countdownMs: 0,
    onView: (view) => views.push(view),
    now: () => new Date('2026-12-01T10:00:00Z'),
    ...options,
  });
  let timeMs = 0;
  /** Frames at thirty a second until the view has this phase. */
  async function until(phase: PadView['phase'], limit = 2000): Promise<void> {
    for (let k = 0; k < limit && views.at(-1)?.phase !== phase; k++) {
      timeMs += 33;
      await run.onFrame(frameAt(timeMs));
    }
    expect(views.at(-1)?.phase).toBe(phase);
  }
  return { run, views, until, last: () => views.at(-1) };
}

describe('a test that a person leads', () => {
  it('looks only when they are ready, with a new lock for each attempt', async () => {
    const vision = ownerInSight();
    const { run, until, last } = start({ vision });
    await run.onFrame(frameAt(1));
    expect(vision.embedded).toEqual([]);
    run.command(NEXT);
    await until('result');
    expect(last()).toMatchObject({ attempt: { outcome: 'opened' } });
    const looks = vision.embedded.length;
    run.command(NEXT);
    expect(last()?.phase).toBe('looking');
    await until('result');
    // A lock that still stood open would have said so at the first look.
    expect(vision.embedded.length - looks).toBe(looks);
  });

  it('ends with numbers, and with nothing that shows or names anybody', async () => {
    const { run, until, last } = start();
    run.command(NEXT);
    await until('result');
    run.command({ kind: 'pad.stop' });
    const view = last();
    if (view?.phase !== 'done') throw new Error('It is not over.');
    expect(view.results).toMatchObject({
      version: 1,
      app: '1.2.3',
      date: '2026-12-01T10:00:00.000Z',
      camera: { name: 'Test camera', trust: 'virtual', width: 2, height: 1 },
      encoder: 'fake 1',
      level: 'balanced',
      asksEyes: true,
      ended: 'stopped',
      attempts: [{ presentation: 'genuine', outcome: 'opened' }],
      figures: { genuine: { shown: 1 } },
    });
    const told = JSON.stringify(view.results);
    expect(told).not.toMatch(/Ada|secret-serial|embedding/);
  });

  it('gives up a look whose attempt was broken off', async () => {
    const { run, last } = start();
    run.command(NEXT);
    const looking = run.onFrame(frameAt(10));
    run.cameraLost('It was unplugged.');
    await looking;
    expect(last()).toMatchObject({ phase: 'preparing', notice: 'It was unplugged.' });
  });

  it('calls it no response when nobody is seen for ten seconds', async () => {
    const { run, until, last } = start({ vision: nobodyInSight() });
    run.command(NEXT);
    await until('result');
    expect(last()).toMatchObject({ attempt: { outcome: 'nothing-seen' } });
  });

  it('counts down first, while the lock sees nothing', async () => {
    const vision = ownerInSight();
    const { run, until, views } = start({ vision, countdownMs: 3000 });
    run.command(NEXT);
    await until('looking');
    expect(vision.embedded).toEqual([]);
    const left = views.map((view) => (view.phase === 'starting' ? view.secondsLeft : null));
    expect(left).toEqual([null, 3, 2, 1, null]);
    await until('result');
    expect(vision.embedded.length).toBeGreaterThan(0);
  });
});

describe('a demonstration', () => {
  it('plays by itself, and shows what comes next while the result is told', async () => {
    const shown: PadStep[] = [];
    const { until, last, views } = start({ demonstrate: (step) => shown.push(step) });
    await until('done');
    expect(last()).toMatchObject({ results: { ended: 'finished' } });
    expect(shown.map(({ presentation, attempt }) => [presentation, attempt])).toEqual([
      ['genuine', 1],
      ['genuine', 2],
      // Shown with the result before, and again when it is its turn.
      ['print-flat', 1],
      ['print-flat', 1],
    ]);
    const phases = views.map(({ phase }) => phase).filter((phase, k, all) => phase !== all[k - 1]);
    expect(phases).toEqual([
      ...['preparing', 'looking', 'result', 'looking', 'result'],
      ...['preparing', 'looking', 'result', 'done'],
    ]);
  });
});

describe('its scenes', () => {
  const scene = { ...DEFAULT_SCENE, person: 'ada', distanceMm: 460 };
  const step = { attempt: 1, attempts: 5, step: 1, steps: 1 };

  it('show the owner, things in their place, and somebody else', () => {
    const sceneOf = orThrow(scenesOf(scene, ['ada', 'bruno']));
    expect(sceneOf({ ...step, presentation: 'genuine' })).toEqual(scene);
    expect(sceneOf({ ...step, presentation: 'print-flat' })).toMatchObject({
      person: 'ada',
      presentation: 'print-flat',
    });
    expect(sceneOf({ ...step, presentation: 'other-person' })).toMatchObject({
      person: 'bruno',
      presentation: 'person',
    });
    // Attempts differ, and stay where the virtual Kinect can draw.
    const distances = [1, 2, 3, 4, 5].map(
      (attempt) => sceneOf({ ...step, attempt, presentation: 'genuine' }).distanceMm,
    );
    expect(new Set(distances).size).toBeGreaterThan(3);
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(450);
  });

  it('need somebody who is the owner', () => {
    expect(scenesOf(DEFAULT_SCENE, ['ada'])).toMatchObject({ ok: false });
  });
});
