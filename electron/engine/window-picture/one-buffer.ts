/** Lays the images of a message into one buffer: a port takes half as long over one as over three of the same length. */
import type { FrameMessage } from '../../contract/window/bridge.ts';

type Images = Pick<FrameMessage, 'picture' | 'registered'>;

/** Its memory is kept for a next message of the same length, so that none is made thirty times a second. */
export class OneBuffer {
  #buffer = new ArrayBuffer(0);

  /** The same images, copied; valid until the next call. */
  holding({ picture, registered }: Images): Images {
    const lengths = [picture?.color, registered?.color, registered?.depth].map(
      (array) => array?.byteLength ?? 0,
    );
    const length = lengths.reduce((sum, one) => sum + one, 0);
    // A port sends all of a buffer, however little of it is looked at.
    if (this.#buffer.byteLength !== length) this.#buffer = new ArrayBuffer(length);
    let at = 0;
    const bytes = (image: Uint8Array): Uint8Array => {
      const copy = new Uint8Array(this.#buffer, at, image.byteLength);
      copy.set(image);
      at += image.byteLength;
      return copy;
    };
    // Colours first: of four bytes a pixel, they leave the depth at an even place.
    return {
      picture: picture && { ...picture, color: bytes(picture.color) },
      registered: registered && {
        ...registered,
        color: bytes(registered.color),
        depth: this.#depths(registered.depth, at),
      },
    };
  }

  #depths(depth: Uint16Array, at: number): Uint16Array {
    const copy = new Uint16Array(this.#buffer, at, depth.length);
    copy.set(depth);
    return copy;
  }
}
