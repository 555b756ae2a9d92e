/** Sources that are always there and send nothing, for tests of those who choose between them. */
import { DEFAULT_SCENE, type SourceName } from '../../contract/camera.ts';
import { succeed } from '../../contract/problem.ts';
import { CameraControl, type CameraControlOptions } from './camera-control.ts';
import type { CameraRegistry, CameraSource } from './camera-source.ts';

export interface SilentSources {
  readonly onStarted: (source: SourceName) => void;
  readonly onStopped: (source: SourceName) => void;
}

/** A camera control before such sources, but for the others; the rest as in the options. */
export function controlOfSilentSources(
  { onStarted, onStopped }: SilentSources,
  options: Partial<CameraControlOptions> = {},
  others: Partial<CameraRegistry> = {},
): CameraControl {
  const sourceOf = (source: SourceName): CameraSource => ({
    title: source,
    silenceLimitMs: Infinity,
    probe: () => Promise.resolve({ kind: 'ready', serials: [], certain: true }),
    create: () => ({
      start: () => {
        onStarted(source);
        const intrinsics = { fx: 1, fy: 1, cx: 0, cy: 0 };
        return Promise.resolve(
          succeed({ name: source, serial: '', intrinsics, trust: 'sensor' as const }),
        );
      },
      stop: () => {
        onStopped(source);
        return Promise.resolve();
      },
    }),
  });
  return new CameraControl({
    registry: {
      freenect: sourceOf('freenect'),
      kinect2: sourceOf('kinect2'),
      libfreenect2: sourceOf('libfreenect2'),
      virtual: sourceOf('virtual'),
      ...others,
    },
    scene: DEFAULT_SCENE,
    onFrame: () => undefined,
    onSources: () => undefined,
    onLost: () => undefined,
    onStarted: () => undefined,
    ...options,
  });
}
