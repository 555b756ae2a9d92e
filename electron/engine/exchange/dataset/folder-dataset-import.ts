import { asSensorFrame } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { openFolderDataset } from './folder-dataset.ts';
import type { FrameSource } from '../frame-source.ts';

/** Stills have no times of their own: one a second, slow enough to look at. */
const STILL_MS = 1000;

/** A folder dataset (`./folder-dataset.ts`) as a session: its shots in the order of `dataset.json`, one a second. */
export async function openDatasetSource(folder: string): Promise<Result<FrameSource>> {
  const dataset = await openFolderDataset(folder);
  if (!dataset.ok) return dataset;
  const { shots, read, camera } = dataset.value;
  if (shots.length === 0) return fail('files-unreadable', `There is no shot in ${folder}.`);
  return succeed({
    sensor: {
      name: camera.name,
      serial: camera.serial,
      trust: camera.trust,
      depthIntrinsics: camera.intrinsics,
      colorIntrinsics: camera.intrinsics,
      registration: { kind: 'registered' },
    },
    frames: shots.length,
    async *read(signal, first = 0) {
      for (const [index, label] of shots.entries()) {
        if (signal.aborted) return;
        if (index < first) continue;
        const frame = await read(label);
        if (!frame.ok) {
          yield frame;
          return;
        }
        const timed = { ...frame.value, sequence: index, timeMs: index * STILL_MS };
        yield succeed({ ...asSensorFrame(timed), label });
      }
    },
    close: () => Promise.resolve(),
  });
}
