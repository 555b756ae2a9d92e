import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import type { Picture } from './pictures.ts';

/** Turns frames into a drawable image, reusing its memory. */
export class StagedPicture {
  readonly #picture: Picture;
  #canvas: OffscreenCanvas | null = null;
  #image: ImageData | null = null;

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** The frame as an image of its own size; valid until the next call. */
  stage(frame: FrameMessage): OffscreenCanvas {
    if (this.#image?.width !== frame.width || this.#image.height !== frame.height) {
      this.#image = new ImageData(frame.width, frame.height);
      this.#canvas = new OffscreenCanvas(frame.width, frame.height);
    }
    this.#canvas ??= new OffscreenCanvas(frame.width, frame.height);
    this.#picture(frame, this.#image.data);
    this.#canvas.getContext('2d')?.putImageData(this.#image, 0, 0);
    return this.#canvas;
  }
}
