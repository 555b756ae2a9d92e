/** Draws the frames of a virtual camera on a thread of its own (virtual-camera.ts starts it). */
import { parentPort, workerData } from 'node:worker_threads';
import type { VirtualScene } from '../../../contract/camera.ts';
import { fail } from '../../../contract/problem.ts';
import type { RenderAnswer, RenderRequest, RenderWorkerData } from './render-protocol.ts';
import { Stage } from './stage.ts';

const { assets, seed } = workerData as RenderWorkerData;
const stage = new Stage(assets, seed);
let sensor: VirtualScene['sensor'] = 'kinect-v2';
let last = Promise.resolve();

parentPort?.on('message', (request: RenderRequest) => {
  // One request after the other: a scene takes a while to load. A rejection ends the thread.
  last = last.then(() => answer(request));
});

async function answer(request: RenderRequest): Promise<void> {
  if (request.kind === 'scene') {
    const set = await stage.setScene(request.scene, request.timeMs);
    if (set.ok) {
      sensor = request.scene.sensor;
    }
    post(set.ok ? { kind: 'scene-set' } : { kind: 'problem', problem: set.problem });
    return;
  }
  const { sequence, timeMs } = request;
  const captured = (await stage.capture(sequence, timeMs)) ?? fail('internal', 'No scene is set.');
  if (!captured.ok) {
    post({ kind: 'problem', problem: captured.problem });
    return;
  }
  const { frame, lost } = captured.value;
  const { color, depth, infrared } = frame;
  const images = infrared === undefined ? { color, depth } : { color, depth, infrared };
  const buffers = Object.values(images).map(({ buffer }) => buffer as ArrayBuffer);
  const shown = lost === undefined ? images : { ...images, lost };
  post({ kind: 'frame', sequence, timeMs, sensor, ...shown }, buffers);
}

function post(message: RenderAnswer, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
