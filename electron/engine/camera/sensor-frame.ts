/**
 * What a sensor delivered, as its camera sees the world (contract/frame.ts) and else before any processing: the frame
 * that is recorded. `RgbdFrame`s are made from it by the registration that its model names, live and on replay alike.
 */
import type { Intrinsics, RgbdFrame, Trust } from '../../contract/frame.ts';
import type { Reading } from '../../contract/reading.ts';

/** How readings and colour of a sensor are laid over each other. */
export type Registration =
  | RegistrationByDriver
  | (RegistrationByCalibration & {
      /**
       * The pictures were turned left to right once more than is usual for this device, by the setting “mirrored” of
       * its camera. The calibration is as without it: registration turns them back before, and its result after.
       */
      readonly turned?: true;
    });

type RegistrationByDriver =
  /** Both are on one grid already: the virtual Kinect, registered datasets. */
  | { readonly kind: 'registered' }
  /** Kinect v2: depth in millimetres; `registeredColor` is the colour on the depth grid, as the driver maps it. */
  | { readonly kind: 'kinect-v2' };

type RegistrationByCalibration =
  /** Kinect v1: raw 11-bit disparity, moved onto the colour grid. */
  | { readonly kind: 'kinect-v1'; readonly calibration: KinectV1Calibration }
  /** The same sensor where its software turned the disparity into millimetres, and left it on the depth grid. */
  | { readonly kind: 'kinect-v1-millimetres'; readonly calibration: KinectV1Calibration }
  /** Kinect v2 where the device itself tells how its cameras see: the colour is mapped here. */
  | { readonly kind: 'kinect-v2-device'; readonly calibration: KinectV2Calibration };

/** What takes a Kinect v1's raw disparity to millimetres on the colour grid. Plain numbers: it goes into recordings. */
export interface KinectV1Calibration {
  /** Shift of the disparity at infinity; 200 on most units. */
  readonly constShift: number;
  /** The geometry of the depth camera at its reference plane, as the device reports it. */
  readonly zeroPlane: KinectV1ZeroPlane;
  /**
   * From a pixel of the depth image and its distance z in mm to the colour image:
   * u = uScale·x + uOffset + parallax·(1 − 1200/z), v = vScale·y + vOffset.
   */
  readonly pinhole: {
    readonly uScale: number;
    readonly uOffset: number;
    readonly parallax: number;
    readonly vScale: number;
    readonly vOffset: number;
  };
  /** What the device answered about its own registration; null where it did not: the pinhole model then. */
  readonly device: {
    /** libfreenect's `freenect_reg_info`: 29 whole numbers in its order, from which the tables are computed. */
    readonly registrationInfo: readonly number[];
    /** Lines of padding above the picture (`freenect_reg_pad_info.start_lines`). */
    readonly startLines: number;
  } | null;
}

export interface KinectV1ZeroPlane {
  /** Between infrared camera and projector, cm. */
  readonly emitterDistance: number;
  /** Between infrared and colour camera, cm. */
  readonly colorDistance: number;
  /** Distance of the reference plane, cm. */
  readonly referenceDistance: number;
  /** Size of one pixel of the 1280-column sensor at the reference plane, cm. */
  readonly pixelSize: number;
}

/**
 * What a Kinect v2 tells of its cameras, in the terms of libfreenect2. It is of the pictures as the device sends them,
 * mirrored: column x of ours is column `width − 1 − x` of its. Plain numbers: it goes into recordings.
 */
export interface KinectV2Calibration {
  /** Pinhole and lens of the depth camera: radial distortion k1, k2, k3, tangential p1, p2. Pixels. */
  readonly depth: Readonly<
    Record<'fx' | 'fy' | 'cx' | 'cy' | 'k1' | 'k2' | 'k3' | 'p1' | 'p2', number>
  >;
  readonly color: {
    readonly fx: number;
    readonly fy: number;
    readonly cx: number;
    readonly cy: number;
    /** Distance at which the polynomials hold, and what moves a column nearer or farther, in the device's unit. */
    readonly shiftD: number;
    readonly shiftM: number;
    /** From the depth picture to the colour picture: the factors of x³, y³, x²y, xy², x², y², xy, x, y and 1. */
    readonly mx: readonly number[];
    readonly my: readonly number[];
  };
}

/** One sensor, as a recording keeps it. */
export interface SensorModel {
  readonly name: string;
  readonly serial: string;
  readonly trust: Trust;
  /** Intrinsics of the depth image as delivered. */
  readonly depthIntrinsics: Intrinsics;
  /** Intrinsics of the colour image as delivered. */
  readonly colorIntrinsics: Intrinsics;
  readonly registration: Registration;
  /** Of an imported session: how its numbers were read, and who said so. */
  readonly reading?: Reading;
}

/** Are its readings the raw disparities of a Kinect v1, as programs for that sensor take them? */
export function hasRawKinectV1(sensor: SensorModel): boolean {
  return sensor.registration.kind === 'kinect-v1';
}

export interface SensorImage<Data> {
  readonly width: number;
  readonly height: number;
  readonly data: Data;
}

/** One delivery of a sensor. */
export interface SensorFrame {
  /** Counts every frame the sensor delivered; gaps are drops. */
  readonly sequence: number;
  /** Monotonic capture time, milliseconds. */
  readonly timeMs: number;
  /** Millimetres with 0 = no reading; for `kinect-v1` raw 11-bit values with 2047 = no reading. */
  readonly depth: SensorImage<Uint16Array>;
  /** RGBA as the colour camera saw it; alpha says something where it is `registered`: 0 where nothing was mapped. */
  readonly color: SensorImage<Uint8Array>;
  /** RGBA on the depth grid, alpha 0 where nothing was mapped; `kinect-v2` only. */
  readonly registeredColor?: SensorImage<Uint8Array>;
  readonly infrared?: SensorImage<Uint16Array>;
  readonly sensor: SensorModel;
}

/** A frame that is registered already, as the sensor frame that it is. Arrays are shared, not copied. */
export function asSensorFrame(frame: RgbdFrame): SensorFrame {
  const { width, height, camera, infrared } = frame;
  return {
    sequence: frame.sequence,
    timeMs: frame.timeMs,
    depth: { width, height, data: frame.depth },
    color: { width, height, data: frame.color },
    ...(infrared === undefined ? {} : { infrared: { width, height, data: infrared } }),
    sensor: {
      name: camera.name,
      serial: camera.serial,
      trust: camera.trust,
      depthIntrinsics: camera.intrinsics,
      colorIntrinsics: camera.intrinsics,
      registration: { kind: 'registered' },
    },
  };
}
