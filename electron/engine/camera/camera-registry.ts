/** The sources of frames of this version: how each is called, probed and created. */
import type { CameraRegistry } from './camera-source.ts';
import { freenectSource } from './kinect-v1/freenect-source.ts';
import { freenect2Source } from './kinect-v2/libfreenect2/freenect2-source.ts';
import { Kinect2Camera } from './kinect-v2/microsoft/kinect2-camera.ts';
import { Kinect2Driver } from './kinect-v2/microsoft/kinect2-driver.ts';
import { kinect2Package } from './kinect-v2/microsoft/kinect2-module.ts';
import { probeKinect2 } from './kinect-v2/microsoft/kinect2-probe.ts';
import { blocked } from './probe.ts';
import { VirtualCamera } from './virtual/virtual-camera.ts';

export interface RegistryOptions {
  readonly assets: string;
  /** Why the virtual camera has nobody to show; null if it has. */
  readonly virtualProblem: string | null;
}

/**
 * Silence limit of the virtual camera: this computer draws it, so it is slow when the computer is busy and never
 * unplugged.
 */
const VIRTUAL_SILENCE_MS = 10_000;

/** Tests slow the virtual camera down: DEPTHLOCK_VIRTUAL_FPS, 0.2 to 30 pictures a second. */
function virtualFps(): number | undefined {
  const wanted = Number(process.env['DEPTHLOCK_VIRTUAL_FPS']);
  return wanted >= 0.2 && wanted <= 30 ? wanted : undefined;
}

/** The sources of this version, in the order in which they are shown. */
export function createCameraRegistry({ assets, virtualProblem }: RegistryOptions): CameraRegistry {
  const kinect2 = new Kinect2Driver(kinect2Package);
  return {
    freenect: freenectSource,
    kinect2: {
      title: 'Kinect for Xbox One (Microsoft driver)',
      probe: () => probeKinect2(kinect2Package),
      create: () => new Kinect2Camera(kinect2),
    },
    libfreenect2: freenect2Source,
    virtual: {
      title: 'Virtual Kinect (demo)',
      silenceLimitMs: VIRTUAL_SILENCE_MS,
      probe: () =>
        Promise.resolve(
          virtualProblem === null
            ? { kind: 'ready', serials: [], certain: true }
            : blocked('no-driver', virtualProblem),
        ),
      create: ({ scene }) => {
        const camera = new VirtualCamera({ assets, scene, framesPerSecond: virtualFps() });
        return {
          start: (observer) => camera.start(observer),
          stop: () => camera.stop(),
          setOptions: (options) => camera.setScene(options.scene),
        };
      },
    },
  };
}
