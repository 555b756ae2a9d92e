/** What people are shown is not what recognition gets: that stays as it was, to the bit. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RgbdFrame } from '../../contract/frame.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { FrameAnswer, FrameMessage, FrameWish } from '../../contract/window/bridge.ts';
import type { CameraPicture } from '../camera/picture/camera-picture.ts';
import { openVirtualPerson } from '../camera/virtual/atlas/people.ts';
import { withLostColors } from '../camera/virtual/noise/lost-colors.ts';
import { VirtualPerson } from '../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../camera/virtual/virtual-sensor.ts';
import { FrameSender } from '../frame-sender.ts';
import { FUSED_LENGTH, Fusion } from '../vision/fusion/fusion.ts';
import { loadMeanHead } from '../vision/head/mean-head.ts';
import { drawHead } from '../vision/head/mean-head-fixture.ts';
import { createVision } from '../vision/pipeline.ts';
import { newStream } from '../vision/stream.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const WISHES: readonly FrameWish[] = [
  { picture: 'head', side: 420, registered: 0 },
  { picture: 'head', side: 90, registered: Infinity },
  { picture: 'whole', side: 700, registered: Infinity },
];

const person = orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))));
const scene = { sensor: 'kinect-v2', presentation: 'person' } as const;
const camera = orThrow(await VirtualSensor.create(scene, person, 4));
const pose = { yaw: 6, pitch: -4, roll: 0, x: 0, y: 0, distanceMm: 650 };
const shot = orThrow(await camera.capture(pose, 1, 33));

function pictureOf({ width, height, color }: RgbdFrame): CameraPicture {
  const lost = shot.lost ?? expect.fail('a virtual Kinect v2 loses colours');
  const data = withLostColors(color, lost);
  return { image: { width, height, data }, isTurned: false, place: (x, y) => ({ x, y }) };
}

/** Shows the frame to a window with each of the wishes, with the camera's picture and without. */
function show(frame: RgbdFrame): readonly FrameMessage[] {
  const sent: FrameMessage[] = [];
  for (const wish of WISHES) {
    for (const picture of [pictureOf(frame), null]) {
      let answer: (data: FrameAnswer) => void = () => undefined;
      const sender = new FrameSender();
      sender.setPort({
        postMessage: (message) => sent.push(structuredClone(message)),
        on: (_event, listener: (event: { data: FrameAnswer }) => void) => {
          answer = (data) => listener({ data });
        },
        start: () => answer({ kind: 'frame-wish', wish }),
        close: () => undefined,
      });
      sender.offer(frame, { picture });
    }
  }
  return sent;
}

const holesOf = (color: Uint8Array): number =>
  color.reduce((count, byte, i) => count + (i % 4 === 3 && byte === 0 ? 1 : 0), 0);

it('shows a picture without a hole, and the frame as it is, which stays so to the bit', async () => {
  const frame = structuredClone(shot.frame);
  const sent = show(frame);
  expect(holesOf(shot.frame.color)).toBeGreaterThan(200);
  expect(sent).toHaveLength(6);
  for (const { picture, registered } of sent) {
    expect(holesOf(picture?.color ?? new Uint8Array(4))).toBe(0);
    if (registered !== null) expect(isSame(registered.color, shot.frame.color)).toBe(true);
  }
  for (const images of ['color', 'depth', 'infrared'] as const) {
    expect(isSame(frame[images], shot.frame[images])).toBe(true);
  }

  // The encoder's input, of a head whose landmarks are known, and what the whole pipeline makes of it.
  const mean = orThrow(await loadMeanHead(ASSETS));
  const { landmarks } = drawHead(mean, { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 });
  const fuse = (of: RgbdFrame) => new Fusion(mean).fuse(of, landmarks, null);
  const fused = fuse(frame);
  expect(fused).toHaveLength(FUSED_LENGTH);
  expect(isSame(fused, fuse(shot.frame))).toBe(true);

  const vision = orThrow(await createVision({ assets: ASSETS }));
  const alone = () => ({ embed: true, stream: newStream() });
  const shown = await vision.process(frame, alone());
  const untouched = await vision.process(structuredClone(shot.frame), alone());
  await vision.dispose();
  const vector = shown.embedding?.vector ?? expect.fail('a face was expected');
  expect(isSame(vector, untouched.embedding?.vector)).toBe(true);
});

/** Bit by bit; and there are bits. */
function isSame(one?: ArrayBufferView, other?: ArrayBufferView): boolean {
  if (one === undefined || other === undefined || one.byteLength === 0) return false;
  return bytesOf(one).equals(bytesOf(other));
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
