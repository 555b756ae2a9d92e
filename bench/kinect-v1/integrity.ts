import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFrameIntegrity } from '../../electron/engine/camera/capture/frame-integrity.ts';
import { buildUsbStandIn } from '../../native/usb-stand-in/build.ts';
import { runProbe, whyNoLibfreenect } from '../../native/usb-stand-in/probe.ts';
import { writeScene } from '../../native/usb-stand-in/scene-file.ts';
import { recordFrames, SCENE, spread } from '../assets.ts';

const FRAMES = 60;
const PIXELS = 640 * 480;
const RECORD_BYTES = 8 + PIXELS * 2;

/**
 * How many damaged frames of a Kinect v1 the integrity check finds, and how many intact ones it rejects: frames of a
 * virtual person who looks around, as raw disparity, alone and through the real libfreenect over a lossy USB stand-in.
 */
export async function benchIntegrity(): Promise<readonly string[]> {
  const registered = await recordFrames(FRAMES, { ...SCENE, sensor: 'kinect-v1' });
  const frames = registered.map(({ depth }) => Uint16Array.from(depth, disparity));
  const integrity = createFrameIntegrity();
  const times: number[] = [];
  for (const frame of frames) {
    const start = performance.now();
    integrity.check(frame);
    times.push(performance.now() - start);
  }
  const { corrupt } = integrity.statistics();
  const lines = [
    `one frame: ${spread(times)}  (budget 1 ms)`,
    `${frames.length} frames of a moving head, none damaged: ${corrupt} taken for damaged`,
  ];
  const standIn = await buildUsbStandIn();
  const missing = await whyNoLibfreenect(standIn);
  if (missing !== null || standIn.kind === 'unavailable') return [...lines, `skipped: ${missing}`];
  const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-integrity-'));
  try {
    const scene = path.join(folder, 'head.scene');
    const color = new Uint8Array(PIXELS * 3);
    await writeScene(
      scene,
      frames.map((depth) => ({ depth, color })),
    );
    for (const fault of ['loss=0', 'loss=0.001', 'loss=0.01', 'truncate=0.001']) {
      const record = path.join(folder, 'record');

      const scenario = `${fault} seed=5`;
      await runProbe(standIn, { seconds: 20, frames: 150, scenario, scene, record });
      lines.push(`${fault}: ${await judged(record)}`);
      await rm(record);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return lines;
}

/** The check against the ground truth of a recording of the probe. */
async function judged(record: string): Promise<string> {
  const integrity = createFrameIntegrity();
  const file = await open(record);
  let [frames, damaged, found, blamed, last] = [0, 0, 0, 0, -1];
  const bytes = new Uint8Array(RECORD_BYTES);
  const header = new DataView(bytes.buffer);
  while ((await file.read(bytes, 0, RECORD_BYTES)).bytesRead === RECORD_BYTES) {
    const number = header.getUint32(0, true);
    const isDamaged = header.getUint32(4, true) === 0;
    const depth = new Uint16Array(bytes.buffer, 8, PIXELS);
    const { kind } = integrity.check(depth, { afterGap: last >= 0 && number !== last + 1 });
    last = number;
    frames++;
    if (isDamaged) damaged++;
    if (kind === 'corrupt') (isDamaged ? () => found++ : () => blamed++)();
  }
  await file.close();
  const share = ((100 * damaged) / Math.max(1, frames)).toFixed(1);
  return `${frames} frames, ${damaged} damaged (${share} %): ${found} of them found, ${blamed} whole ones blamed`;
}

/** Millimetres as the raw 11-bit disparity of a Kinect v1 whose const_shift is 200; 2047 for no reading. */
function disparity(millimetres: number): number {
  if (millimetres === 0) return 2047;
  const metric = (7.5 * (millimetres / 10 - 120)) / (millimetres / 10);
  return Math.min(2046, Math.max(0, Math.round(4 * (metric / 0.1042 + 0.375) + 800)));
}
