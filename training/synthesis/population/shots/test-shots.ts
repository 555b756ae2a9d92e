import type { ShotDescription } from './shot-description.ts';

/** A description for tests. */
export const sampleDescription = (
  person: number,
  view: number,
  acquired: boolean,
): ShotDescription => ({
  person,
  view,
  sensor: 'kinect-v2',
  yaw: 3.5,
  pitch: -2,
  roll: 0.25,
  distanceMm: 640,
  look: 0,
  glasses: false,
  hat: false,
  hand: false,
  misregistration: [1, -2],
  blur: 0,
  coarseDepth: true,
  cutOut: false,
  acquired,
  measured: acquired ? { yaw: 3, pitch: -2.5, roll: 0, distanceMm: 645, residualMm: 2.1 } : null,
});
