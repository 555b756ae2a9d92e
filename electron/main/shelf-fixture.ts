import type { ShelfEntry } from '../contract/recordings.ts';

/** A recording in the library, for tests. */
export function shelfEntry(id: string, file: string): ShelfEntry {
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
    },
  };
}
