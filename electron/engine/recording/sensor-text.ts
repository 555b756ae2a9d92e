/** A sensor's model as text, typed arrays included; read back with its shape checked. */
import { z } from 'zod';
import type { SensorModel } from '../camera/sensor-frame.ts';

const numbers = z.number();
const intrinsics = z.object({ fx: numbers, fy: numbers, cx: numbers, cy: numbers });
const table = z.array(z.int()).max(1_000_000);
const model = z.object({
  name: z.string().max(200),
  serial: z.string().max(200),
  trust: z.enum(['sensor', 'recording', 'virtual']),
  depthIntrinsics: intrinsics,
  colorIntrinsics: intrinsics,
  registration: z.looseObject({ kind: z.enum(['registered', 'kinect-v1', 'kinect-v2']) }),
});

export function sensorToText(sensor: SensorModel): string {
  return JSON.stringify(sensor, (_, value: unknown) =>
    value instanceof Int32Array ? { int32: [...value] } : value,
  );
}

/** Null where the text is not a sensor's. */
export function sensorFromText(text: string): SensorModel | null {
  try {
    const value: unknown = JSON.parse(text, (_, part: unknown) => {
      const packed = z.strictObject({ int32: table }).safeParse(part);
      return packed.success ? Int32Array.from(packed.data.int32) : part;
    });
    return model.safeParse(value).success ? (value as SensorModel) : null;
  } catch {
    return null;
  }
}
