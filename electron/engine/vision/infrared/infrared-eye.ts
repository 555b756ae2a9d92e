import type { RgbdFrame } from '../../../contract/frame.ts';
import { infraredRange, type InfraredFault, type KnownFace } from './infrared-stretch.ts';
import { drawInfrared } from './infrared-picture.ts';

export type InfraredView =
  /** The frame with infrared in place of its colour; valid until the next call. */
  | { readonly kind: 'picture'; readonly frame: RgbdFrame }
  | { readonly kind: 'unusable'; readonly because: InfraredFault };

/** Shows frames in infrared to networks that know colour pictures. */
export class InfraredEye {
  #picture = new Uint8Array(0);

  /**
   * @param face where it is known to be; null: nobody is followed
   * @param inUse whether the look before this one was taken in infrared
   */
  view(frame: RgbdFrame, face: KnownFace | null, inUse: boolean): InfraredView {
    const range = infraredRange(frame, face, inUse);
    if (range.kind === 'unusable') return range;
    const { infrared } = frame;
    if (infrared === undefined) return { kind: 'unusable', because: 'missing' };
    if (this.#picture.length !== 4 * infrared.length) {
      this.#picture = new Uint8Array(4 * infrared.length);
    }
    drawInfrared(infrared, range.stretch, this.#picture);
    return { kind: 'picture', frame: { ...frame, color: this.#picture } };
  }
}
