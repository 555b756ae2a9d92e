/**
 * For tests: one capture in a process of its own, because fakenect ends the process when it is unhappy. Reports to its
 * parent what the camera tells, frames as fingerprints.
 */
import type { CameraModel } from '../../../contract/frame.ts';
import type { Problem } from '../../../contract/problem.ts';
import { fingerprintOf } from './frame-fingerprint.ts';
import { FreenectCamera, type FreenectStatistics } from './freenect-camera.ts';

export type ChildReport =
  | { readonly kind: 'model'; readonly model: CameraModel }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'frame';
      readonly sequence: number;
      readonly timeMs: number;
      readonly fingerprint: string;
    }
  | { readonly kind: 'stopped'; readonly problem: Problem }
  /** The camera was stopped; the process ends by itself if nothing was left behind. */
  | { readonly kind: 'done'; readonly statistics: FreenectStatistics };

async function capture(send: (report: ChildReport) => void): Promise<void> {
  const camera = new FreenectCamera();
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const started = await camera.start({
    onSensorFrame: ({ sequence, timeMs, depth, color }) => {
      const fingerprint = fingerprintOf(depth.data, color.data);
      send({ kind: 'frame', sequence, timeMs, fingerprint });
    },
    onFrame: () => undefined,
    onStopped: (problem) => {
      send({ kind: 'stopped', problem });
      end();
    },
  });
  if (started.ok) {
    send({ kind: 'model', model: started.value });
    await over;
  } else {
    send({ kind: 'refused', problem: started.problem });
  }
  await camera.stop();
  send({ kind: 'done', statistics: camera.statistics() });
  if (process.connected) process.disconnect();
}

if (process.argv[2] === 'capture') {
  await capture((report) => {
    process.send?.(report);
  });
}
