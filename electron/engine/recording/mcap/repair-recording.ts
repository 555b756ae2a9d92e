import { rename, rm } from 'node:fs/promises';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { RecordingInfo } from '../recording-files.ts';
import { openRecording } from './open-recording.ts';
import { openRecordingWriter } from './open-recording-writer.ts';

/**
 * Gives a recording whose end is missing an end: its whole frames go into a new file, depth bit for bit and colour
 * without loss, which then takes its place. A recording that is whole stays as it is. The problem says why it was left
 * as it was. Frames that cannot be read are left out.
 */
export async function repairRecording(file: string): Promise<Result<RecordingInfo>> {
  const from = await openRecording(file);
  if (!from.ok) return from;
  const { info, times } = from.value;
  if (info.complete) {
    await from.value.close();
    return succeed(info);
  }
  const createdAt = new Date(info.createdAt);
  const part = `${file}.repaired`;
  await rm(part, { force: true });
  const to = await openRecordingWriter(part, {
    sensor: info.sensor,
    app: info.app,
    encoder: info.encoder,
    color: 'lossless',
    // Damaged, it is worth less than the frames.
    ...(Number.isNaN(createdAt.getTime()) ? {} : { createdAt }),
  });
  if (!to.ok) {
    await from.value.close();
    return to;
  }
  for (let index = 0; index < times.length && to.value.problem === null; index++) {
    const frame = await from.value.frameAt(index);
    if (!frame.ok) continue;
    await to.value.ready();
    to.value.offer(frame.value);
  }
  await from.value.close();
  const closed = await to.value.close();
  if (!closed.ok) {
    await rm(part, { force: true });
    return closed;
  }
  await rename(part, file);
  const repaired = await openRecording(file);
  if (!repaired.ok) return repaired;
  await repaired.value.close();
  return succeed(repaired.value.info);
}
