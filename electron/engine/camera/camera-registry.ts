/** The sources of frames of this version: how each is called, probed and created. */
import type { DeviceName } from '../../contract/camera.ts';
import type { CameraRegistry, CameraSource } from './camera-source.ts';
import { freenectSource } from './kinect-v1/freenect-source.ts';
import { freenect2Source } from './kinect-v2/libfreenect2/freenect2-source.ts';
import { Kinect2Camera } from './kinect-v2/microsoft/kinect2-camera.ts';
import { Kinect2Driver } from './kinect-v2/microsoft/kinect2-driver.ts';
import { kinect2Package } from './kinect-v2/microsoft/kinect2-module.ts';
import { probeKinect2 } from './kinect-v2/microsoft/kinect2-probe.ts';
import { turnedCamera } from './mirrored/turned-camera.ts';
import { blocked } from './probe.ts';
import { KINECT_V1_WIDTH } from './registration/kinect-v1-model.ts';
import { DEPTH_WIDTH } from './registration/kinect-v2-model.ts';
import { VirtualCamera, type VirtualPace } from './virtual/virtual-camera.ts';

export interface RegistryOptions {
  readonly assets: string;
  /** Why the virtual camera has nobody to show; null if it has. */
  readonly virtualProblem: string | null;
  /** Default: `real-time`. */
  readonly virtualPace?: VirtualPace;
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
export function createCameraRegistry({
  assets,
  virtualProblem,
  virtualPace,
}: RegistryOptions): CameraRegistry {
  const kinect2 = new Kinect2Driver(kinect2Package);
  return {
    freenect: turnable('freenect', KINECT_V1_WIDTH, freenectSource),
    kinect2: turnable('kinect2', DEPTH_WIDTH, {
      title: 'Kinect for Xbox One (Microsoft driver)',
      probe: () => probeKinect2(kinect2Package),
      create: () => new Kinect2Camera(kinect2),
    }),
    libfreenect2: turnable('libfreenect2', DEPTH_WIDTH, freenect2Source),
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
        const framesPerSecond = virtualFps();
        const camera = new VirtualCamera({ assets, scene, framesPerSecond, pace: virtualPace });
        return {
          start: (observer) => camera.start(observer),
          stop: () => camera.stop(),
          setOptions: (options) => camera.setScene(options.scene),
        };
      },
    },
  };
}

/** A device that obeys the setting “mirrored”; `width` is that of its registered frames, in pixels. */
function turnable(name: DeviceName, width: number, source: CameraSource): CameraSource {
  return {
    ...source,
    create(options) {
      const camera = source.create(options);
      return options.mirrored?.includes(name) === true ? turnedCamera(camera, width) : camera;
    },
  };
}
