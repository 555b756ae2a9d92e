import { describe, expect, it } from 'vitest';
import type { SourceState } from '../../contract/camera.ts';
import { giveUpAdvice } from './give-up-advice.ts';

const source = (
  source: SourceState['source'],
  changes: Partial<SourceState> = {},
): SourceState => ({
  ...{ source, title: source === 'virtual' ? 'Virtual Kinect' : 'Kinect v2', state: 'available' },
  ...changes,
});

describe('advice about an engine that keeps dying', () => {
  it('has nobody unplug what cannot be', () => {
    for (const sources of [[], [source('virtual', { state: 'streaming' }), source('kinect2')]]) {
      expect(giveUpAdvice(sources, false)).not.toMatch(/unplug/i);
      expect(giveUpAdvice(sources, false)).toContain('Try again');
    }
  });

  it('names the camera in use, or the one that was chosen', () => {
    const inUse = [source('kinect2', { state: 'streaming' }), source('virtual')];
    expect(giveUpAdvice(inUse, false)).toContain('Unplug the Kinect v2');
    const chosen = [source('kinect2', { state: 'stopped', chosen: true }), source('virtual')];
    expect(giveUpAdvice(chosen, false)).toContain('Unplug the Kinect v2');
  });

  it('suspects the recording that was playing', () => {
    const inUse = [source('kinect2', { state: 'streaming' })];
    expect(giveUpAdvice(inUse, true)).toMatch(/recording/);
  });
});
