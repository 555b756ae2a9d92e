import { describe, expect, it } from 'vitest';
import type { SourceState } from '../../electron/contract/camera.ts';
import type { AppState } from '../../electron/contract/window/app-state.ts';
import { pictureObstacle } from './picture-obstacle.ts';

const APP: Pick<AppState, 'engine' | 'player'> = {
  engine: {
    phase: 'running',
    encoder: '',
    runtime: { engine: 'onnxruntime', onnxruntime: '1', tfjsObstacle: null },
    thresholds: { people: 1, renderedPeople: 1 },
    sinceMs: 0,
  },
  player: { phase: 'closed' },
};
const source = (state: SourceState['state'], reason?: string): SourceState => ({
  ...{ source: 'freenect', title: 'Kinect v1', state },
  ...(reason === undefined ? {} : { reason }),
});
const obstacleOf = (...sources: SourceState[]) => pictureObstacle({ ...APP, sources }, 'en');

describe('what keeps a picture from being live', () => {
  it('is nothing while a camera streams, or a recording has its place', () => {
    expect(obstacleOf(source('available'), source('streaming'))).toBeNull();
    const player = {
      ...({ phase: 'open', id: 'a', mode: 'camera', playing: true, speed: 1, loop: true } as const),
      ...{ index: 0, frames: 2, timeMs: 0, durationMs: 33, recognition: null },
    };
    expect(pictureObstacle({ ...APP, player, sources: [source('stopped')] }, 'en')).toBeNull();
  });

  it('is the camera that was chosen, with its reason, or that there is none', () => {
    expect(obstacleOf(source('available'), source('stopped', 'Unplugged.'))).toBe('Unplugged.');
    expect(obstacleOf(source('starting'))).toBe('Kinect v1 is starting.');
    expect(obstacleOf(source('available'))).toContain('No camera delivers pictures');
    expect(obstacleOf()).toContain('No camera delivers pictures');
  });

  it('is an engine that does not run, whatever the cameras last said', () => {
    const engine = { phase: 'restarting', reason: 'It died.', restarts: 1 } as const;
    const sources = [source('streaming')];
    expect(pictureObstacle({ ...APP, engine, sources }, 'en')).toContain('engine is not running');
  });
});
