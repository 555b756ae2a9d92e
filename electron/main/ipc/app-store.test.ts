import { describe, expect, it } from 'vitest';
import type { AppEvent } from '../../contract/window/app-state.ts';
import { INITIAL_STATE } from './app-state-fixture.ts';
import { AppStore } from './app-store.ts';

describe('app store', () => {
  it('keeps what a new window must know, and tells every change', () => {
    const store = new AppStore(INITIAL_STATE);
    const told: AppEvent[] = [];
    const unsubscribe = store.subscribe((event) => told.push(event));
    const events: AppEvent[] = [
      {
        kind: 'engine',
        state: {
          phase: 'running',
          encoder: 'e',
          runtime: { engine: 'onnxruntime', onnxruntime: '1', tfjsObstacle: null },
          thresholds: { people: 0.9, renderedPeople: 0.8 },
          sinceMs: 1,
        },
      },
      { kind: 'lock', view: { phase: 'locked', hint: 'nobody' } },
      { kind: 'distances', distances: [{ personId: 'a', name: 'Ada', distance: 0.4 }] },
    ];
    for (const event of events) store.apply(event);
    unsubscribe();
    store.apply({ kind: 'people', people: [] });
    expect(told).toEqual(events);
    expect(store.state).toEqual({
      ...INITIAL_STATE,
      engine: {
        phase: 'running',
        encoder: 'e',
        runtime: { engine: 'onnxruntime', onnxruntime: '1', tfjsObstacle: null },
        thresholds: { people: 0.9, renderedPeople: 0.8 },
        sinceMs: 1,
      },
      lock: { phase: 'locked', hint: 'nobody' },
    });
  });

  it('keeps the newest problem of each kind', () => {
    const store = new AppStore(INITIAL_STATE);
    store.apply({ kind: 'problem', problem: { code: 'engine-stopped', message: 'first' } });
    store.apply({ kind: 'problem', problem: { code: 'no-gpu', message: 'slow' } });
    store.apply({ kind: 'problem', problem: { code: 'engine-stopped', message: 'second' } });
    expect(store.state.problems).toEqual([
      { code: 'no-gpu', message: 'slow' },
      { code: 'engine-stopped', message: 'second' },
    ]);
  });
});
