import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { rotationFromAngles } from '../../geometry/euler.ts';
import { invert, transform, type RigidTransform } from '../../geometry/rigid.ts';
import { FramePicture } from '../image/frame-picture.ts';
import { FrontalColour } from './frontal-colour.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { drawHead, type PosedHead } from '../head/mean-head-fixture.ts';
import { INPUT_SIZE } from './template.ts';

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;
const frontal = new FrontalColour(mean);
const PLANE = INPUT_SIZE * INPUT_SIZE;

function pictureOf(
  frame: RgbdFrame,
  toHead: RigidTransform,
  landmarks: Float32Array,
): FramePicture {
  const picture = new FramePicture(mean);
  picture.show(frame, toHead, landmarks);
  return picture;
}

const toHeadOf = ({ yaw, pitch, roll, distanceMm }: PosedHead): RigidTransform =>
  invert({ rotation: rotationFromAngles(yaw, pitch, roll), translation: [0, 0, distanceMm] });

/** Paints a head so that red encodes x and green y of each point, 1 mm a level; 100 is the middle. */
function paint(frame: RgbdFrame, toHead: RigidTransform): RgbdFrame {
  const color = new Uint8Array(frame.color.length);
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  frame.depth.forEach((z, i) => {
    if (z === 0) return;
    const column = i % frame.width;
    const row = Math.floor(i / frame.width);
    const [x, y] = transform(toHead, [((column - cx) * z) / fx, ((row - cy) * z) / fy, z]);
    color.set([100 + x, 100 + y, 255, 255].map(Math.round), 4 * i);
  });
  return { ...frame, color };
}

function drawFromAhead(pose: PosedHead, shift: readonly [number, number] = [0, 0]): Float32Array {
  const { frame, landmarks } = drawHead(mean, pose);
  const toHead = toHeadOf(pose);
  const painted = shiftColour(paint(frame, toHead), shift);
  const found = landmarks.map((x, i) => x + (i % 3 === 2 ? 0 : (shift[i % 3] ?? 0)));
  const out = new Float32Array(3 * PLANE);
  frontal.draw(pictureOf(painted, toHead, found), out);
  return out;
}

function shiftColour(frame: RgbdFrame, [right, down]: readonly [number, number]): RgbdFrame {
  const color = new Uint8Array(frame.color.length);
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const [u, v] = [x - right, y - down];
      if (u < 0 || v < 0 || u >= frame.width || v >= frame.height) continue;
      const from = 4 * (v * frame.width + u);
      color.set(frame.color.subarray(from, from + 4), 4 * (y * frame.width + x));
    }
  }
  return { ...frame, color };
}

/** The level of a channel at a pixel. */
const level = (out: Float32Array, channel: number, u: number, v: number): number =>
  128 * (out[channel * PLANE + v * INPUT_SIZE + u] ?? 0) + 127;

/** Largest difference in the middle of the face, on the half that the camera sees. */
function apart(a: Float32Array, b: Float32Array, columns: readonly [number, number]): number {
  const differences: number[] = [];
  for (let v = 40; v < 95; v++) {
    for (let u = columns[0]; u < columns[1]; u++) {
      differences.push(Math.abs(level(a, 0, u, v) - level(b, 0, u, v)));
      differences.push(Math.abs(level(a, 1, u, v) - level(b, 1, u, v)));
    }
  }
  return differences.sort((x, y) => x - y)[Math.floor(0.9 * differences.length)] ?? NaN;
}

const FRONT: PosedHead = { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 };

describe('FrontalColour', () => {
  it('shows each point of the head where it is', () => {
    const out = drawFromAhead(FRONT);
    // Red is x and green is y: both grow evenly, about 1.8 mm a pixel of the template.
    expect(level(out, 0, 80, 60) - level(out, 0, 30, 60)).toBeGreaterThan(70);
    expect(level(out, 1, 56, 95) - level(out, 1, 56, 45)).toBeGreaterThan(70);
  });

  it.each([
    { yaw: 0, pitch: 25, roll: 0, distanceMm: 700 },
    { yaw: 0, pitch: -25, roll: 10, distanceMm: 700 },
    { yaw: 20, pitch: 0, roll: 0, distanceMm: 900 },
    { yaw: -20, pitch: 10, roll: -15, distanceMm: 500 },
  ])('shows the same of a head turned by $yaw, $pitch, $roll', (pose) => {
    expect(apart(drawFromAhead(pose), drawFromAhead(FRONT), [45, 67])).toBeLessThan(4);
  });

  it('fills the half that is turned away with the mirror image of the other', () => {
    const out = drawFromAhead({ yaw: 65, pitch: 0, roll: 0, distanceMm: 650 });
    const [left, right] = [level(out, 0, 30, 70), level(out, 0, 81, 70)];
    // Visible halves have opposite x; a mirrored one has that of the other half.
    expect(Math.min(left, right)).toBeGreaterThan(1);
    expect(Math.abs(left - right)).toBeLessThan(6);
  });

  it('follows colour that lies beside depth', () => {
    const moved = drawFromAhead({ ...FRONT, yaw: 10 }, [5, -4]);
    expect(apart(moved, drawFromAhead({ ...FRONT, yaw: 10 }), [40, 72])).toBeLessThan(4);
  });

  it('is black where nothing has a colour', () => {
    const { frame, landmarks } = drawHead(mean, FRONT);
    const dark = { ...frame, color: new Uint8Array(frame.color.length) };
    const out = new Float32Array(3 * PLANE);
    frontal.draw(pictureOf(dark, toHeadOf(FRONT), landmarks), out);
    expect(out.every((x) => x === -127 / 128)).toBe(true);
  });
});
