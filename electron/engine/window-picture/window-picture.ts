/** From a frame to the picture of it that a window shows. Reads the frame, and leaves it as it is. */
import type { RgbdFrame } from '../../contract/frame.ts';
import type { FaceBox, Observation } from '../../contract/observation.ts';
import type {
  FrameWish,
  PicturePlace,
  PictureSquare,
  ShownPicture,
} from '../../contract/window/bridge.ts';
import type { CameraPicture } from '../camera/picture/camera-picture.ts';
import { closeHoles } from './close-holes.ts';
import { cutPicture, LARGEST_FACTOR, onRaster, type Part } from './cut-picture.ts';
import { followHead, headSquare, squareOf, wholeSquare, type Followed } from './follow-head.ts';

/** As many pixels as 640 × 480 has are sent at the most. */
const MOST_PIXELS = 640 * 480;
/** Somebody who is lost for so long is gone: the view widens. Milliseconds on the clock of the frames. */
const HOLD_MS = 800;
/** A face that nobody told of again for so long is not there any more. */
const STALE_MS = 2000;
/** A frame so long after the last one does not follow it: the view is there at once. */
const LONGEST_STEP_MS = 2000;
/** Distance by which a frame is laid over the picture while nobody is there. */
const USUAL_MM = 1000;

type Rectangle = Parameters<typeof onRaster>[0];
type Size = Pick<Part, 'width' | 'height'>;

interface SeenFace {
  readonly box: FaceBox;
  readonly distanceMm: number;
}

/** Follows the head before one camera after the other. */
export class WindowPicture {
  #face: SeenFace | null = null;
  #faceMs = 0;
  /** When the face was not seen for the first time; null while it is. */
  #lostMs: number | null = null;
  /** Of the last frame. */
  #nowMs = 0;
  #source = '';
  #followed: Followed | null = null;

  /** Told of what recognition made of the last frame or one shortly before. */
  observe(observation: Observation): void {
    if (observation.kind === 'face') {
      const { box, pose } = observation;
      this.#face = { box, distanceMm: pose.distanceMm > 0 ? pose.distanceMm : USUAL_MM };
      this.#faceMs = this.#nowMs;
      this.#lostMs = null;
    } else this.#lostMs ??= this.#nowMs;
  }

  /**
   * The picture as far, and in the detail, that is wanted, in an array of its own; null where none is wanted. Without a
   * picture of the colour camera's own it is the frame's colour, with its holes closed.
   */
  of(frame: RgbdFrame, picture: CameraPicture | null, wish: FrameWish): ShownPicture | null {
    if (wish.picture === 'none') return null;
    const own = picture !== null && isComplete(picture) ? picture : null;
    const camera = own ?? colorOf(frame);
    const { width, height } = camera.image;
    const head = this.#follow(frame, camera);
    const isWhole = wish.picture === 'whole';
    const wanted = isWhole ? { x: 0, y: 0, width, height } : rectangleOf(head);
    const { factor, part, size } = shrunk(wanted, camera.image, wish.side);
    const color = cutPicture(camera, part, factor);
    if (own === null) closeHoles(color, size.width, size.height);
    return {
      ...size,
      color,
      isWhole,
      head: squareIn(head, part, factor),
      place: placeIn(this.#placeOf(frame, camera), part, factor),
    };
  }

  #follow(frame: RgbdFrame, camera: CameraPicture): PictureSquare {
    const { width, height } = camera.image;
    const source = `${frame.camera.name} ${frame.camera.serial} ${frame.camera.trust} ${width}×${height}`;
    const elapsedMs = frame.timeMs - this.#nowMs;
    this.#nowMs = frame.timeMs;
    if (source !== this.#source) {
      this.#source = source;
      this.#followed = null;
      this.#face = null;
    } else if (frame.afterJump === true || elapsedMs < 0 || elapsedMs > LONGEST_STEP_MS) {
      this.#followed = null;
    }
    if (this.#isGone()) this.#face = null;
    const target =
      this.#face === null
        ? wholeSquare(width, height)
        : headSquare(inPicture(this.#face, camera), width, height);
    this.#followed = followHead(this.#followed, target, Math.max(0, elapsedMs) / 1000);
    return squareOf(this.#followed, width, height);
  }

  #isGone(): boolean {
    const sinceMs = this.#nowMs - this.#faceMs;
    const isLost = this.#lostMs !== null && this.#nowMs - this.#lostMs > HOLD_MS;
    // A clock that was set back is another clock.
    return isLost || sinceMs > STALE_MS || sinceMs < 0;
  }

  /** How the frame lies in the whole picture, as seen at the face. */
  #placeOf({ width, height }: RgbdFrame, { place }: CameraPicture): PicturePlace {
    const middle = { x: 0.375 * width, y: 0.375 * height, width: width / 4, height: height / 4 };
    const { box, distanceMm } = this.#face ?? { box: middle, distanceMm: USUAL_MM };
    const across = box.y + box.height / 2;
    const down = box.x + box.width / 2;
    const left = place(box.x, across, distanceMm).x;
    const top = place(down, box.y, distanceMm).y;
    const scaleX = (place(box.x + box.width, across, distanceMm).x - left) / box.width;
    const scaleY = (place(down, box.y + box.height, distanceMm).y - top) / box.height;
    return { scaleX, scaleY, x: left - scaleX * box.x, y: top - scaleY * box.y };
  }
}

/** The frame's colour as a picture. */
function colorOf({ width, height, color }: RgbdFrame): CameraPicture {
  return {
    image: { width, height, data: color },
    isTurned: false,
    place: (x, y) => ({ x, y }),
  };
}

const isComplete = ({ image: { width, height, data } }: CameraPicture): boolean =>
  width > 0 && height > 0 && data.length === 4 * width * height;

function inPicture({ box, distanceMm }: SeenFace, { place }: CameraPicture) {
  const start = place(box.x, box.y, distanceMm);
  const end = place(box.x + box.width, box.y + box.height, distanceMm);
  return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y };
}

/** As little shrunk as needed: not below `side` along the longer side, but for what is too much to send. */
function shrunk(
  wanted: Rectangle,
  picture: CameraPicture['image'],
  side: number,
): { readonly factor: number; readonly part: Part; readonly size: Size } {
  const least = Math.floor(Math.max(wanted.width, wanted.height) / Math.max(1, side));
  for (let factor = Math.min(LARGEST_FACTOR, Math.max(1, least)); ; factor++) {
    const part = onRaster(wanted, factor, picture);
    const size = sizeOf(part, factor);
    // On its raster a part may be a pixel wider and higher.
    const fits = size.width * size.height <= MOST_PIXELS;
    if (fits || factor === LARGEST_FACTOR) return { factor, part, size };
  }
}

const rectangleOf = ({ x, y, size }: PictureSquare) => ({ x, y, width: size, height: size });

const sizeOf = ({ width, height }: Part, factor: number): Size => ({
  width: Math.max(1, Math.floor(width / factor)),
  height: Math.max(1, Math.floor(height / factor)),
});

const squareIn = ({ x, y, size }: PictureSquare, part: Part, factor: number): PictureSquare => ({
  x: (x - part.left) / factor,
  y: (y - part.top) / factor,
  size: size / factor,
});

const placeIn = (place: PicturePlace, part: Part, factor: number): PicturePlace => ({
  scaleX: place.scaleX / factor,
  scaleY: place.scaleY / factor,
  // The middle of a pixel is a whole number, before and after.
  x: (place.x + 0.5 - part.left) / factor - 0.5,
  y: (place.y + 0.5 - part.top) / factor - 0.5,
});
