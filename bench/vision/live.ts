import type { EngineMessage } from '../../electron/contract/engine/engine-messages.ts';
import { Session } from '../../electron/engine/session/session.ts';
import { VirtualCamera } from '../../electron/engine/camera/virtual/virtual-camera.ts';
import { startVision } from '../../electron/engine/vision/worker/vision-client.ts';
import { ASSETS, SCENE } from '../assets.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';

const WARM_UP_S = 3;
const MEASURED_S = 20;

interface Load {
  readonly cpuPercent: number;
  readonly growthMb: number;
}

/**
 * The engine as it runs behind the window, at the virtual Kinect's 30 fps. The virtual Kinect renders its frames in the
 * same process, which a real one would not; its share is measured alone and reported separately. Budget: 60 % of a
 * core.
 */
export async function benchLive(): Promise<readonly string[]> {
  const camera = await measureCamera();
  const vision = orThrow(
    await startVision({
      assets: ASSETS,
      onDied: (detail) => {
        throw new Error(`The vision worker died: ${detail}`);
      },
    }),
  );
  const fps: number[] = [];
  let skipped = 0;
  const emit = (message: EngineMessage) => {
    if (message.kind !== 'statistics') return;
    fps.push(message.statistics.visionFps);
    skipped = message.statistics.skipped;
  };
  const session = new Session({ vision, gallery: [], unlocked: null, emit });
  // Enrolling makes the engine embed every frame, like a locked screen.
  session.enrol({ kind: 'enrolment.start' });
  const source = new VirtualCamera({ assets: ASSETS, scene: SCENE });
  orThrow(
    await source.start({
      onFrame: (frame) => {
        void session.onFrame(frame);
      },
      onStopped: () => undefined,
    }),
  );
  await seconds(WARM_UP_S);
  fps.length = 0;
  const skippedBefore = skipped;
  const ticking = setInterval(() => {
    session.tick();
  }, 1000);
  const live = await measure(MEASURED_S);
  clearInterval(ticking);
  await source.stop();
  await vision.dispose();
  const mean = fps.reduce((sum, value) => sum + value, 0) / Math.max(1, fps.length);
  return [
    `every frame embedded, ${MEASURED_S} s: ${mean.toFixed(1)} fps through vision, ${skipped - skippedBefore} skipped`,
    `CPU ${live.cpuPercent.toFixed(0)} % of a core with the virtual Kinect, of which the virtual Kinect alone ${camera.cpuPercent.toFixed(0)} %  (budget 60 without it)`,
    `memory growth ${live.growthMb.toFixed(0)} MB`,
  ];
}

async function measureCamera(): Promise<Load> {
  const camera = new VirtualCamera({ assets: ASSETS, scene: SCENE });
  orThrow(await camera.start({ onFrame: () => undefined, onStopped: () => undefined }));
  await seconds(WARM_UP_S);
  const load = await measure(MEASURED_S / 2);
  await camera.stop();
  return load;
}

async function measure(duration: number): Promise<Load> {
  const before = process.cpuUsage();
  const memory = process.memoryUsage.rss();
  const start = performance.now();
  await seconds(duration);
  const used = process.cpuUsage(before);
  const elapsedMs = performance.now() - start;
  return {
    cpuPercent: (100 * (used.user + used.system)) / 1000 / elapsedMs,
    growthMb: (process.memoryUsage.rss() - memory) / 2 ** 20,
  };
}

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, 1000 * count));
