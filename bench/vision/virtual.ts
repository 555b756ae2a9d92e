import type { VirtualScene } from '../../electron/contract/camera.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { SensorNoise } from '../../electron/engine/camera/virtual/noise/sensor-noise.ts';
import { intendedPose } from '../../electron/engine/camera/virtual/motion.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { ScenePainter } from '../../electron/engine/camera/virtual/drawing/scene-painter.ts';
import { VirtualCamera } from '../../electron/engine/camera/virtual/virtual-camera.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { ASSETS, SCENE } from '../assets.ts';

/** Until the pictures of a whole turn are unpacked and the code is compiled. */
const WARM_UP_S = 8;
const MEASURED_S = 8;
const STAGE_FRAMES = 240;
const FRAME_MS = 1000 / 30;

const SENSORS = ['kinect-v2', 'kinect-v1'] as const;
const SCENES: Readonly<Record<string, Partial<VirtualScene>>> = {
  'head turning': {},
  'head swaying': { motion: { kind: 'script', script: 'idle' } },
  'head held': { motion: { kind: 'held', yaw: 5, pitch: 0 } },
  'nobody there': { person: 'nobody' },
};

/**
 * The virtual Kinect as the engine runs it, with its thread: how much of a core it takes, and how steadily its frames
 * come. Budget: 20 % of a core, the head turning.
 */
export async function benchVirtual(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const sensor of SENSORS) {
    for (const [title, change] of Object.entries(SCENES)) {
      lines.push(
        `${sensor}, ${title.padEnd(12)} ${await measureCamera({ ...SCENE, sensor, ...change })}`,
      );
    }
    lines.push(`${sensor}, a frame of the turning head: ${await measureStages(sensor)}`);
  }
  return lines;
}

async function measureCamera(scene: VirtualScene): Promise<string> {
  const camera = new VirtualCamera({ assets: ASSETS, scene, seed: 1 });
  let frames: { sequence: number; timeMs: number; arrivedMs: number }[] = [];
  const onFrame = ({ sequence, timeMs }: RgbdFrame): void => {
    frames.push({ sequence, timeMs, arrivedMs: performance.now() });
  };
  orThrow(await camera.start({ onFrame, onStopped: () => undefined }));
  await seconds(WARM_UP_S);
  frames = [];
  const before = process.cpuUsage();
  const start = performance.now();
  await seconds(MEASURED_S);
  const { user, system } = process.cpuUsage(before);
  const elapsedMs = performance.now() - start;
  await camera.stop();
  const gaps = frames.slice(1).map(({ arrivedMs }, i) => arrivedMs - (frames[i]?.arrivedMs ?? 0));
  const first = frames[0]?.sequence ?? 0;
  const due = (frames.at(-1)?.sequence ?? 0) - first + 1;
  return [
    `${((100 * (user + system)) / 1000 / elapsedMs).toFixed(1)} % of a core`,
    `${((1000 * frames.length) / elapsedMs).toFixed(1)} fps`,
    `${due - frames.length} of ${due} left out`,
    `gaps p5 ${quantile(gaps, 0.05).toFixed(0)}, p95 ${quantile(gaps, 0.95).toFixed(0)} ms`,
  ].join(', ');
}

/** Processor time of drawing and of the sensor's faults, one after the other in this process. */
async function measureStages(sensor: (typeof SENSORS)[number]): Promise<string> {
  const person = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, SCENE.person))),
  );
  const { width, height, camera } = SENSOR_GRIDS[sensor];
  const painter = new ScenePainter(width, height, camera.intrinsics);
  const noise = new SensorNoise(sensor, 1);
  const spent = { unpack: 0, draw: 0, noise: 0, infrared: 0 };
  const timed = async <T>(stage: keyof typeof spent, work: () => T | Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    spent[stage] += (user + system) / 1000;
    return result;
  };
  for (let i = -STAGE_FRAMES; i < STAGE_FRAMES; i++) {
    if (i === 0) spent.unpack = spent.draw = spent.noise = spent.infrared = 0;
    const pose = intendedPose(SCENE.motion, ((i + STAGE_FRAMES) * FRAME_MS) / 1000, 650);
    await timed('unpack', () => person.prepare(pose.yaw, pose.pitch));
    const drawn = await timed('draw', () => painter.drawFigure(person, pose));
    await timed('noise', () => noise.apply(orThrow(drawn), i * FRAME_MS));
    await timed('infrared', () => noise.infrared(orThrow(drawn)));
  }
  return Object.entries(spent)
    .map(([stage, ms]) => `${stage} ${(ms / STAGE_FRAMES).toFixed(2)} ms`)
    .join(', ');
}

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, 1000 * count));
