import type { Intrinsics } from '../../../../contract/frame.ts';
import { succeed } from '../../../../contract/problem.ts';
import type { Result } from '../../../../contract/problem.ts';
import { rotationFromAngles } from '../../../geometry/euler.ts';
import type { PixelBox } from '../noise/clean-frame.ts';
import { blendInto, layOver } from './blend-canvas.ts';
import { copyBox, createCanvas, EMPTY_BOX, unite, widen } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { drawMesh } from './draw-mesh.ts';
import type { Placement } from './draw-mesh.ts';
import type { ViewMesh } from './view-mesh.ts';
import { CRACK_REACH, fillCracks } from './fill-cracks.ts';
import type { VirtualPose } from '../motion.ts';
import { paintRoom, WALL_MM } from './room.ts';
import { followRotations } from './rotation.ts';
import { bodyMoved, headMoved } from './visible-shift.ts';
import type { Figure, WeightedMesh } from '../figure.ts';

/** What was drawn, and how it stood. */
interface Drawn {
  readonly figure: Figure;
  readonly pose: VirtualPose;
}

/**
 * Draws what a perfect camera would see: an empty room, and a person in it. What has not visibly moved since the last
 * picture is not drawn again.
 */
export class ScenePainter {
  readonly #emptyRoom: Canvas;
  /** The room and the body without its head. */
  readonly #background: Canvas;
  /** The head alone, and the picture that is mixed into it. */
  readonly #head: Canvas;
  readonly #overlay: Canvas;
  readonly #canvas: Canvas;
  #body: Drawn | null = null;
  #whole: Drawn | null = null;
  /** What may differ from the background. */
  #dirty: PixelBox;

  constructor(width: number, height: number, intrinsics: Intrinsics) {
    this.#emptyRoom = createCanvas(width, height, intrinsics);
    this.#background = createCanvas(width, height, intrinsics);
    this.#head = createCanvas(width, height, intrinsics);
    this.#overlay = createCanvas(width, height, intrinsics);
    paintRoom(this.#emptyRoom);
    const wall = { mm: WALL_MM, pixels: this.#emptyRoom.pixels };
    this.#canvas = { ...createCanvas(width, height, intrinsics), wall };
    const everything = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
    copyBox(this.#background, this.#emptyRoom, everything);
    this.#dirty = everything;
  }

  /** The canvas is reused: it is valid until the next call. */
  drawRoom(): Canvas {
    const canvas = this.#canvas;
    copyBox(canvas, this.#emptyRoom, unite(this.#dirty, canvas.subject));
    canvas.subject = EMPTY_BOX;
    this.#dirty = this.#background.subject;
    this.#whole = null;
    return canvas;
  }

  /** The figure at a pose that it can show; valid until the next call. */
  async drawFigure(figure: Figure, pose: VirtualPose): Promise<Result<Canvas>> {
    const canvas = this.#canvas;
    const { fx } = canvas.intrinsics;
    if (this.#whole?.figure === figure && !headMoved(this.#whole.pose, pose, fx)) {
      return succeed(canvas);
    }
    const head = await figure.headAt(pose.yaw, pose.pitch);
    if (!head.ok) {
      return head;
    }
    if (this.#whole === null) {
      // Something else may have been drawn before the room.
      this.#dirty = unite(this.#dirty, canvas.subject);
    }
    this.#drawBackground(figure, pose);
    copyBox(canvas, this.#background, this.#dirty);
    this.#drawHead(head.value, figure.attached, {
      ...placeOf(figure, pose),
      rotations: followRotations(pose.yaw, pose.pitch, pose.roll),
    });
    const box = widen(this.#head.subject, CRACK_REACH, canvas);
    layOver(canvas, this.#head, this.#head.subject);
    fillCracks(canvas, box);
    canvas.subject = unite(this.#background.subject, this.#head.subject);
    this.#dirty = box;
    this.#whole = { figure, pose };
    return succeed(canvas);
  }

  #drawBackground(figure: Figure, pose: VirtualPose): void {
    const background = this.#background;
    const { fx } = background.intrinsics;
    if (this.#body?.figure === figure && !bodyMoved(this.#body.pose, pose, fx)) {
      return;
    }
    copyBox(background, this.#emptyRoom, background.subject);
    this.#dirty = unite(this.#dirty, background.subject);
    background.subject = EMPTY_BOX;
    drawMesh(background, figure.torso, { ...placeOf(figure, pose), rotations: UPRIGHT });
    fillCracks(background, background.subject);
    this.#dirty = unite(this.#dirty, background.subject);
    this.#body = { figure, pose };
  }

  #drawHead(
    views: readonly WeightedMesh[],
    attached: readonly ViewMesh[],
    placement: Placement,
  ): void {
    this.#head.subject = EMPTY_BOX;
    let drawn = 0;
    for (const { mesh, weight } of views) {
      if (drawn === 0) {
        drawMesh(this.#head, mesh, placement);
      } else {
        this.#overlay.subject = EMPTY_BOX;
        drawMesh(this.#overlay, mesh, placement);
        blendInto(this.#head, this.#overlay, this.#overlay.subject, weight / (drawn + weight));
        this.#head.subject = unite(this.#head.subject, this.#overlay.subject);
      }
      drawn += weight;
    }
    for (const mesh of attached) drawMesh(this.#head, mesh, placement);
  }
}

const UPRIGHT = followRotations(0, 0, 0).map(() => rotationFromAngles(0, 0, 0));

function placeOf(
  { archive: { pivot, faceDistanceMm } }: Figure,
  pose: VirtualPose,
): Omit<Placement, 'rotations'> {
  const [x, y, z] = pivot;
  return { x: x + pose.x, y: y + pose.y, z: z + pose.distanceMm - faceDistanceMm };
}
