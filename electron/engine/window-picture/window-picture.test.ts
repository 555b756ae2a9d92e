import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import type { FrameWish, ShownPicture } from '../../contract/window/bridge.ts';
import type { CameraPicture } from '../camera/picture/camera-picture.ts';
import { WindowPicture } from './window-picture.ts';

const WIDTH = 128;
const HEIGHT = 106;
const HEAD: FrameWish = { picture: 'head', side: 60, registered: 0 };
const WHOLE: FrameWish = { picture: 'whole', side: 4000, registered: 0 };
const TIMES = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
const box = { x: 70, y: 30, width: 20, height: 24 };

function frame(sequence: number, more: Partial<RgbdFrame> = {}): RgbdFrame {
  return {
    sequence,
    timeMs: (1000 * sequence) / 30,
    width: WIDTH,
    height: HEIGHT,
    color: Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => (i % 4 === 3 ? 255 : 90)),
    depth: new Uint16Array(WIDTH * HEIGHT).fill(800),
    camera: {
      name: 'fake',
      serial: '0',
      intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
      trust: 'virtual',
    },
    ...more,
  };
}

const face: Observation = {
  kind: 'face',
  sequence: 1,
  timeMs: 0,
  track: 1,
  others: 0,
  box,
  pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 800, interOcularMm: 62 },
  hint: 'none',
  spectrum: 'colour',
  liveness: { kind: 'undecided' },
  attention: 'unknown',
  times: TIMES,
};
const nobody: Observation = {
  kind: 'no-face',
  sequence: 1,
  timeMs: 0,
  hint: 'nobody',
  spectrum: 'colour',
  times: TIMES,
};

/** A colour camera with three times the pixels, which sees the frame's columns 20 pixels to the left. */
function wideCamera(width = 3 * WIDTH + 60, height = 3 * HEIGHT): CameraPicture {
  const data = new Uint8Array(4 * width * height).fill(255);
  return { image: { width, height, data }, isTurned: false, place: tripled };
}
const tripled = (x: number, y: number) => ({ x: 3 * x - 20, y: 3 * y });

function shown(picture: ShownPicture | null): ShownPicture {
  return picture ?? expect.fail('a picture was wished');
}

/** Where the picture shows the face, by its mapping. */
function faceIn({ place, width, height }: ShownPicture) {
  const left = place.scaleX * box.x + place.x;
  const top = place.scaleY * box.y + place.y;
  const right = left + place.scaleX * box.width;
  const bottom = top + place.scaleY * box.height;
  return { left, top, right, bottom, width, height };
}

