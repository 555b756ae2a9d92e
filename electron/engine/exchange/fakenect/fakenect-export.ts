import { hasRawKinectV1, type SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { startFakenectDump, type FakenectDumpWriter } from './fakenect-dump.ts';
import type { FrameSink } from '../frame-source.ts';
import { beginOutput } from '../files/unfinished-output.ts';

/**
 * Writes a dump that `fakenect` plays (`fakenect-dump.ts`). It holds the raw readings of a Kinect v1, so sessions of
 * other sensors are refused. Files are named by the times of the frames. The calibration is not kept.
 */
export async function createFakenectDump(
  folder: string,
  sensor: SensorModel,
): Promise<Result<FrameSink>> {
  if (!hasRawKinectV1(sensor)) {
    return fail(
      'files-unwritable',
      `A fakenect dump holds the raw readings of a Kinect v1; this session of “${sensor.name}” has none. Convert it to a TUM folder or a folder dataset instead.`,
    );
  }
  const begun = await beginOutput(folder, 'folder');
  if (!begun.ok) return begun;
  const { path, output, finish, discard } = begun.value;
  let dump: FakenectDumpWriter | null = null;
  return succeed({
    async write(frame) {
      if (dump === null) {
        const opened = await startFakenectDump(path, frame.timeMs);
        if (!opened.ok) return opened;
        dump = opened.value;
      }
      return dump.write(frame);
    },
    async finish() {
      const frames = dump?.frames ?? 0;
      const closed = (await dump?.close()) ?? succeed(undefined);
      const finished = closed.ok ? await finish() : closed;
      if (finished.ok) return succeed({ output, frames, losses: [] });
      await discard();
      return finished;
    },
    async discard() {
      await dump?.close();
      await discard();
    },
  });
}
