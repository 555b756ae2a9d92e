import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { Trust } from '../../contract/frame.ts';

/**
 * How far the frames of a recording are believed by a lock that opens nothing: as they were when they were recorded,
 * so that the same people are compared and the decisions are the same again. Imported pictures, whose camera is not
 * known, count as a sensor's.
 */
export function rehearsedTrust(recorded: Trust): Trust {
  return recorded === 'recording' ? 'sensor' : recorded;
}

/**
 * Whom a rehearsal of such frames knows. A recording of the virtual camera is rehearsed with the demo entries alone, as
 * if nobody real were enrolled: it opens nothing, and shows what a demo would do.
 */
export function rehearsedGallery(
  gallery: readonly GalleryEntry[],
  rehearsed: Trust,
): readonly GalleryEntry[] {
  return rehearsed === 'sensor' ? gallery : gallery.filter(({ trust }) => trust !== 'sensor');
}
