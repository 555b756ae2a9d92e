import type { Intrinsics } from '../../../contract/frame.ts';
import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import { blendInto } from './blend-canvas.ts';
import { createCanvas, drawMesh, EMPTY_BOX, unite } from './canvas.ts';
import type { Canvas, Placement } from './canvas.ts';
import { fillCracks } from './fill-cracks.ts';
import type { VirtualPose } from './motion.ts';
import { paintRoom } from './room.ts';
import { rotationFromAngles } from '../../geometry/euler.ts';
import { followRotations } from './rotation.ts';
import type { ViewMesh } from './view-mesh.ts';
import type { VirtualPerson } from './virtual-person.ts';

/** Draws what a perfect camera would see: an empty room, and a person in it. */
export class Player {
  readonly #canvas: Canvas;
  readonly #overlay: Canvas;
  readonly #emptyRoom: Canvas;

  constructor(width: number, height: number, intrinsics: Intrinsics) {
    this.#canvas = createCanvas(width, height, intrinsics);
    this.#overlay = createCanvas(width, height, intrinsics);
    this.#emptyRoom = createCanvas(width, height, intrinsics);
    paintRoom(this.#emptyRoom);
  }

  /** The canvas is reused: it is valid until the next call. */
  drawRoom(): Canvas {
    this.#canvas.color.set(this.#emptyRoom.color);
    this.#canvas.depth.set(this.#emptyRoom.depth);
    this.#canvas.surface.fill(0);
    this.#canvas.subject = EMPTY_BOX;
    return this.#canvas;
  }

  /** The person at a pose within the range of the atlas; valid until the next call. */
  async drawPerson(person: VirtualPerson, pose: VirtualPose): Promise<Result<Canvas>> {
    const head = await person.headAt(pose.yaw, pose.pitch);
    if (!head.ok) {
      return head;
    }
    const canvas = this.drawRoom();
    const { pivot, faceDistanceMm } = person.archive;
    const at = {
      x: pivot[0] + pose.x,
      y: pivot[1] + pose.y,
      z: pivot[2] + pose.distanceMm - faceDistanceMm,
    };
    const turned = { ...at, rotations: followRotations(pose.yaw, pose.pitch, pose.roll) };
    let drawn = 0;
    for (const { mesh, weight } of head.value) {
      drawn += weight;
      this.#fadeIn(canvas, mesh, turned, weight / drawn);
    }
    drawMesh(canvas, person.torso, upright(at));
    fillCracks(canvas);
    return succeed(canvas);
  }

  /** Draws a mesh over what is there; `share` 1 needs no mixing. */
  #fadeIn(canvas: Canvas, mesh: ViewMesh, placement: Placement, share: number): void {
    if (share === 1) {
      drawMesh(canvas, mesh, placement);
      return;
    }
    this.#overlay.subject = EMPTY_BOX;
    drawMesh(this.#overlay, mesh, placement);
    blendInto(canvas, this.#overlay, this.#overlay.subject, share);
    canvas.subject = unite(canvas.subject, this.#overlay.subject);
  }
}

const UPRIGHT = rotationFromAngles(0, 0, 0);

function upright(at: { x: number; y: number; z: number }): Placement {
  return { ...at, rotations: followRotations(0, 0, 0).map(() => UPRIGHT) };
}
