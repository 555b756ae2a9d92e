/**
 * A process for tests: FreenectCamera over the stand-in, restarted whenever it stops or cannot start, as in the app.
 * Reports to its parent until told to stop.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FreenectCamera } from '../../electron/engine/camera/kinect-v1/freenect-camera.ts';
import type { FreenectStatistics } from '../../electron/engine/camera/kinect-v1/freenect-camera.ts';
import type { Problem } from '../../electron/contract/problem.ts';

const RETRY_MS = 250;
/** Frames are reported at the start, and then one in so many. */
const FRAMES_A_REPORT = 10;

export type CameraReport =
  | { readonly kind: 'frames'; readonly sinceStart: number }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | {
      readonly kind: 'done';
      readonly frames: number;
      /** Frames whose colour is not uniform. */
      readonly mixed: number;
      readonly statistics: FreenectStatistics;
    };

function isUniform(rgba: Uint8Array): boolean {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  return pixels.every((pixel) => pixel === pixels[0]);
}

async function follow(send: (report: CameraReport) => void): Promise<void> {
  const stopping = new AbortController();
  process.once('message', () => stopping.abort());
  const total = { frames: 0, mixed: 0, dropped: 0, unpaired: 0, corrupt: 0, corruptColor: 0 };
  while (!stopping.signal.aborted) {
    const camera = new FreenectCamera();
    let sinceStart = 0;
    const stopped = new Promise<Problem | null>((resolve) => {
      stopping.signal.addEventListener('abort', () => resolve(null), { once: true });
      void camera
        .start({
          onFrame: ({ color }) => {
            if (!isUniform(color)) total.mixed++;
            if (sinceStart++ % FRAMES_A_REPORT === 0) send({ kind: 'frames', sinceStart });
          },
          onStopped: resolve,
        })
        .then((started) => {
          if (!started.ok) resolve(started.problem);
        });
    });
    const problem = await stopped;
    await camera.stop();
    const { dropped, unpaired, corrupt, corruptColor } = camera.statistics();
    total.frames += sinceStart;
    total.dropped += dropped;
    total.unpaired += unpaired;
    total.corrupt += corrupt;
    total.corruptColor += corruptColor;
    if (problem !== null) {
      send({ kind: 'problem', problem });
      await sleep(RETRY_MS);
    }
  }
  const { frames, mixed, ...statistics } = total;
  send({ kind: 'done', frames, mixed, statistics });
  if (process.connected) process.disconnect();
}

if (process.argv[2] === 'follow') {
  await follow((report) => {
    process.send?.(report);
  });
}
