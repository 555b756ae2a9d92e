import { extname } from 'node:path';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import type { Result } from '../../../contract/problem.ts';
import { createFakenectDump } from './fakenect-export.ts';
import { createFolderDataset } from './folder-dataset-export.ts';
import { createPly } from './ply-export.ts';
import type { SessionSink } from './session.ts';
import { createTumFolder } from './tum-export.ts';

/** Formats that sessions are written in. */
export const EXPORT_FORMATS = ['tum', 'fakenect', 'dataset', 'ply'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const ENDINGS: Readonly<Record<string, ExportFormat>> = { '.ply': 'ply' };

/** The format that an output's name asks for; null where it does not say: the folders. */
export function formatOfName(output: string): ExportFormat | null {
  return ENDINGS[extname(output).toLowerCase()] ?? null;
}

const CREATE: Readonly<
  Record<ExportFormat, (output: string, sensor: SensorModel) => Promise<Result<SessionSink>>>
> = {
  tum: createTumFolder,
  fakenect: createFakenectDump,
  dataset: createFolderDataset,
  ply: createPly,
};

/** Begins an output for the frames of one sensor. Nothing that exists is overwritten. */
export function createSession(
  format: ExportFormat,
  output: string,
  sensor: SensorModel,
): Promise<Result<SessionSink>> {
  return CREATE[format](output, sensor);
}
