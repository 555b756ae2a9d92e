import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { writeColorPicture, writeDepthPicture } from '../pictures/pictures.ts';
import { createFrameRegistration } from '../registered-frame.ts';
import type { FrameSink } from '../frame-source.ts';
import { TUM_UNITS_PER_MILLIMETRE } from './tum-import.ts';
import { beginOutput, unwritable } from '../files/unfinished-output.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../files/private-files.ts';

/** The farthest that 16 bits hold: 13.106 m, since 65535 means no reading to many programs. */
const FARTHEST_MM = Math.floor(65534 / TUM_UNITS_PER_MILLIMETRE);
const REMARK = { rgb: '# color images', depth: '# depth maps' };

/**
 * Writes a folder in the format of the TUM RGB-D benchmark (see `tum-import.ts`): `rgb/`, `depth/`, `rgb.txt`,
 * `depth.txt`, and the intrinsics in `calibration.txt`. Frames are registered first. Colour is lossless without
 * alpha; readings beyond 13.106 m do not fit and become "no reading"; times are kept to the microsecond.
 */
export async function createTumFolder(
  folder: string,
  sensor: SensorModel,
): Promise<Result<FrameSink>> {
  const begun = await beginOutput(folder, 'folder');
  if (!begun.ok) return begun;
  const { path, output, finish, discard } = begun.value;
  const register = createFrameRegistration(sensor);
  let frames = 0;
  let tooFar = 0;
  let previousStamp = '';
  let calibration = '';
  const list = (kind: 'rgb' | 'depth') => join(path, `${kind}.txt`);
  try {
    for (const kind of ['rgb', 'depth'] as const) {
      await mkdir(join(path, kind), PRIVATE_FOLDER);
      await writeFile(list(kind), `${REMARK[kind]}\n# timestamp filename\n`, PRIVATE_FILE);
    }
  } catch (error) {
    await discard();
    return unwritable(output, error);
  }
  return succeed({
    async write(sensorFrame) {
      const frame = register(sensorFrame);
      if (!frame.ok) return frame;
      const { width, height, depth, color, timeMs, camera } = frame.value;
      const stamp = (timeMs / 1000).toFixed(6);
      if (timeMs < 0 || stamp === previousStamp) {
        return fail(
          'files-unwritable',
          `Frame ${sensorFrame.sequence} at ${timeMs} ms cannot be written to ${output}: its time stamp would be ${stamp}.`,
        );
      }
      previousStamp = stamp;
      const scaled = depth.map((mm) => (mm > FARTHEST_MM ? 0 : mm * TUM_UNITS_PER_MILLIMETRE));
      tooFar += depth.reduce((count, mm) => count + (mm > FARTHEST_MM ? 1 : 0), 0);
      const picture = { width, height, data: color };
      const written = await writeColorPicture(join(path, 'rgb', `${stamp}.png`), picture);
      if (!written.ok) return written;
      const readings = { width, height, data: scaled };
      const also = await writeDepthPicture(join(path, 'depth', `${stamp}.png`), readings);
      if (!also.ok) return also;
      try {
        for (const kind of ['rgb', 'depth']) {
          await appendFile(join(path, `${kind}.txt`), `${stamp} ${kind}/${stamp}.png\n`);
        }
      } catch (error) {
        return unwritable(output, error);
      }
      const { fx, fy, cx, cy } = camera.intrinsics;
      calibration = `${fx} ${fy} ${cx} ${cy}\n`;
      frames++;
      return succeed(undefined);
    },
    async finish() {
      try {
        await writeFile(join(path, 'calibration.txt'), calibration, PRIVATE_FILE);
      } catch (error) {
        await discard();
        return unwritable(output, error);
      }
      const finished = await finish();
      if (!finished.ok) {
        await discard();
        return finished;
      }
      const losses =
        tooFar === 0
          ? []
          : [
              `${tooFar} readings beyond ${FARTHEST_MM} mm were left out: the format cannot hold them.`,
            ];
      return succeed({ output, frames, losses });
    },
    discard,
  });
}
