/**
 * To be killed: records frames of 640×480 to the given file, 30 a second, and prints for each when it was delivered,
 * and how many had been written by then.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { openRecordingWriter } from '../../electron/engine/recording/mcap/write/open-recording-writer.ts';

const FRAME_MS = 1000 / 30;
const [, , file = ''] = process.argv;
const { sensor } = syntheticSensorFrame(0);
const writer = await openRecordingWriter(file, { sensor, app: 'fuzz', encoder: '', color: 'jpeg' });
if (!writer.ok) throw new Error(writer.problem.message);
for (let sequence = 0; ; sequence++) {
  const dueMs = performance.now() + FRAME_MS;
  const frame = { ...syntheticSensorFrame(sequence), timeMs: performance.now() };
  const isTaken = writer.value.offer(frame);
  const { frames } = writer.value.statistics();
  console.log(`${isTaken ? 'taken' : 'refused'} ${sequence} ${frame.timeMs} ${frames}`);
  await wait(Math.max(0, dueMs - performance.now()));
}
