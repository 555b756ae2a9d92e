import type { ListedRecording } from '../../contract/recordings.ts';

/** A recording in the list, for tests. */
export function listedRecording(id: string, file: string): ListedRecording {
  return {
    file,
    thumbnail: null,
    summary: {
      id,
      name: 'a',
      camera: 'Kinect',
      createdAt: '2026-11-26T14:03:09.000Z',
      durationMs: 1000,
      bytes: 1000,
      frames: 30,
      dropped: 0,
      droppedByDisk: 0,
      missedByCamera: 0,
      complete: true,
      problem: null,
      hasThumbnail: false,
      formats: ['recording', 'tum', 'dataset', 'ply'],
    },
  };
}
