/** Camera sources as the windows and the command line see them. */

export type SourceName = 'freenect' | 'kinect2' | 'libfreenect2' | 'virtual';

export interface SourceState {
  readonly source: SourceName;
  readonly title: string;
  /** `streaming` sources deliver frames; every other state says why it does not. */
  readonly state: 'streaming' | 'available' | 'unavailable' | 'stopped';
  readonly reason?: string;
}

/** What the virtual Kinect plays. */
export interface VirtualScene {
  /** Id of a virtual person in `assets/people`, or `nobody` for an empty room. */
  readonly person: string;
  /** `photo` holds a flat print of the person up to the camera instead of the person. */
  readonly presentation: 'person' | 'photo';
  readonly sensor: 'kinect-v1' | 'kinect-v2';
  readonly motion: VirtualMotion;
  /** Distance of the face, 450 to 1400 mm. */
  readonly distanceMm: number;
}

export type VirtualMotion =
  /** `idle`: looks at the camera with the small sway of a living person; `head-circle`: two slow circles of the
   *  head, enough to enrol; `look-around`: large slow turns; `approach`: walks up from 1.3 m. */
  | {
      readonly kind: 'script';
      readonly script: 'idle' | 'head-circle' | 'look-around' | 'approach';
    }
  /** Held by the mouse in the window. Degrees, clamped to the range of the atlas. */
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
  distanceMm: 650,
};
