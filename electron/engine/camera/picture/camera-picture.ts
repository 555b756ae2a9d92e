/**
 * The colour camera's own picture: what people are shown. Recognition never sees it; it gets the registered frame, in
 * which a Kinect v2 leaves holes wherever it measured no depth.
 */
import type { SensorFrame, SensorImage } from '../sensor-frame.ts';
import { placesInPicture, type PlaceInPicture } from './places-in-picture.ts';

/** It may lie in the driver's memory: valid during the call that hands it over, and never changed. */
export interface CameraPicture {
  /** RGBA, opaque. */
  readonly image: SensorImage<Uint8Array>;
  /** The image is left to right of what the camera saw: its first column is the picture's last. */
  readonly isTurned: boolean;
  /** Where the picture shows a point of the frame: pixels of the picture, counted as the camera saw it. */
  readonly place: PlaceInPicture;
}

/**
 * The picture of a sensor's delivery; null where the colour of the registered frame is the camera's own already, as a
 * Kinect v1's, or all there is.
 * @param delivered the driver's colour, where it is to be read instead of the frame's: default: the frame's
 */
export function cameraPicture(
  { sensor, color, depth }: SensorFrame,
  delivered: Pick<CameraPicture, 'image' | 'isTurned'> = { image: color, isTurned: false },
): CameraPicture | null {
  const place = placesInPicture(sensor, { depth: depth.width, color: color.width });
  return place === null ? null : { ...delivered, place };
}

/** The same picture of a camera that is turned left to right once more; no pixel is moved. */
export function turnedPicture(picture: CameraPicture, frameWidth: number): CameraPicture {
  const { image, isTurned, place } = picture;
  return { image, isTurned: !isTurned, place: turnedPlaces(place, frameWidth, image.width) };
}

function turnedPlaces(
  place: PlaceInPicture,
  frameWidth: number,
  pictureWidth: number,
): PlaceInPicture {
  return (x, y, distanceMm) => {
    const seen = place(frameWidth - 1 - x, y, distanceMm);
    return { x: pictureWidth - 1 - seen.x, y: seen.y };
  };
}
