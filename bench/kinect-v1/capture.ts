import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakenectDump } from '../../electron/engine/exchange/fakenect/fakenect-dump.ts';
import { fingerprintOf } from '../../electron/engine/camera/kinect-v1/fakenect/frame-fingerprint.ts';
import { findFakenect } from '../../electron/engine/camera/kinect-v1/fakenect/find-fakenect.ts';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import type { CaptureMeasurement } from './capture-child.ts';

const SECONDS = 60;
const FPS = 30;

/**
 * One minute of a Kinect v1 played by fakenect, in its own process. Once for exactness: every frame fingerprinted. Once
 * for cost: frames paired and converted, with no consumer. Budget: 8 % of a core for capture. Fakenect reads every
 * frame from a file in the same process, which a device would not.
 */
export async function benchCapture(): Promise<readonly string[]> {
  const fakenect = findFakenect();
  if (!fakenect.ok) return [`skipped: ${fakenect.reason}`];
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-capture-'));
  try {
    const expected = await writeDump(folder, SECONDS * FPS);
    const run = (mode: string) => runChild(mode, fakenect.library, folder);
    const exact = await run('exact');
    const captured = await run('capture');
    const registered = await run('register');
    const wrong = exact.fingerprints.filter(
      ([i, fingerprint]) => expected[i] !== fingerprint,
    ).length;
    const disordered = exact.fingerprints.filter(
      ([sequence], i) => sequence <= (exact.fingerprints[i - 1]?.[0] ?? -1),
    ).length;
    return [
      `${SECONDS} s at ${FPS} fps: ${exact.frames} of ${expected.length} frames, ${wrong} not exact, ${disordered} out of order, ${exact.dropped} dropped, ${exact.unpaired} without partner`,
      `CPU of capture ${captured.cpuPercent.toFixed(1)} % of a core  (budget 8), with registration ${registered.cpuPercent.toFixed(1)} %; fps ${captured.fps.toFixed(2)}`,
      `latency driver → engine ${captured.latency}`,
      `RSS after 5 s ${captured.rssEarlyMb.toFixed(0)} MB, at the end ${captured.rssLateMb.toFixed(0)} MB; with registration ${registered.rssEarlyMb.toFixed(0)} and ${registered.rssLateMb.toFixed(0)} MB`,
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeDump(folder: string, frames: number): Promise<readonly string[]> {
  const dump = orThrow(await startFakenectDump(folder));
  const fingerprints: string[] = [];
  for (let i = 0; i < frames; i++) {
    const frame = syntheticSensorFrame(i);
    orThrow(await dump.write(frame));
    fingerprints.push(fingerprintOf(frame.depth.data, frame.color.data));
  }
  orThrow(await dump.close());
  return fingerprints;
}

function runChild(mode: string, library: string, folder: string): Promise<CaptureMeasurement> {
  const child = fork(join(import.meta.dirname, 'capture-child.ts'), [mode], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, DEPTHLOCK_FREENECT_LIBRARY: library, FAKENECT_PATH: folder },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (measurement: CaptureMeasurement) => {
      resolve(measurement);
    });
    child.once('close', (code) => {
      reject(new Error(`The capture ended with code ${code} before it reported.`));
    });
  });
}
