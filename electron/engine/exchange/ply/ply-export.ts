import { open } from 'node:fs/promises';
import { encodePly } from '../../../analysis/export/ply.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { createFrameRegistration } from '../registered-frame.ts';
import type { FrameSink } from '../frame-source.ts';
import { beginOutput, unwritable } from '../files/unfinished-output.ts';
import { PRIVATE_FILE } from '../files/private-files.ts';

/** Writes one frame as a PLY point cloud (`encodePly`). A second frame is a problem: the caller has to choose one. */
export async function createPly(file: string, sensor: SensorModel): Promise<Result<FrameSink>> {
  const begun = await beginOutput(file, 'file');
  if (!begun.ok) return begun;
  const { path, output, finish, discard } = begun.value;
  const register = createFrameRegistration(sensor);
  let frames = 0;
  return succeed({
    async write(sensorFrame) {
      if (frames > 0) {
        return fail(
          'files-unwritable',
          `${output} was not written: a PLY file holds one frame. Say which one with --frame.`,
        );
      }
      const frame = register(sensorFrame);
      if (!frame.ok) return frame;
      try {
        const handle = await open(path, 'wx', PRIVATE_FILE.mode);
        try {
          await handle.writeFile(
            encodePly({ ...frame.value, intrinsics: frame.value.camera.intrinsics }),
          );
        } finally {
          await handle.close();
        }
      } catch (error) {
        return unwritable(output, error);
      }
      frames++;
      return succeed(undefined);
    },
    async finish() {
      const finished = await finish();
      if (finished.ok) return succeed({ output, frames, losses: [] });
      await discard();
      return finished;
    },
    discard,
  });
}
