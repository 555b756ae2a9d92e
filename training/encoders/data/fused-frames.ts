import type { HeadPose } from '../../../electron/contract/head-pose.ts';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import { acquireHead } from '../../../electron/engine/vision/head-in-depth/acquire-head.ts';
import { createFaceFinder } from '../../../electron/engine/vision/detect/face-finder.ts';
import { Fusion } from '../../../electron/engine/vision/fusion/fusion.ts';
import { loadHeadGuesser } from '../../../electron/engine/vision/head-in-depth/head-guesser.ts';
import { HeadMeter } from '../../../electron/engine/vision/head/head-pose.ts';
import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import type { Result } from '../../../electron/contract/problem.ts';

/** A face as the live pipeline hands it to the encoder. */
export interface FusedFrame {
  /** What `Fusion.fuse` wrote, its own copy. */
  readonly fused: Float32Array;
  readonly pose: HeadPose;
}

/** What the live pipeline makes of unrelated frames up to the encoder; null where it finds no face. Throws a sentence. */
export async function fuseFrames(
  frames: AsyncIterable<RgbdFrame> | Iterable<RgbdFrame>,
  assets: string,
): Promise<(FusedFrame | null)[]> {
  const mean = required(await loadMeanHead(assets));
  const finder = required(await createFaceFinder(assets));
  const guesser = required(await loadHeadGuesser(assets));
  const meter = new HeadMeter(mean);
  const fusion = new Fusion(mean);
  const fused: (FusedFrame | null)[] = [];
  for await (const frame of frames) {
    const acquisition = await acquireHead(frame, await finder.find(frame), guesser, meter);
    if (acquisition.kind === 'nobody' || acquisition.acquired.crop === 'lost') {
      fused.push(null);
      continue;
    }
    const { face, head } = acquisition.acquired;
    const input = Float32Array.from(fusion.fuse(frame, face.landmarks, head));
    fused.push({ fused: input, pose: head.pose });
  }
  await finder.dispose();
  await guesser.dispose();
  return fused;
}

function required<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
