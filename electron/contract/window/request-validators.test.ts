import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCENE } from '../camera.ts';
import { parseRequest, requestSchemas } from './request-validators.ts';
import type { RequestName } from './bridge.ts';

const names = Object.keys(requestSchemas) as RequestName[];

describe('request shapes', () => {
  it('accepts what the windows send', () => {
    expect(parseRequest('scene.set', DEFAULT_SCENE)).toEqual({ argument: DEFAULT_SCENE });
    const held = { ...DEFAULT_SCENE, motion: { kind: 'held', yaw: -12, pitch: 4 } };
    expect(parseRequest('scene.set', held)).toEqual({ argument: held });
    expect(parseRequest('camera.select', { source: 'virtual' })).not.toBeNull();
    expect(parseRequest('camera.mirror', { source: 'kinect2', mirrored: true })).not.toBeNull();
    expect(parseRequest('lock.pin', { pin: '0000' })).not.toBeNull();
    expect(parseRequest('player.control', { kind: 'speed', speed: 0.25 })).not.toBeNull();
    const strict = { security: { level: 'strict', asksEyes: false } };
    expect(parseRequest('security.set', strict)).toEqual({ argument: strict });
    const settings = { idleMinutes: null, awaySeconds: 30, greets: true };
    expect(parseRequest('lock.settings', settings)).toEqual({ argument: settings });
    expect(parseRequest('lock.confirm', { pin: '2468' })).not.toBeNull();
    const frame = { id: 'a_b-1', format: 'ply', frame: 12 };
    expect(parseRequest('exchange.export', frame)).toEqual({ argument: frame });
    expect(parseRequest('exchange.export', { id: 'a', format: 'tum' })).not.toBeNull();
    const test = { species: ['screen', 'print-bent'], attempts: 10 };
    expect(parseRequest('pad.start', test)).toEqual({ argument: test });
    expect(parseRequest('state.get', undefined)).toEqual({ argument: undefined });
  });

  it('trims a name', () => {
    expect(parseRequest('enrolment.finish', { name: '  Ada ', pin: '2468' })).toEqual({
      argument: { name: 'Ada', pin: '2468' },
    });
  });

  it.each([
    ['scene.set', { ...DEFAULT_SCENE, person: '../../etc/passwd' }],
    ['scene.set', { ...DEFAULT_SCENE, distanceMm: 449 }],
    ['scene.set', { ...DEFAULT_SCENE, distanceMm: Number.NaN }],
    ['scene.set', { ...DEFAULT_SCENE, motion: { kind: 'held', yaw: 91, pitch: 0 } }],
    ['scene.set', { ...DEFAULT_SCENE, light: 'pitch-dark' }],
    ['scene.set', { ...DEFAULT_SCENE, extra: 1 }],
    ['camera.select', { source: 'webcam' }],
    // What is drawn here is never mirrored.
    ['camera.mirror', { source: 'virtual', mirrored: true }],
    ['camera.mirror', { source: 'kinect2' }],
    ['enrolment.finish', { name: '   ', pin: '2468' }],
    ['enrolment.finish', { name: 'a'.repeat(41), pin: '2468' }],
    ['enrolment.finish', { name: 'A\u0000da', pin: '2468' }],
    ['enrolment.finish', { name: 'Ada', pin: '' }],
    ['security.set', { security: { level: 'none', asksEyes: true } }],
    ['security.set', { security: { level: 'strict' } }],
    ['security.set', { security: { level: 'strict', asksEyes: true, far: 1 } }],
    ['security.set', { security: { level: 'strict', asksEyes: true }, pin: '2468' }],
    ['lock.confirm', { pin: '' }],
    ['lock.confirm', undefined],
    ['lock.settings', { idleMinutes: 7, awaySeconds: null, greets: false }],
    ['lock.settings', { idleMinutes: 5, awaySeconds: 0, greets: false }],
    ['lock.settings', { idleMinutes: 5, awaySeconds: 30 }],
    ['lock.pin', { pin: '1'.repeat(513) }],
    ['lock.pin', { pin: 1234 }],
    ['lock.pin', { pin: '1234\n' }],
    ['language.set', { choice: 'fr' }],
    ['startsAtLogin.set', { startsAtLogin: 'yes' }],
    ['startsAtLogin.set', { startsAtLogin: true, program: '/bin/sh' }],
    ['people.remove', { personId: '' }],
    ['people.removeAll', { really: true }],
    ['recordings.remove', { id: '../vault/people' }],
    ['recordings.reveal', { id: '/etc/passwd' }],
    ['player.open', { id: 'a.mcap' }],
    ['pad.start', { species: ['hologram'], attempts: 5 }],
    ['pad.start', { species: ['screen'], attempts: 0 }],
    ['pad.start', { species: ['screen'], attempts: 101 }],
    ['pad.start', { species: ['screen'], attempts: 2.5 }],
    ['pad.start', { species: Array.from({ length: 10 }, () => 'screen'), attempts: 5 }],
    ['pad.save', { path: '/etc/passwd' }],
    ['player.control', { kind: 'seek', timeMs: -1 }],
    ['player.control', { kind: 'seek', timeMs: Number.POSITIVE_INFINITY }],
    ['player.control', { kind: 'speed', speed: 3 }],
    ['player.control', { kind: 'step', frames: 1000 }],
    ['player.control', { kind: 'eject' }],
    ['explorer.open', { kind: 'dataset', path: '/etc' }],
    ['explorer.open', { kind: 'recording', id: '../a' }],
    ['training.start', { encoder: 'fused', passes: 0, rendered: 1, exports: true }],
    ['training.start', { encoder: '--fresh', passes: 1, rendered: 1, exports: true }],
    ['training.start', { encoder: 'fused', passes: 1, rendered: 1, exports: true, people: ['/'] }],
    ['training.removePeople', { index: -1 }],
    ['evaluation.start', { trained: true, dataset: '/etc' }],
    ['exchange.import', { kind: 'folder', path: '/etc' }],
    ['exchange.import', { kind: 'device' }],
    ['exchange.importDropped', { path: '' }],
    ['exchange.importDropped', { path: '/a\n/b' }],
    ['exchange.importDropped', { path: '/a', encoding: 'tum' }],
    ['exchange.export', { id: '../vault/people', format: 'tum' }],
    ['exchange.export', { id: 'a', format: 'exe' }],
    ['exchange.export', { id: 'a', format: 'ply', frame: -1 }],
    ['exchange.export', { id: 'a', format: 'ply', frame: 0.5 }],
    ['exchange.export', { id: 'a', format: 'ply', frame: undefined }],
    ['exchange.export', { id: 'a', format: 'tum', output: '/tmp/a' }],
    ['exchange.cancel', { id: '' }],
  ] as const)('refuses %s %j', (name, argument) => {
    expect(parseRequest(name, argument)).toBeNull();
  });

  it('answers every value without throwing, and never lets a number or string through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), (name, value) => {
        const parsed = parseRequest(name, value);
        if (value === null || ['number', 'string', 'boolean'].includes(typeof value)) {
          expect(parsed).toBeNull();
        } else {
          expect(parsed === null || typeof parsed === 'object').toBe(true);
        }
      }),
    );
  });
});
