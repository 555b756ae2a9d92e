import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadNativeModule } from '../../electron/engine/camera/kinect-v1/native-module.ts';
import { buildUsbStandIn } from '../../native/usb-stand-in/build.ts';
import { recoverFrom, startCamera } from '../../native/usb-stand-in/camera-process.ts';
import { whyNoLibfreenect } from '../../native/usb-stand-in/probe.ts';

/**
 * Time from the end of each failure to the first frame after it: FreenectCamera, the real libfreenect, the USB
 * stand-in.
 */
export async function benchRecovery(): Promise<readonly string[]> {
  const standIn = await buildUsbStandIn();
  const loaded = loadNativeModule();
  const missing = loaded.ok ? await whyNoLibfreenect(standIn) : loaded.reason;
  if (missing !== null || standIn.kind === 'unavailable') return [`skipped: ${missing}`];
  const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-recovery-'));
  const camera = await startCamera(standIn, path.join(folder, 'control'), 'stream');
  try {
    const lines: string[] = [];
    await camera.next(({ kind }) => kind === 'frames');
    // A streaming camera is not refused: missing permission and use by others show when it is plugged in again.
    for (const cause of ['absent', 'stall', 'absent no-permission', 'absent busy']) {
      const [first = '', second] = cause.split(' ');
      if (second !== undefined) {
        const unplugged = camera.next(({ kind }) => kind === 'problem');
        await camera.scenario(first);
        await unplugged;
      }
      const { problem, recoveryMs } = await recoverFrom(camera, second ?? first);
      lines.push(
        `${cause}: frames ${recoveryMs.toFixed(0)} ms later (budget 2000), told “${problem.message}”`,
      );
    }
    return lines;
  } finally {
    await camera.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
