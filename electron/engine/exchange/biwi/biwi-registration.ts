import type { SensorImage } from '../../camera/sensor-frame.ts';
import type { BiwiCamera } from './biwi-calibration.ts';

/**
 * Creates a function that moves depth in mm (0 = none) onto the grid of the colour camera: each pixel is lifted into
 * space, X = R·x + t of both cameras, and seen by the other; its distance becomes the one from there. Of readings that
 * land on one pixel the nearest stays.
 */
export function biwiRegistration(
  { depth, color }: Readonly<Record<'depth' | 'color', BiwiCamera>>,
  { width, height }: { readonly width: number; readonly height: number },
): (millimetres: SensorImage<Uint16Array>) => Uint16Array {
  const { rotation, translation } = fromTo(depth, color);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = rotation;
  const [tx = 0, ty = 0, tz = 0] = translation;
  const { fx, fy, cx, cy } = color.intrinsics;
  return ({ width: columns, data }) => {
    const registered = new Uint16Array(width * height);
    for (let pixel = 0; pixel < data.length; pixel++) {
      const z = data[pixel] ?? 0;
      if (z === 0) continue;
      const x = (((pixel % columns) - depth.intrinsics.cx) / depth.intrinsics.fx) * z;
      const y = ((Math.floor(pixel / columns) - depth.intrinsics.cy) / depth.intrinsics.fy) * z;
      const far = g * x + h * y + i * z + tz;
      const u = Math.round((fx * (a * x + b * y + c * z + tx)) / far + cx);
      const v = Math.round((fy * (d * x + e * y + f * z + ty)) / far + cy);
      if (!(far >= 1 && u >= 0 && u < width && v >= 0 && v < height)) continue;
      const target = v * width + u;
      const there = registered[target] ?? 0;
      const mm = Math.round(far);
      if (there === 0 || mm < there) registered[target] = mm;
    }
    return registered;
  };
}

/** From one camera's frame into the other's: R = R₂·R₁ᵀ, t = t₂ − R·t₁. */
function fromTo(one: BiwiCamera, other: BiwiCamera): Omit<BiwiCamera, 'intrinsics'> {
  const rotation: number[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) {
        sum += (other.rotation[3 * row + k] ?? 0) * (one.rotation[3 * column + k] ?? 0);
      }
      rotation.push(sum);
    }
  }
  const translation = other.translation.map((to, row) =>
    one.translation.reduce((sum, from, k) => sum - (rotation[3 * row + k] ?? 0) * from, to),
  );
  return { rotation, translation };
}
