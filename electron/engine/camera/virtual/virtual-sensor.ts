import type { RoomLight, VirtualScene } from '../../../contract/camera.ts';
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import type { HeadPose } from '../../../contract/head-pose.ts';
import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import { SensorNoise } from './noise/sensor-noise.ts';
import type { LostColors } from './noise/lost-colors.ts';
import type { CleanFrame } from './noise/clean-frame.ts';
import type { Figure } from './figure.ts';
import { handTremor, type VirtualPose } from './motion.ts';
import { isAlive, isHeld, present, type Props } from './presentations/present.ts';
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

type Setting = Pick<VirtualScene, 'sensor' | 'presentation'>;

export interface VirtualFrame {
  readonly frame: RgbdFrame;
  /** The pose that was drawn; absent where no living head is in the picture. */
  readonly truth?: HeadPose;
  /** What the colour camera itself sees where the frame has no colour; absent where it has all. */
  readonly lost?: LostColors;
}

/** One virtual sensor in front of a person, of what somebody presents as them, or of an empty room. */
export class VirtualSensor {
  readonly #grid: SensorGrid;
  readonly #painter: ScenePainter;
  readonly #noise: SensorNoise;
  readonly #figure: Figure | null;
  readonly #presentation: VirtualScene['presentation'];

  private constructor({ sensor, presentation }: Setting, figure: Figure | null, seed: number) {
    const grid = SENSOR_GRIDS[sensor];
    this.#grid = grid;
    this.#painter = new ScenePainter(grid.width, grid.height, grid.camera.intrinsics);
    this.#noise = new SensorNoise(sensor, seed);
    this.#figure = figure;
    this.#presentation = presentation;
  }

  /**
   * @param person null for an empty room
   * @param seed fixes the noise of every frame to come
   * @param props what the presentation needs besides; default: the person themselves hold or wear it, with no mask at hand
   */
  static async create(
    setting: Setting,
    person: VirtualPerson | null,
    seed: number,
    props?: Props,
  ): Promise<Result<VirtualSensor>> {
    if (person === null) return succeed(new VirtualSensor(setting, null, seed));
    const needed = props ?? { attacker: person, genericFace: null };
    const figure = await present(setting.presentation, person, needed);
    return figure.ok ? succeed(new VirtualSensor(setting, figure.value, seed)) : figure;
  }

  /** The pose, held to what is shown, degrees. */
  clamp(yaw: number, pitch: number): { yaw: number; pitch: number } {
    return this.#figure?.clamp(yaw, pitch) ?? { yaw, pitch };
  }

  /** Unpacks what a pose will need. */
  async prepare(yaw: number, pitch: number): Promise<void> {
    await this.#figure?.prepare(yaw, pitch);
  }

  /** One frame at a pose, which is held to the range of the atlas. Fails when a picture is damaged. */
  async capture(
    pose: VirtualPose,
    sequence: number,
    timeMs: number,
    light: RoomLight = 'bright',
  ): Promise<Result<VirtualFrame>> {
    const held = isHeld(this.#presentation) ? handTremor(pose, timeMs / 1000) : pose;
    const shown = { ...held, ...this.clamp(held.yaw, held.pitch) };
    const clean = await this.draw(shown);
    if (!clean.ok) {
      return clean;
    }
    const { width, height, camera } = this.#grid;
    const { lost, ...images } = this.#noise.apply(clean.value, timeMs, light);
    const infrared = this.#noise.infrared(clean.value);
    const registered = { sequence, timeMs, width, height, camera, ...images };
    const frame: RgbdFrame = infrared === null ? registered : { ...registered, infrared };
    const seen = lost === null ? { frame } : { frame, lost };
    if (this.#figure === null || !isAlive(this.#presentation)) return succeed(seen);
    const { yaw, pitch, roll, distanceMm } = shown;
    const { interOcularMm } = this.#figure.archive;
    return succeed({ ...seen, truth: { yaw, pitch, roll, distanceMm, interOcularMm } });
  }

  /** What a perfect sensor would see; valid until the next call. */
  async draw(pose: VirtualPose): Promise<Result<CleanFrame>> {
    return this.#figure === null
      ? succeed(this.#painter.drawRoom())
      : this.#painter.drawFigure(this.#figure, pose);
  }
}
