import type { Problem } from '../../../contract/problem.ts';
import { describe, expect, it } from 'vitest';
import { freenectProblem } from './freenect-problem.ts';
import { freenectSource, probeOf } from './freenect-source.ts';
import type { FreenectProbe } from './probe.ts';

const FOUND: FreenectProbe = { state: 'available', devices: [{ index: 0, serial: 'A00364' }] };

describe('the Kinect v1 as a source', () => {
  it('is ready with its serial number', () => {
    const ready = { kind: 'ready', serials: ['A00364'], certain: true };
    expect(probeOf(FOUND, null)).toEqual(ready);
    expect(probeOf(FOUND, [])).toEqual(ready);
    expect(probeOf(FOUND, [{ productId: '02ae', isAllowed: true }])).toEqual(ready);
  });

  it('brings the udev rule where the person may not use it', () => {
    const probe = probeOf(FOUND, [{ productId: '02bf', isAllowed: false }]);
    expect(probe).toMatchObject({ kind: 'blocked', obstacle: 'no-permission' });
    const remedy = probe.kind === 'blocked' ? probe.remedy : '';
    for (const id of ['02ae', '02be', '02bf', '02c4']) expect(remedy).toContain(`"${id}"`);
  });

  it.each([
    ['not-built', 'no-driver'],
    ['library-missing', 'no-driver'],
    ['no-device', 'not-plugged-in'],
    ['busy', 'in-use'],
    ['hung', 'not-answering'],
  ] as const)('tells %s as %s', (cause, obstacle) => {
    const found = { state: 'unavailable', cause, reason: 'Why.', devices: [] } as const;
    expect(probeOf(found, null)).toMatchObject({ kind: 'blocked', obstacle, reason: 'Why.' });
  });

  it('explains what only a start could tell', () => {
    const explain = (problem: Problem) => freenectSource.explain?.(problem);
    expect(explain(freenectProblem('busy', ''))).toEqual({ obstacle: 'in-use' });
    const forbidden = explain(freenectProblem('no-permission', ''));
    expect(forbidden?.obstacle).toBe('no-permission');
    expect(forbidden?.remedy).toContain('02bf');
    expect(explain({ code: 'internal', message: 'Of another part.' })).toBeNull();
  });
});
