/**
 * The one frame type every source delivers.
 *
 * Frames are as the camera sees the world, as a photograph is: the right hand of somebody who faces the camera is on
 * the left. Every driver turns what it gets mirrored, so nothing behind a driver asks; recordings, imports and exports
 * keep it so, and only a window mirrors, for people who look at themselves (docs/cameras.md).
 *
 * Camera space, everywhere in Depthlock: x to image right, y down, z away from the camera, millimetres.
 */

/** Where frames come from, and so what they may open: only `sensor` frames open a vault enrolled from a sensor. */
export type Trust = 'sensor' | 'recording' | 'virtual';

/** Pinhole intrinsics in pixels; (cx, cy) is the principal point, with pixel centres at whole numbers. */
export interface Intrinsics {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
}

export interface CameraModel {
  readonly name: string;
  readonly serial: string;
  readonly intrinsics: Intrinsics;
  readonly trust: Trust;
}

/** The picture of a frame that a look is taken from. */
export const SPECTRA = ['colour', 'infrared'] as const;
export type Spectrum = (typeof SPECTRA)[number];

/** One registered colour + depth pair. Both images are on the same pixel grid. */
export interface RgbdFrame {
  /** Counts every frame the sensor delivered; gaps are drops. */
  readonly sequence: number;
  /** Monotonic capture time, milliseconds. */
  readonly timeMs: number;
  readonly width: number;
  readonly height: number;
  /** RGBA, width * height * 4; alpha 0 where no colour was mapped. */
  readonly color: Uint8Array;
  /** Millimetres, width * height; 0 = no reading. */
  readonly depth: Uint16Array;
  /** Brightness in the sensor's own infrared light, width * height; in no unit, larger is brighter. Not of every sensor. */
  readonly infrared?: Uint16Array;
  readonly camera: CameraModel;
  /** Of a recording that was jumped in: the frame does not follow the one that was delivered before it. */
  readonly afterJump?: true;
}
