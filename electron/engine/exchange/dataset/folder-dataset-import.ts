import { join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { asSensorFrame } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { COLOR_ENDINGS, openFolderDataset } from './folder-dataset.ts';
import type { FrameSource } from '../frame-source.ts';
import { NOTHING_LEFT_OUT } from '../left-out.ts';
import { NO_READING_16, SCALES } from '../reading/depth-millimetres.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { sourceOfShots } from '../shots/shot-source.ts';

/** Stills have no times of their own: one a second, slow enough to look at. */
const STILL_MS = 1000;

/** A folder dataset (`./folder-dataset.ts`) as a session: its shots in the order of `dataset.json`, one a second. */
export async function openDatasetSource(
  folder: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    folder,
    'a folder dataset',
    'whose dataset.json says its camera, and which is in millimetres',
  );
  if (idle !== null) return idle;
  const dataset = await openFolderDataset(folder);
  if (!dataset.ok) return dataset;
  const { shots, read, camera } = dataset.value;
  if (shots.length === 0) return fail('files-unreadable', `There is no shot in ${folder}.`);
  const sensor: SensorModel = {
    name: camera.name,
    serial: camera.serial,
    trust: camera.trust,
    depthIntrinsics: camera.intrinsics,
    colorIntrinsics: camera.intrinsics,
    registration: { kind: 'registered' },
    reading: {
      intrinsics: { value: camera.intrinsics, from: 'file' },
      scale: { value: SCALES.millimetres, from: 'format' },
      invalid: { value: [0, NO_READING_16], from: 'format' },
      time: { value: 'stills', from: 'format' },
      registration: { value: 'registered', from: 'format' },
    },
  };
  const stem = ({ person, shot }: { person: string; shot: string }) => join(folder, person, shot);
  return succeed(
    sourceOfShots({
      sensor,
      shots: shots.map((label, index) => ({
        depth: `${stem(label)}.depth.png`,
        color: `${stem(label)}.color.png`,
        others: COLOR_ENDINGS.map((ending) => `${stem(label)}.color.${ending}`),
        timeMs: index * STILL_MS,
        sequence: index,
        label,
      })),
      leftOut: NOTHING_LEFT_OUT,
      notices: [],
      async read({ timeMs, sequence, label }) {
        if (label === undefined) return fail('files-unreadable', `${folder} has an unnamed shot.`);
        const frame = await read(label);
        if (!frame.ok) return frame;
        const timed = { ...frame.value, sequence, timeMs };
        return succeed({ ...asSensorFrame(timed), sensor, label });
      },
    }),
  );
}
