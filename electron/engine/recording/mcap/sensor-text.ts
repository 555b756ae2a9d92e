/** A sensor's model as text in recordings; every part of it is checked on reading. */
import { z } from 'zod';
import { ORIGINS, REGISTRATIONS, TIME_UNITS } from '../../../contract/reading.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';

const finite = z.number();
const intrinsics = z.strictObject({
  fx: finite.positive(),
  fy: finite.positive(),
  cx: finite,
  cy: finite,
});
const calibration = z.strictObject({
  constShift: finite,
  zeroPlane: z.strictObject({
    emitterDistance: finite,
    colorDistance: finite,
    referenceDistance: finite,
    pixelSize: finite,
  }),
  pinhole: z.strictObject({
    uScale: finite,
    uOffset: finite,
    parallax: finite,
    vScale: finite,
    vOffset: finite,
  }),
  device: z
    .strictObject({ registrationInfo: z.array(z.int()).length(29), startLines: z.int().min(0) })
    .nullable(),
});
const polynomial = z.array(finite).length(10);
const calibrationV2 = z.strictObject({
  depth: z.strictObject({
    ...intrinsics.shape,
    k1: finite,
    k2: finite,
    k3: finite,
    p1: finite,
    p2: finite,
  }),
  color: z.strictObject({
    ...intrinsics.shape,
    shiftD: finite,
    shiftM: finite,
    mx: polynomial,
    my: polynomial,
  }),
});
const turned = z.literal(true).exactOptional();
const stated = <T extends z.ZodType>(value: T) => z.strictObject({ value, from: z.enum(ORIGINS) });
const scale = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear'), millimetres: finite.positive() }),
  z.strictObject({ kind: z.literal('rotated') }),
  z.strictObject({ kind: z.literal('disparity') }),
]);
const reading = z.strictObject({
  intrinsics: stated(intrinsics),
  scale: stated(scale),
  invalid: stated(z.array(finite).max(100)),
  time: stated(z.enum(TIME_UNITS)),
  registration: stated(z.enum(REGISTRATIONS)),
});
const sensorSchema: z.ZodType<SensorModel> = z.strictObject({
  name: z.string().max(200),
  serial: z.string().max(200),
  trust: z.enum(['sensor', 'recording', 'virtual']),
  depthIntrinsics: intrinsics,
  colorIntrinsics: intrinsics,
  registration: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('registered') }),
    z.strictObject({ kind: z.literal('kinect-v1'), calibration, turned }),
    z.strictObject({ kind: z.literal('kinect-v1-millimetres'), calibration, turned }),
    z.strictObject({ kind: z.literal('kinect-v2') }),
    z.strictObject({ kind: z.literal('kinect-v2-device'), calibration: calibrationV2, turned }),
  ]),
  reading: reading.exactOptional(),
});

export const sensorToText = (sensor: SensorModel): string => JSON.stringify(sensor);

/** Null where the text is not a sensor's model. */
export function sensorFromText(text: string): SensorModel | null {
  try {
    return sensorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
