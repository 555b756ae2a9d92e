/** From a pixel of the registered frame to the colour camera's own picture. */
import { kinectV2PointInColor } from '../registration/kinect-v2-registration.ts';
import type { KinectV2Calibration, SensorModel } from '../sensor-frame.ts';

export interface PlaceOfPoint {
  readonly x: number;
  readonly y: number;
}

/** Where the picture shows what the frame sees at (x, y), `distanceMm` away; pixels, possibly outside the picture. */
export type PlaceInPicture = (x: number, y: number, distanceMm: number) => PlaceOfPoint;

/**
 * Where a Kinect v2's colour camera sits: so far to the right of its depth camera, as both look. The device itself
 * tells it (`shiftM` of its calibration); Microsoft's driver does not.
 */
const KINECT_V2_BASELINE_MM = 52;

/** The mapping of the device in use, kept: it is asked for with every frame. */
let known: { readonly sensor: SensorModel; readonly place: PlaceInPicture | null } | null = null;

/**
 * The mapping of `sensor`; null where frames are on the grid of colour already.
 * @param widths of depth and colour as delivered, pixels
 */
export function placesInPicture(
  sensor: SensorModel,
  widths: { readonly depth: number; readonly color: number },
): PlaceInPicture | null {
  if (known?.sensor !== sensor) known = { sensor, place: mappingOf(sensor, widths) };
  return known.place;
}

function mappingOf(
  sensor: SensorModel,
  widths: { readonly depth: number; readonly color: number },
): PlaceInPicture | null {
  const { registration } = sensor;
  switch (registration.kind) {
    case 'registered':
    case 'kinect-v1':
    case 'kinect-v1-millimetres':
      return null;
    case 'kinect-v2':
      return byIntrinsics(sensor);
    case 'kinect-v2-device':
      return byDevice(registration.calibration, registration.turned ? widths : null);
  }
}

/** As two pinholes side by side; exact to about 1 % of the picture. */
function byIntrinsics({ depthIntrinsics: from, colorIntrinsics: to }: SensorModel): PlaceInPicture {
  return (x, y, distanceMm) => {
    const across = ((x - from.cx) / from.fx) * distanceMm - KINECT_V2_BASELINE_MM;
    return {
      x: (to.fx * across) / distanceMm + to.cx,
      y: (to.fy * (y - from.cy)) / from.fy + to.cy,
    };
  };
}

/** The calibration is of the pictures before they were turned. */
function byDevice(
  calibration: KinectV2Calibration,
  turned: { readonly depth: number; readonly color: number } | null,
): PlaceInPicture {
  const place = kinectV2PointInColor(calibration);
  if (turned === null) return place;
  return (x, y, distanceMm) => {
    const seen = place(turned.depth - 1 - x, y, distanceMm);
    return { x: turned.color - 1 - seen.x, y: seen.y };
  };
}
