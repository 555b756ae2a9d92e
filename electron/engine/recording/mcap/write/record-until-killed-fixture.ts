/** For the test that kills it: records 30 frames a second to the given file, and prints a line for each. */
import { setTimeout as wait } from 'node:timers/promises';
import { noiseFrame, TEST_SENSOR } from '../../../exchange/frame-source-fixture.ts';
import { openRecordingWriter } from './open-recording-writer.ts';

const [, , file = ''] = process.argv;
const writer = await openRecordingWriter(file, {
  sensor: TEST_SENSOR,
  app: 'test',
  encoder: '',
  color: 'lossless',
});
if (!writer.ok) throw new Error(writer.problem.message);
for (let sequence = 0; ; sequence++) {
  if (writer.value.offer(noiseFrame(sequence))) console.log(sequence);
  await wait(1000 / 30);
}
