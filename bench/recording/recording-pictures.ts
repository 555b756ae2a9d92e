import type { SensorImage, SensorModel } from '../../electron/engine/camera/sensor-frame.ts';
import { SeededRandom } from '../../electron/base/seeded-random.ts';

export interface Format {
  readonly name: string;
  readonly sensor: SensorModel;
  readonly depth: readonly [number, number];
  readonly color: readonly [number, number];
}

export interface Pictures {
  readonly depth: SensorImage<Uint16Array<ArrayBuffer>>;
  readonly color: SensorImage<Uint8Array>;
}

/**
 * A slanted wall with noise of several mm in every pixel (a Kinect v1's steps repeat, and pack better), and a colour
 * picture with as much detail as a room has.
 */
export function makePictures(
  { depth, color }: Pick<Format, 'depth' | 'color'>,
  seed: number,
): Pictures {
  const random = new SeededRandom(seed);
  const noise = () => random.next() + random.next() + random.next() - 1.5;
  const [w, h] = depth;
  const depths = Uint16Array.from({ length: w * h }, (_, i) => {
    if (i % 37 === 0 && random.next() < 0.5) return 0;
    return Math.round(700 + 0.8 * (i % w) + 0.3 * Math.floor(i / w) + 2.5 * noise());
  });
  const [cw, ch] = color;
  const colors = new Uint8Array(4 * cw * ch);
  for (let i = 0; i < cw * ch; i++) {
    const [x, y] = [i % cw, Math.floor(i / cw)];
    const shade = 120 + 60 * Math.sin(x / 23) * Math.cos(y / 31) + 6 * noise();
    colors.set([shade, shade * 0.9, shade * 0.8, 255], 4 * i);
  }
  return {
    depth: { width: w, height: h, data: depths },
    color: { width: cw, height: ch, data: colors },
  };
}
