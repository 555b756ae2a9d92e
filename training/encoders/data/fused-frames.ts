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

/** The live pipeline up to the encoder, for unrelated frames. */
export interface HeadFuser {
  /** Null where no face is found or its head cannot be measured. */
  fuse(frame: RgbdFrame): Promise<FusedFrame | null>;
  dispose(): Promise<void>;
}

/** Loads the models that find faces and heads. Throws a sentence when one is missing. */
export async function openHeadFuser(assets: string): Promise<HeadFuser> {
  const mean = required(await loadMeanHead(assets));
  const finder = required(await createFaceFinder(assets));
  const guesser = required(await loadHeadGuesser(assets));
  const meter = new HeadMeter(mean);
  const fusion = new Fusion(mean);
  return {
    async fuse(frame) {
      const acquisition = await acquireHead(frame, await finder.find(frame), guesser, meter);
      if (acquisition.kind === 'nobody' || acquisition.acquired.crop === 'lost') return null;
      const { face, head } = acquisition.acquired;
      const fused = Float32Array.from(fusion.fuse(frame, face.landmarks, head));
      return { fused, pose: head.pose };
    },
    async dispose() {
      await finder.dispose();
      await guesser.dispose();
    },
  };
}

/** What the live pipeline makes of unrelated frames up to the encoder; null where it finds no face. Throws a sentence. */
export async function fuseFrames(
  frames: AsyncIterable<RgbdFrame> | Iterable<RgbdFrame>,
  assets: string,
): Promise<(FusedFrame | null)[]> {
  const fuser = await openHeadFuser(assets);
  const fused: (FusedFrame | null)[] = [];
  for await (const frame of frames) fused.push(await fuser.fuse(frame));
  await fuser.dispose();
  return fused;
}

function required<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
