/** Camera sources as the windows and the command line see them. */

/** The sources with a device on a cable. */
export const DEVICE_NAMES = ['freenect', 'kinect2', 'libfreenect2'] as const;
export type DeviceName = (typeof DEVICE_NAMES)[number];

/** Every source, in the order in which they are shown. */
export const SOURCE_NAMES = [...DEVICE_NAMES, 'virtual'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** Why a source cannot be used. */
export const SOURCE_OBSTACLES = [
  /** A part that the source needs is not installed, or does not work on this system. */
  'no-driver',
  'not-plugged-in',
  /** The operating system denies this person access to the device. */
  'no-permission',
  /** Another program uses it. */
  'in-use',
  /** Driver or device do not answer. */
  'not-answering',
] as const;
export type SourceObstacle = (typeof SOURCE_OBSTACLES)[number];

export interface SourceState {
  readonly source: SourceName;
  readonly title: string;
  /**
   * `streaming` delivers frames, `starting` will in a moment; `stopped` was chosen and starts by itself when it can;
   * `available` can be chosen; `unavailable` cannot be used now.
   */
  readonly state: 'streaming' | 'starting' | 'available' | 'unavailable' | 'stopped';
  /** A sentence or two; always present if the source cannot be used. */
  readonly reason?: string;
  readonly obstacle?: SourceObstacle;
  /** Serial numbers of the devices that were found, if the driver reports them. */
  readonly serials?: readonly string[];
  /** Lines that remove the obstacle; `reason` says where to put them. */
  readonly remedy?: string;
  /** Chosen by a person, or by Depthlock on the first start. */
  readonly chosen?: boolean;
}

/** What the virtual Kinect plays. */
export interface VirtualScene {
  /** Id of a virtual person in `assets/people`, or `nobody` for an empty room. */
  readonly person: string;
  readonly presentation: Presentation;
  readonly sensor: 'kinect-v1' | 'kinect-v2';
  readonly motion: VirtualMotion;
  readonly light: RoomLight;
  /** Distance of the face, 450 to 1400 mm. */
  readonly distanceMm: number;
}

/**
 * What is shown to the virtual Kinect: the person, or one kind of attack on their lock (ISO/IEC 30107-3: PAI species).
 * Whoever wears or holds it is the next virtual person.
 */
export const PRESENTATIONS = [
  'person',
  /** Prints at true size, held by hand. */
  'print-flat',
  'print-bent',
  'print-folded',
  'print-nose',
  /** The holder's eyes look through holes. */
  'print-eye-holes',
  /** Close before the holder's face. */
  'print-near',
  'tablet',
  /** The person themselves, on a cushion, eyes closed. */
  'asleep',
  /** A mask of nobody's shape, in the person's colours. */
  'generic-mask',
  'paper-mask',
  /** Somebody else's head in the person's colours. */
  'colour-on-other-head',
  /** The person's own head, printed in 3-D and painted. */
  'head-copy',
] as const;
export type Presentation = (typeof PRESENTATIONS)[number];

/** How much light there is in the virtual room. In the `dark` a colour camera sees nothing. */
export const ROOM_LIGHTS = ['bright', 'dim', 'dark'] as const;
export type RoomLight = (typeof ROOM_LIGHTS)[number];

export type VirtualMotion =
  /** `idle`: looks at the camera with the small sway of a living person; `head-circle`: two slow circles of the
   *  head, enough to enrol; `look-around`: large slow turns; `approach`: walks up from 1.3 m. */
  | {
      readonly kind: 'script';
      readonly script: 'idle' | 'head-circle' | 'look-around' | 'approach';
    }
  /** Controlled by the mouse in the window. Degrees, clamped to the range of the atlas. */
  | { readonly kind: 'held'; readonly yaw: number; readonly pitch: number };

export interface VirtualPersonInfo {
  readonly id: string;
  readonly name: string;
  /** One short line, e.g. "woman, 62, grey bob, glasses". */
  readonly description: string;
}

export const DEFAULT_SCENE: VirtualScene = {
  person: 'nobody',
  presentation: 'person',
  sensor: 'kinect-v2',
  motion: { kind: 'script', script: 'idle' },
  light: 'bright',
  distanceMm: 650,
};
