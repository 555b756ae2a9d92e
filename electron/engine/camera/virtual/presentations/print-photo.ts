import { succeed, type Result } from '../../../../contract/problem.ts';
import { clip } from '../drawing/canvas.ts';
import { ScenePainter } from '../drawing/scene-painter.ts';
import { STILL } from '../motion.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { packColor } from './grid-mesh.ts';
import type { HeadMap } from './head-map.ts';
import type { PrintedFeatures } from './sheet-forms.ts';

/** A photograph of a person's face at true size. */
export interface Photo {
  /** Half the side lengths, mm. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** The colour of a place, mm from the middle. */
  colorAt(across: number, down: number): number;
  readonly features: PrintedFeatures;
}

/** Half the side lengths of the printed area: the head with hair, and some of the shoulders, mm. */
const HALF_WIDTH = 105;
const HALF_HEIGHT = 145;
/** The eyes are above the middle of the picture by this much, mm. */
const EYES_UP = 18;

/** Photographs the person, looking straight ahead, with the camera of the atlas. */
export async function takePhoto(person: VirtualPerson, map: HeadMap): Promise<Result<Photo>> {
  const { camera, pivot, faceDistanceMm } = person.archive;
  const { fx, fy, cx, cy } = camera.intrinsics;
  const painter = new ScenePainter(camera.width, camera.height, camera.intrinsics);
  const drawn = await painter.drawFigure(person, { ...STILL, distanceMm: faceDistanceMm });
  if (!drawn.ok) return drawn;
  const pixels = Uint32Array.from(drawn.value.pixels);
  const mmPerPixel = faceDistanceMm / fx;
  /** Where the camera sees a point of the head, pixels. */
  const seenAt = (x: number, y: number, z: number): readonly [number, number] => [
    cx + (fx * (x + pivot[0])) / (z + pivot[2]),
    cy + (fy * (y + pivot[1])) / (z + pivot[2]),
  ];
  const { eyes, halfEyes, nose } = map.marks;
  const [, eyeRow] = seenAt(...eyes);
  const centre = { x: seenAt(...eyes)[0], y: eyeRow + EYES_UP / mmPerPixel };
  const onPaper = ([u, v]: readonly [number, number]): readonly [number, number] => [
    (u - centre.x) * mmPerPixel,
    (v - centre.y) * mmPerPixel,
  ];
  const box = clip(
    {
      left: centre.x - HALF_WIDTH / mmPerPixel,
      right: centre.x + HALF_WIDTH / mmPerPixel,
      top: centre.y - HALF_HEIGHT / mmPerPixel,
      bottom: centre.y + HALF_HEIGHT / mmPerPixel,
    },
    camera,
  );
  const inBox = (value: number, least: number, most: number): number =>
    Math.max(least, Math.min(most, Math.round(value)));
  return succeed({
    halfWidth: HALF_WIDTH,
    halfHeight: HALF_HEIGHT,
    colorAt: (across, down) => {
      const column = inBox(centre.x + across / mmPerPixel, box.left, box.right);
      const row = inBox(centre.y + down / mmPerPixel, box.top, box.bottom);
      return pixels[row * camera.width + column] ?? packColor(0, 0, 0);
    },
    features: {
      eyes: [-1, 1].map((side) => onPaper(seenAt(eyes[0] + side * halfEyes, eyes[1], eyes[2]))),
      bridge: onPaper(seenAt(eyes[0], eyes[1], eyes[2])),
      noseTip: onPaper(seenAt(...nose)),
    },
  });
}
