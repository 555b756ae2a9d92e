/**
 * What the lock would have made of frames: the vision, the distances and the decision of the real one, in a lock that
 * opens nothing. The player and `depthlock replay` run this one.
 */
import type { PersonDistance } from '../../contract/identity.ts';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { CameraModel, RgbdFrame, Trust } from '../../contract/frame.ts';
import type { LockView } from '../../contract/identity.ts';
import type { Observation } from '../../contract/observation.ts';
import { packGallery, personDistances, type PackedGallery } from '../identity/matching.ts';
import { initialUnlock, unlockReducer, viewOf, type UnlockState } from '../identity/unlock.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import type { Vision } from '../vision/pipeline.ts';

export interface RehearsalOptions {
  readonly vision: Vision;
  readonly gallery: readonly GalleryEntry[];
  /** The camera that made the frames. */
  readonly camera: Pick<CameraModel, 'trust'>;
}

export interface RehearsedFrame {
  readonly observation: Observation;
  /** 128 numbers of unit length; null when nobody was seen. */
  readonly embedding: Float32Array | null;
  /** To everybody who may be compared, nearest first; empty when nobody was seen. */
  readonly distances: readonly PersonDistance[];
  readonly decision: LockView;
}

/**
 * How far the frames are believed: as they were when they were recorded, so that the same people are compared and the
 * decisions are the same again. Imported pictures, whose camera is not known, count as a sensor's.
 */
export function rehearsedTrust(recorded: Trust): Trust {
  return recorded === 'recording' ? 'sensor' : recorded;
}

export class Rehearsal {
  readonly #vision: Vision;
  readonly #packed: PackedGallery;
  readonly #trust: Trust;
  #unlock: UnlockState;

  /** Vision forgets the face that it tracks: what follows depends on the frames alone. */
  constructor({ vision, gallery, camera }: RehearsalOptions) {
    this.#vision = vision;
    this.#packed = packGallery(gallery, encoderName(vision.encoder));
    this.#trust = rehearsedTrust(camera.trust);
    this.#unlock = initialUnlock(vision.encoder.thresholds, gallery);
    vision.reset();
  }

  /** Each frame in its turn, the next when this one is answered. Takes over the frame's arrays. */
  async look(frame: RgbdFrame): Promise<RehearsedFrame> {
    const { observation, embedding } = await this.#vision.process(frame, { embed: true });
    const trust = this.#trust;
    const distances = embedding === null ? null : personDistances(embedding, this.#packed, trust);
    this.#unlock = unlockReducer(this.#unlock, { kind: 'frame', observation, distances, trust });
    return { observation, embedding, distances: distances ?? [], decision: viewOf(this.#unlock) };
  }
}
