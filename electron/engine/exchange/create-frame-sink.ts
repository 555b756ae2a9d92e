import { extname } from 'node:path';
import type { SensorModel } from '../camera/sensor-frame.ts';
import type { ExportFormat } from '../../contract/exchange.ts';
import { succeed, type Result } from '../../contract/problem.ts';
import { openRecordingWriter } from '../recording/mcap/write/open-recording-writer.ts';
import { createFakenectDump } from './fakenect/fakenect-export.ts';
import { createFolderDataset } from './dataset/folder-dataset-export.ts';
import { createPly } from './ply/ply-export.ts';
import { sinkOfRecording } from './recording/recording-export.ts';
import { createRos2Bag } from './ros2/ros2-export.ts';
import type { FrameSink } from './frame-source.ts';
import { createTumFolder } from './tum/tum-export.ts';
import { beginOutput } from './files/unfinished-output.ts';

const ENDINGS: Readonly<Record<string, ExportFormat>> = {
  '.ply': 'ply',
  '.mcap': 'recording',
};

/** The format implied by an output's name; null where the name does not say: the folders. */
export function formatOfName(output: string): ExportFormat | null {
  return ENDINGS[extname(output).toLowerCase()] ?? null;
}

const CREATE: Readonly<
  Record<ExportFormat, (output: string, sensor: SensorModel) => Promise<Result<FrameSink>>>
> = {
  recording: createRecording,
  tum: createTumFolder,
  ros2: createRos2Bag,
  fakenect: createFakenectDump,
  dataset: createFolderDataset,
  ply: createPly,
};

/** A lossless recording: imported data is evidence. */
async function createRecording(output: string, sensor: SensorModel): Promise<Result<FrameSink>> {
  const begun = await beginOutput(output, 'file');
  if (!begun.ok) return begun;
  const made = { app: 'convert', encoder: '' };
  const writer = await openRecordingWriter(begun.value.path, {
    ...made,
    sensor,
    color: 'lossless',
  });
  return writer.ok ? succeed(sinkOfRecording(writer.value, begun.value)) : writer;
}

/** Begins an output for the frames of one sensor. Never overwrites a file. */
export function createFrameSink(
  format: ExportFormat,
  output: string,
  sensor: SensorModel,
): Promise<Result<FrameSink>> {
  return CREATE[format](output, sensor);
}
