import type { RoomLight, VirtualScene } from '../../../contract/camera.ts';
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import type { HeadPose } from '../../../contract/head-pose.ts';
import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import { SensorNoise } from './noise/sensor-noise.ts';
import type { CleanFrame } from './noise/clean-frame.ts';
import type { VirtualPose } from './motion.ts';
import { drawPrint, printPhoto } from './drawing/photo.ts';
import type { Print } from './drawing/photo.ts';
import { ScenePainter } from './drawing/scene-painter.ts';
import type { VirtualPerson } from './virtual-person.ts';

export interface SensorGrid {
  readonly width: number;
  readonly height: number;
  readonly camera: CameraModel;
}

/** The grid on which the registered frames of each sensor arrive. */
export const SENSOR_GRIDS: Readonly<Record<VirtualScene['sensor'], SensorGrid>> = {
  'kinect-v1': {
    width: 640,
    height: 480,
    camera: {
      name: 'Virtual Kinect v1',
      serial: 'virtual-kinect-v1',
      intrinsics: { fx: 531, fy: 531, cx: 319.5, cy: 239.5 },
      trust: 'virtual',
    },
  },
  'kinect-v2': {
    width: 512,
    height: 424,
    camera: {
      name: 'Virtual Kinect v2',
      serial: 'virtual-kinect-v2',
      intrinsics: { fx: 365.5, fy: 365.5, cx: 254.9, cy: 205.4 },
      trust: 'virtual',
    },
  },
};

export interface VirtualFrame {
  readonly frame: RgbdFrame;
  /** The pose that was drawn; absent where no living head is in the picture. */
  readonly truth?: HeadPose;
}

/** One virtual sensor in front of a person, a print of the person, or an empty room. */
export class VirtualSensor {
  readonly #grid: SensorGrid;
  readonly #painter: ScenePainter;
  readonly #noise: SensorNoise;
  readonly #person: VirtualPerson | null;
  readonly #print: Print | null;

  private constructor(
    sensor: VirtualScene['sensor'],
    person: VirtualPerson | null,
    print: Print | null,
    seed: number,
  ) {
    const grid = SENSOR_GRIDS[sensor];
    this.#grid = grid;
    this.#painter = new ScenePainter(grid.width, grid.height, grid.camera.intrinsics);
    this.#noise = new SensorNoise(sensor, seed);
    this.#person = person;
    this.#print = print;
  }

  /**
   * @param person null for an empty room
   * @param seed fixes the noise of every frame to come
   */
  static async create(
    scene: Pick<VirtualScene, 'sensor' | 'presentation'>,
    person: VirtualPerson | null,
    seed: number,
  ): Promise<Result<VirtualSensor>> {
    if (person === null || scene.presentation === 'person') {
      return succeed(new VirtualSensor(scene.sensor, person, null, seed));
    }
    const print = await printPhoto(person);
    return print.ok ? succeed(new VirtualSensor(scene.sensor, person, print.value, seed)) : print;
  }

  /** One frame at a pose, which is held to the range of the atlas. Fails when a picture is damaged. */
  async capture(
    pose: VirtualPose,
    sequence: number,
    timeMs: number,
    light: RoomLight = 'bright',
  ): Promise<Result<VirtualFrame>> {
    const shown = { ...pose, ...this.#person?.clamp(pose.yaw, pose.pitch) };
    const clean = await this.draw(shown);
    if (!clean.ok) {
      return clean;
    }
    const { width, height, camera } = this.#grid;
    const images = this.#noise.apply(clean.value, timeMs, light);
    const infrared = this.#noise.infrared(clean.value);
    const registered = { sequence, timeMs, width, height, camera, ...images };
    const frame: RgbdFrame = infrared === null ? registered : { ...registered, infrared };
    if (this.#person === null || this.#print !== null) {
      return succeed({ frame });
    }
    const { yaw, pitch, roll, distanceMm } = shown;
    const { interOcularMm } = this.#person.archive;
    return succeed({ frame, truth: { yaw, pitch, roll, distanceMm, interOcularMm } });
  }

  /** What a perfect sensor would see; valid until the next call. */
  async draw(pose: VirtualPose): Promise<Result<CleanFrame>> {
    if (this.#person !== null && this.#print === null) {
      return this.#painter.drawPerson(this.#person, pose);
    }
    const canvas = this.#painter.drawRoom();
    if (this.#print !== null) {
      drawPrint(canvas, this.#print, pose);
    }
    return succeed(canvas);
  }
}
