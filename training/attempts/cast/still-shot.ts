import { createHash } from 'node:crypto';
import type { VirtualScene } from '../../../electron/contract/camera.ts';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import type { HeadPose } from '../../../electron/contract/head-pose.ts';
import { orThrow } from '../../../electron/contract/result-fixture.ts';
import { succeed, type Result } from '../../../electron/contract/problem.ts';
import type {
  FolderDataset,
  PictureName,
} from '../../../electron/engine/exchange/dataset/folder-dataset.ts';
import type { Vision } from '../../../electron/engine/vision/pipeline.ts';
import { LookSequence, seeFrames } from '../looks/look-sequence.ts';
import type { LooksStore } from '../looks/looks-store.ts';
import { shotFrames } from '../looks/shot-frames.ts';
import { seedOf } from '../seed-of.ts';

/** What is needed to see the shots of a dataset again and again. */
export interface ShotViewer {
  readonly dataset: Pick<FolderDataset, 'read'>;
  /** Whose noise is added. */
  readonly sensor: VirtualScene['sensor'];
  readonly vision: Vision;
  readonly store: LooksStore;
  readonly seed: number;
}

/** A shot of a dataset, repeated with fresh noise. */
export interface StillShot extends PictureName {
  /** What vision says of it in the n-th attempt: other noise in each. The same sequence whoever asks. */
  looksIn(attempt: number): LookSequence;
}

/** Opens a shot; the problem says what is wrong with its pictures. They are read again when looks are missing. */
export async function openStill(
  { dataset, sensor, vision, store, seed }: ShotViewer,
  { person, shot }: PictureName,
): Promise<Result<StillShot>> {
  const read = await dataset.read({ person, shot });
  if (!read.ok) return read;
  const key = contentOf(read.value);
  const opened = new Map<number, LookSequence>();
  return succeed({
    ...{ person, shot },
    looksIn(attempt) {
      const known = opened.get(attempt);
      if (known !== undefined) return known;
      const name = ['still', key, sensor, seed, attempt].join('-');
      async function* see() {
        const frame = orThrow(await dataset.read({ person, shot }));
        yield* seeFrames(vision, shotFrames(frame, sensor, seedOf(name)), true);
      }
      const looks = new LookSequence(name, store, see);
      opened.set(attempt, looks);
      return looks;
    },
  });
}

/** Names what a shot shows: other pictures under the same name are another shot. */
function contentOf({ width, height, color, depth, infrared, camera }: RgbdFrame): string {
  const hash = createHash('sha256').update(
    JSON.stringify([width, height, camera.intrinsics, infrared !== undefined]),
  );
  for (const pixels of [color, depth, ...(infrared === undefined ? [] : [infrared])]) {
    hash.update(pixels);
  }
  return hash.digest('hex').slice(0, 32);
}

/** Looks in which a face that can be found at all is found. */
const LOOKS_TO_FIND = 3;

/** How the head is held; null where no face was found. */
export async function poseIn(looks: LookSequence): Promise<HeadPose | null> {
  for (let k = 0; k < LOOKS_TO_FIND; k++) {
    const look = await looks.at(k);
    if (look?.observation.kind === 'face') return look.observation.pose;
  }
  return null;
}
