import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../electron/engine/recording/formats/open-session.ts';
import { orThrow } from '../electron/contract/result-fixture.ts';
import type { Pictures } from './recording-pictures.ts';

/** The frames of a real Kinect v1 in `DEPTHLOCK_DATA`; the reason, where there are none. */
export async function realFrames(): Promise<readonly Pictures[] | string> {
  const data = process.env['DEPTHLOCK_DATA'];
  const archive = data === undefined ? null : join(data, 'kinect-frames.tar.xz');
  if (archive === null || !existsSync(archive)) return 'kinect-frames in DEPTHLOCK_DATA is absent';
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-bench-'));
  try {
    const unpacked = spawnSync('tar', ['-xJf', archive, '-C', folder]);
    if (unpacked.status !== 0) return 'tar or xz is not installed';
    const frames = join(folder, 'kinect-frames/pcl/grabber_sequences/tiff');
    const session = orThrow(await openSession(frames));
    const pictures: Pictures[] = [];
    for await (const frame of session.read(new AbortController().signal)) {
      const { depth, color } = orThrow(frame);
      pictures.push({ depth: { ...depth, data: new Uint16Array(depth.data) }, color });
    }
    await session.close();
    return pictures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