describe('the picture of a window', () => {
  it('is not made where none is wished', () => {
    const wish: FrameWish = { picture: 'none', side: 0, registered: Infinity };
    expect(new WindowPicture().of(frame(1), wideCamera(), wish)).toBeNull();
  });

  it('is the camera’s own, whole, and says where a face lies in it', () => {
    const view = new WindowPicture();
    view.of(frame(1), wideCamera(), WHOLE);
    view.observe(face);
    const picture = shown(view.of(frame(2), wideCamera(), WHOLE));
    expect(picture).toMatchObject({ width: 444, height: 318, isWhole: true });
    expect(faceIn(picture)).toMatchObject({ left: 190, top: 90, right: 250, bottom: 162 });
  });

  it('is cut to the head, with the face in it where the mapping says', () => {
    const view = new WindowPicture();
    view.of(frame(1), wideCamera(), HEAD);
    view.observe(face);
    let picture = shown(view.of(frame(2), wideCamera(), HEAD));
    for (let k = 3; k < 90; k++) {
      view.observe(face);
      picture = shown(view.of(frame(k), wideCamera(), HEAD));
    }
    const seen = faceIn(picture);
    const { head } = picture;
    expect(picture.isWhole).toBe(false);
    expect(picture.width).toBeLessThan(130);
    expect((seen.left + seen.right) / 2).toBeCloseTo(head.x + head.size / 2, 0);
    expect(seen.top).toBeGreaterThan(head.y);
    expect(seen.bottom).toBeLessThan(head.y + head.size);
  });

  it('shows in the head’s square the very pixels that lie there', () => {
    const marked = wideCamera();
    const { width } = marked.image;
    // The face is green in the camera's picture.
    for (let y = 90; y < 162; y++) {
      for (let x = 190; x < 250; x++) marked.image.data.set([0, 200, 0], 4 * (y * width + x));
    }
    for (const side of [300, 60, 30]) {
      const view = new WindowPicture();
      view.of(frame(1), marked, HEAD);
      view.observe(face);
      const picture = shown(view.of(frame(3000), marked, { ...HEAD, side }));
      const seen = faceIn(picture);
      const redAt = (x: number, y: number) =>
        picture.color[4 * (Math.round(y) * picture.width + Math.round(x))];
      const across = (seen.left + seen.right) / 2;
      const down = (seen.top + seen.bottom) / 2;
      const pixelSize = picture.place.scaleX / 3;
      expect(redAt(across, down)).toBe(0);
      expect(redAt(seen.left + 2 * pixelSize, down)).toBe(0);
      expect(redAt(seen.left - 2, down)).toBe(255);
      expect(redAt(across, seen.bottom + 2)).toBe(255);
    }
  });

  it('moves and zooms smoothly when somebody comes, and widens when they have left', () => {
    const view = new WindowPicture();
    const sizes: number[] = [];
    const step = (sequence: number) => {
      const { head, place } = shown(view.of(frame(sequence), wideCamera(), HEAD));
      sizes.push((head.size * 3) / place.scaleX);
    };
    step(0);
    for (let k = 1; k <= 60; k++) {
      view.observe(face);
      step(k);
    }
    const near = sizes.at(-1) ?? 0;
    for (let k = 61; k <= 75; k++) {
      view.observe(nobody);
      step(k);
    }
    // Half a second without a face: it may be found again.
    expect(sizes.at(-1)).toBeCloseTo(near, 0);
    for (let k = 76; k <= 180; k++) {
      view.observe(nobody);
      step(k);
    }
    expect(sizes[0]).toBeCloseTo(318);
    expect(near).toBeLessThan(160);
    expect(sizes.at(-1)).toBeCloseTo(318, 0);
    const moves = sizes.slice(1).map((size, k) => Math.abs(size - (sizes[k] ?? 0)));
    expect(Math.max(...moves)).toBeLessThan((318 - near) / 8);
  });

  it('forgets a face that nobody tells of again', () => {
    const view = new WindowPicture();
    view.of(frame(1), wideCamera(), HEAD);
    view.observe(face);
    for (let k = 2; k < 300; k++) view.of(frame(k), wideCamera(), HEAD);
    const { head, place } = shown(view.of(frame(300), wideCamera(), HEAD));
    expect((head.size * 3) / place.scaleX).toBeCloseTo(318, 0);
  });

  it('begins anew with another camera, whose clock and size are others', () => {
    const view = new WindowPicture();
    view.of(frame(9000), wideCamera(), HEAD);
    view.observe(face);
    view.of(frame(9001), wideCamera(), HEAD);
    const other = { ...frame(1).camera, name: 'other' };
    const picture = shown(view.of(frame(1, { camera: other }), null, HEAD));
    expect(picture.head.size * (1 / picture.place.scaleX)).toBeCloseTo(HEIGHT);
  });

  it('is the frame’s colour with its holes closed where there is no other', () => {
    const holed = frame(1);
    for (let y = 40; y < 44; y++) holed.color.fill(0, 4 * (y * WIDTH + 60), 4 * (y * WIDTH + 64));
    const before = structuredClone(holed);
    const picture = shown(new WindowPicture().of(holed, null, WHOLE));
    expect(picture).toMatchObject({ width: WIDTH, height: HEIGHT });
    expect(picture.place).toEqual({ scaleX: 1, scaleY: 1, x: 0, y: 0 });
    expect(picture.color.every((byte, i) => byte === (i % 4 === 3 ? 255 : 90))).toBe(true);
    // What recognition gets is as it was.
    expect(holed).toEqual(before);
  });

  it('does without a picture that is not as large as it says', () => {
    const broken = wideCamera();
    const cut = { ...broken, image: { ...broken.image, data: broken.image.data.subarray(4) } };
    const empty = { ...broken, image: { width: 0, height: 0, data: new Uint8Array(0) } };
    for (const picture of [cut, empty]) {
      expect(shown(new WindowPicture().of(frame(1), picture, WHOLE))).toMatchObject({
        width: WIDTH,
        height: HEIGHT,
      });
    }
  });

  it('is never larger than 640 × 480, and inside what it is cut from, whatever is wished', () => {
    const size = fc.integer({ min: 1, max: 2500 });
    const side = fc.double({ min: -10, max: 5000, noNaN: true });
    const framing = fc.constantFrom('head' as const, 'whole' as const);
    fc.assert(
      fc.property(size, size, side, framing, (width, height, wished, picture) => {
        const view = new WindowPicture();
        const camera = wideCamera(width, height);
        view.of(frame(1), camera, HEAD);
        view.observe(face);
        const made = shown(view.of(frame(2), camera, { picture, side: wished, registered: 0 }));
        expect(made.color).toHaveLength(4 * made.width * made.height);
        expect(made.width * made.height).toBeLessThanOrEqual(640 * 480);
        expect(made.width * made.height).toBeGreaterThan(0);
        expect(made.head.x).toBeGreaterThanOrEqual(-1e-6);
        expect(made.head.y).toBeGreaterThanOrEqual(-1e-6);
      }),
      { numRuns: 60, examples: [[1676, 1676, 415.66462923777823, 'head']] },
    );
  });
});
