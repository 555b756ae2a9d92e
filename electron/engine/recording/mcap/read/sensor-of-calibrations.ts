import { z } from 'zod';
import type { Intrinsics } from '../../../../contract/frame.ts';
import type { SensorModel } from '../../../camera/sensor-frame.ts';
import { decode } from '../foxglove.ts';
import type { Stream } from '../topics.ts';
import type { ImagePlace } from './frame-index.ts';
import type { MessageReader } from './message-reader.ts';

const calibration = z.object({ K: z.array(z.number()).length(9) });

/**
 * The sensor of a recording whose description another program left out, as its calibrations tell it. Throws a phrase
 * where they do not tell how depth and colour are laid over each other: a Kinect v1's raw readings look like
 * millimetres.
 */
export async function sensorOfCalibrations(
  reader: MessageReader,
  places: readonly ImagePlace[],
  hasRegisteredColor: boolean,
): Promise<SensorModel> {
  const depth = await intrinsicsAt(reader, places, 'depthCalibration');
  const color = await intrinsicsAt(reader, places, 'colorCalibration');
  const isRegistered = depth !== null && color !== null && isSame(depth, color);
  if (depth !== null && color !== null && (isRegistered || hasRegisteredColor)) {
    return {
      name: 'A camera whose name another program left out',
      serial: '',
      trust: 'recording',
      depthIntrinsics: depth,
      colorIntrinsics: color,
      registration: { kind: hasRegisteredColor ? 'kinect-v2' : 'registered' },
    };
  }
  throw new Error(
    'byte 8: another program left out which camera it is of, and so what its depth means; let that program keep the metadata',
  );
}

const isSame = (a: Intrinsics, b: Intrinsics): boolean =>
  a.fx === b.fx && a.fy === b.fy && a.cx === b.cx && a.cy === b.cy;

/** Null if there is none that can be read. */
async function intrinsicsAt(
  reader: MessageReader,
  places: readonly ImagePlace[],
  wanted: Stream,
): Promise<Intrinsics | null> {
  for (const { stream, ...place } of places) {
    if (stream !== wanted) continue;
    try {
      const { data } = await reader.read(place);
      const { K } = calibration.parse(decode('foxglove.CameraCalibration', data));
      const [fx = 0, , cx = 0, , fy = 0, cy = 0] = K;
      if (fx > 0 && fy > 0 && Number.isFinite(cx) && Number.isFinite(cy)) return { fx, fy, cx, cy };
    } catch {
      continue;
    }
  }
  return null;
}
