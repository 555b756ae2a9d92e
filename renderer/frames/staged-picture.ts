import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { USUAL_RANGE, type DepthRange } from './depth-range.ts';
import { sizeOf, type Picture } from './pictures.ts';

/** An image in the upper left corner of a canvas that may be larger. */
export interface StagedImage {
  readonly canvas: OffscreenCanvas;
  readonly width: number;
  readonly height: number;
}

/** Turns frames into a drawable image, reusing its memory. */
export class StagedPicture {
  readonly #picture: Picture;
  #canvas: OffscreenCanvas | null = null;
  #image: ImageData | null = null;

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** The frame as an image; valid until the next call. Null where the frame came without what it is painted from. */
  stage(frame: FrameMessage, range: DepthRange = USUAL_RANGE): StagedImage | null {
    const size = sizeOf(this.#picture, frame);
    if (size === null) return null;
    const { width, height } = size;
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
    }
    const canvas = this.#roomFor(width, height);
    this.#picture.paint(frame, this.#image.data, range);
    canvas.getContext('2d')?.putImageData(this.#image, 0, 0);
    return { canvas, width, height };
  }

  /** A picture that follows a head changes its size by a pixel with every frame: the canvas only grows. */
  #roomFor(width: number, height: number): OffscreenCanvas {
    const before = this.#canvas;
    if (before !== null && before.width >= width && before.height >= height) return before;
    this.#canvas = new OffscreenCanvas(
      Math.max(width, before?.width ?? 0),
      Math.max(height, before?.height ?? 0),
    );
    return this.#canvas;
  }
}
