/** Texts about imports and exports. */
import type {
  ExchangeJob,
  ExchangeProgress,
  ExportFormat,
  ImportKind,
} from '../electron/contract/exchange.ts';
import { formatTimeLeft } from './format.ts';

interface Choice {
  readonly title: string;
  readonly description: string;
}

export const IMPORT_CHOICES: Readonly<Record<ImportKind, Choice>> = {
  folder: {
    title: 'A folder',
    description:
      'A TUM RGB-D sequence, a fakenect dump, a folder dataset, OpenNI frames or the VAP RGB-D face database. Depthlock finds out which.',
  },
  file: {
    title: 'A file',
    description:
      'A recording of Depthlock (MCAP) from another computer, a ROS 2 bag (MCAP), or a depth picture (PNG, PGM) with its colour beside it.',
  },
};

/** @param frame the frame for a point cloud, counted from 0 */
export function exportChoices(frame: number): Readonly<Record<ExportFormat, Choice>> {
  return {
    recording: {
      title: 'Recording (MCAP)',
      description: 'The file as it is. Opens in Depthlock, Foxglove and Lichtblick.',
    },
    tum: {
      title: 'TUM RGB-D folder',
      description:
        'Colour and depth as PNG pictures with a list of their times, for RGB-D research.',
    },
    ros2: {
      title: 'ROS 2 bag (MCAP)',
      description:
        'Images and calibration as ROS 2 cameras send them. Opens in ROS 2, Foxglove and Lichtblick.',
    },
    dataset: {
      title: 'Folder dataset',
      description:
        'A pair of PNG pictures for each frame and one description, for “depthlock evaluate” and training.',
    },
    fakenect: {
      title: 'fakenect dump',
      description: 'Plays in programs for the Kinect v1 as if one were plugged in.',
    },
    ply: {
      title: `Point cloud of frame ${frame + 1} (PLY)`,
      description: 'One frame as coloured points. Opens in MeshLab, CloudCompare and Blender.',
    },
  };
}

/** The conversion as a phrase: "Importing kitchen", "Exported desk.ply". */
export function jobTitle({ direction, name, progress }: ExchangeJob): string {
  const ended = progress.phase === 'finished';
  const failed = progress.phase === 'failed';
  if (direction === 'import') {
    return `${ended ? 'Imported' : failed ? 'Could not import' : 'Importing'} ${name}`;
  }
  return `${ended ? 'Exported' : failed ? 'Could not export' : 'Exporting'} ${name}`;
}

/** Its progress, in a line. */
export function progressWords(progress: ExchangeProgress): string {
  switch (progress.phase) {
    case 'waiting':
      return 'Waiting for the previous task.';
    case 'running': {
      const { done, total, leftMs } = progress;
      const frames = total === null ? `${done} frames` : `${done} of ${total} frames`;
      return leftMs === null ? frames : `${frames}, ${formatTimeLeft(leftMs)} left`;
    }
    case 'cancelling':
      return 'Cancelling. Nothing will be kept.';
    case 'finished': {
      const frames = `${progress.frames} ${progress.frames === 1 ? 'frame' : 'frames'}.`;
      return [frames, ...progress.losses].join(' ');
    }
    case 'failed':
      return progress.problem.message;
  }
}
