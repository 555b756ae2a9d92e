import type { Trust } from '../../contract/frame.ts';

/**
 * How far the frames of a recording are believed by a lock that opens nothing: as they were when they were recorded,
 * so that the same people are compared and the decisions are the same again. Imported pictures, whose camera is not
 * known, count as a sensor's.
 */
export function rehearsedTrust(recorded: Trust): Trust {
  return recorded === 'recording' ? 'sensor' : recorded;
}
