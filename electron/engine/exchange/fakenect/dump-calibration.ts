import { join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../../../base/error-words.ts';
import { USUAL_KINECT_V1 } from '../../camera/registration/kinect-v1-model.ts';
import type { KinectV1Calibration } from '../../camera/sensor-frame.ts';
import type { Stated } from '../../../contract/reading.ts';
import { isThere } from '../../../base/is-there.ts';
import { readWholeFile } from '../files/files.ts';

/** What libfreenect ≥ 0.6 writes beside a dump: how the device that was recorded registers. */
export const DUMP_CALIBRATION = 'device.json';
const LARGEST_BYTES = 65_536;

const whole = z.coerce.number().pipe(z.int());
const number = z.coerce.number();
/** Entries of `freenect_reg_info` in its order (libfreenect_registration.h); the file leaves out unused ones. */
const REGISTRATION_INFO = [
  'dx_center',
  ...['ax', 'bx', 'cx', 'dx', 'dx_start', 'ay', 'by', 'cy', 'dy', 'dy_start'],
  ...[
    'dx_beta_start',
    'dy_beta_start',
    'rollout_blank',
    'rollout_size',
    'dx_beta_inc',
    'dy_beta_inc',
  ],
  ...['dxdx_start', 'dxdy_start', 'dydx_start', 'dydy_start'],
  ...['dxdxdx_start', 'dydxdx_start', 'dxdxdy_start', 'dydxdy_start', 'back_comp1'],
  ...['dydydx_start', 'back_comp2', 'dydydy_start'],
] as const;
const UNUSED = new Set<string>([
  'dx_center',
  'rollout_blank',
  'rollout_size',
  'back_comp1',
  'back_comp2',
]);

const padInfo = z.object({ start_lines: whole.pipe(z.int().min(0)) });
const zeroPlane = z.object({
  // Centimetres; a device that says something else by orders of magnitude was not read right.
  dcmos_emitter_distance: number.pipe(z.number().min(0.1).max(100)),
  dcmos_rcmos_distance: number.pipe(z.number().min(-100).max(100)),
  reference_distance: number.pipe(z.number().min(1).max(10_000)),
  reference_pixel_size: number.pipe(z.number().min(0.001).max(10)),
});
const deviceSchema = z.object({
  reg_info: z.looseObject({
    ...Object.fromEntries(
      REGISTRATION_INFO.map((name) => [name, UNUSED.has(name) ? whole.default(0) : whole]),
    ),
    pad_info: padInfo.optional(),
    zero_plane_info: zeroPlane.optional(),
  }),
  reg_pad_info: padInfo.optional(),
  zero_plane_info: zeroPlane.optional(),
  const_shift: number.pipe(z.number().min(0).max(2047)),
});

interface DumpCalibration extends Stated<KinectV1Calibration> {
  readonly notices: readonly string[];
}

/** The calibration of the recorded device; that of a usual Kinect v1 where the dump has none or a damaged one. */
export async function readDumpCalibration(folder: string): Promise<DumpCalibration> {
  const file = join(folder, DUMP_CALIBRATION);
  const usual = { value: USUAL_KINECT_V1, from: 'assumed' } as const;
  if (!(await isThere(file))) return { ...usual, notices: [] };
  const read = await readWholeFile(file, LARGEST_BYTES);
  if (!read.ok) return { ...usual, notices: [read.problem.message] };
  try {
    const text = read.value.toString('utf8').replace(/^\ufeff/, '');
    return { value: calibrationOf(JSON.parse(text)), from: 'file', notices: [] };
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : reasonOf(error);
    return { ...usual, notices: [`${file} cannot be used: ${reason}.`] };
  }
}

function calibrationOf(json: unknown): KinectV1Calibration {
  const device = deviceSchema.parse(json);
  const { reg_info: info } = device;
  const numbers = z.record(z.string(), z.unknown()).parse(info);
  const plane = info.zero_plane_info ?? device.zero_plane_info;
  const pad = info.pad_info ?? device.reg_pad_info;
  return {
    ...USUAL_KINECT_V1,
    constShift: device.const_shift,
    zeroPlane:
      plane === undefined
        ? USUAL_KINECT_V1.zeroPlane
        : {
            // The device reports single precision.
            emitterDistance: Math.fround(plane.dcmos_emitter_distance),
            colorDistance: Math.fround(plane.dcmos_rcmos_distance),
            referenceDistance: Math.fround(plane.reference_distance),
            pixelSize: Math.fround(plane.reference_pixel_size),
          },
    device: {
      registrationInfo: REGISTRATION_INFO.map((name) => Number(numbers[name])),
      startLines: pad?.start_lines ?? 0,
    },
  };
}
