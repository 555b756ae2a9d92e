import type { FaceBox } from '../../electron/contract/observation.ts';
import type { PicturePlace } from '../../electron/contract/window/bridge.ts';

/** The box of a face, in pixels of the frame, as pixels of a picture; the frame's own where the place is left out. */
export function boxInPicture(box: FaceBox, place?: PicturePlace): FaceBox {
  if (place === undefined) return box;
  return {
    x: place.scaleX * box.x + place.x,
    y: place.scaleY * box.y + place.y,
    width: place.scaleX * box.width,
    height: place.scaleY * box.height,
  };
}
