import type { Observation } from '../../electron/contract/observation.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import type {
  FrameAnswer,
  FrameMessage,
  FrameWish,
} from '../../electron/contract/window/bridge.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import type { CameraPicture } from '../../electron/engine/camera/picture/camera-picture.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { FrameSender } from '../../electron/engine/frame-sender.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { ASSETS } from '../assets.ts';

const ROUNDS = 40;
const WARM_UP = 4;
/** One after the other in each turn. */
const FRAMES = 8;
const COLUMNS = 1920;
const ROWS = 1080;
const TIMES = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
const HEAD: FrameWish = { picture: 'head', side: 420, registered: 0 };
const LIVE: FrameWish = { picture: 'whole', side: 600, registered: Infinity };

interface Case {
  readonly name: string;
  readonly wish: FrameWish;
  readonly picture: CameraPicture | null;
  readonly isThere: boolean;
}

/**
 * What a frame costs on its way to the window: making its picture and copying it there and out; CPU time, all cases in turns. The
 * first is what every frame cost before there were pictures: the registered images alone.
 */
export async function benchPicture(): Promise<readonly string[]> {
  const frame = await someone();
  const wide = wideCamera(frame);
  const cases: readonly Case[] = [
    {
      name: 'registered images alone',
      wish: { picture: 'none', side: 0, registered: Infinity },
      picture: null,
      isThere: true,
    },
    { name: 'Kinect v2, round preview', wish: HEAD, picture: wide, isThere: true },
    { name: 'Kinect v2, round preview, nobody', wish: HEAD, picture: wide, isThere: false },
    { name: 'Kinect v2, Live', wish: LIVE, picture: wide, isThere: true },
    { name: 'holes closed, round preview', wish: HEAD, picture: null, isThere: true },
    { name: 'holes closed, Live', wish: LIVE, picture: null, isThere: true },
  ];
  const lanes = cases.map((lane) => ({ ...lane, times: [] as number[], ...laneOf(lane) }));
  let sequence = 0;
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const { times, offer } of lanes) {
      const before = process.cpuUsage();
      for (let k = 0; k < FRAMES; k++) offer(frame, ++sequence);
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times.push((user + system) / 1000 / FRAMES);
    }
  }
  const base = quantile(lanes[0]?.times ?? [], 0.5);
  return lanes.map(({ name, times, bytes }) => {
    const ms = quantile(times, 0.5);
    const share = (100 * 30 * ms) / 1000;
    return `${name}: ${(bytes() / 2 ** 20).toFixed(2)} MB, ${ms.toFixed(2)} ms of CPU a frame (${share.toFixed(1)} % of a core at 30 fps), ${(ms / base).toFixed(1)}× the registered images alone`;
  });
}

async function someone(): Promise<RgbdFrame> {
  const person = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))),
  );
  const scene = { sensor: 'kinect-v2', presentation: 'person' } as const;
  const sensor = orThrow(await VirtualSensor.create(scene, person, 2));
  const pose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 700 };
  return orThrow(await sensor.capture(pose, 1, 33)).frame;
}

/** The frame's colour as large as a Kinect v2's. */
function wideCamera({ width, height, color }: RgbdFrame): CameraPicture {
  const from = new Uint32Array(color.buffer, color.byteOffset, width * height);
  const words = Uint32Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    const x = Math.floor(((i % COLUMNS) * width) / COLUMNS);
    const y = Math.floor((Math.floor(i / COLUMNS) * height) / ROWS);
    return ((from[y * width + x] ?? 0) | 0xff000000) >>> 0;
  });
  return {
    image: { width: COLUMNS, height: ROWS, data: new Uint8Array(words.buffer) },
    isTurned: false,
    place: (x, y) => ({ x: (x * COLUMNS) / width, y: (y * ROWS) / height }),
  };
}

function laneOf({ wish, picture, isThere }: Case) {
  const sender = new FrameSender();
  let tell: (data: FrameAnswer) => void = () => undefined;
  let bytes = 0;
  sender.setPort({
    postMessage: (message) => {
      bytes = bytesOf(structuredClone(message));
    },
    on: (_event, listener: (event: { data: FrameAnswer }) => void) => {
      tell = (data) => listener({ data });
    },
    start: () => tell({ kind: 'frame-wish', wish }),
    close: () => undefined,
  });
  return {
    bytes: () => bytes,
    offer(frame: RgbdFrame, sequence: number): void {
      if (isThere) sender.observe(FACE);
      sender.offer({ ...frame, sequence, timeMs: (1000 / 30) * (sequence + 1000) }, { picture });
      tell({ kind: 'frame-done', sequence });
    },
  };
}

const bytesOf = ({ picture, registered }: FrameMessage): number =>
  (picture?.color.length ?? 0) +
  (registered?.color.length ?? 0) +
  (registered?.depth.byteLength ?? 0);

const FACE: Observation = {
  kind: 'face',
  sequence: 1,
  timeMs: 0,
  track: 1,
  others: 0,
  box: { x: 222, y: 175, width: 65, height: 80 },
  pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 700, interOcularMm: 62 },
  hint: 'none',
  spectrum: 'colour',
  liveness: { kind: 'undecided' },
  attention: 'unknown',
  times: TIMES,
};
