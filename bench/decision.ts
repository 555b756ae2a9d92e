import type { GalleryEntry } from '../electron/contract/engine-messages.ts';
import { packGallery, personDistances } from '../electron/engine/identity/matching.ts';
import { initialUnlock, unlockReducer } from '../electron/engine/identity/unlock.ts';
import { createVision } from '../electron/engine/vision/pipeline.ts';
import { ASSETS, recordFrames, spread } from './assets.ts';
import { orThrow } from '../electron/contract/result-fixture.ts';

const FRAMES = 300;
const WARM_UP = 30;
const STAGES = ['detect', 'landmarks', 'pose', 'fuse', 'embed', 'liveness'] as const;

/** A tracked face, from the frame in memory to the lock's decision, everything on one thread. Budget: 12 / 20 ms. */
export async function benchDecision(): Promise<readonly string[]> {
  const frames = await recordFrames(FRAMES);
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const encoder = `${vision.encoder.name} ${vision.encoder.version}`;
  const [first] = frames;
  if (first === undefined) throw new Error('The virtual Kinect gave no frame.');
  const reference = (await vision.process(first, { embed: true })).embedding;
  const entry: GalleryEntry = {
    personId: 'ada',
    name: 'Ada',
    trust: 'virtual',
    encoder,
    references: reference === null ? [] : [{ embedding: reference, yaw: 0, pitch: 0 }],
  };
  const gallery = packGallery([entry], encoder);
  let state = initialUnlock(vision.encoder.thresholds, [entry]);
  const total: number[] = [];
  const stages = new Map<string, number[]>();
  for (const [i, frame] of frames.entries()) {
    const start = performance.now();
    const { observation, embedding } = await vision.process(frame, { embed: true });
    const { trust } = frame.camera;
    const distances = embedding === null ? null : personDistances(embedding, gallery, trust);
    state = unlockReducer(state, { kind: 'frame', observation, distances, trust });
    const spent = performance.now() - start;
    if (i < WARM_UP || observation.times.detect > 1) continue;
    total.push(spent);
    for (const stage of STAGES) {
      stages.set(stage, [...(stages.get(stage) ?? []), observation.times[stage]]);
    }
  }
  await vision.dispose();
  return [
    `frame → decision, tracked face, ${total.length} frames of 512×424: ${spread(total)}  (budget 12 / 20)`,
    ...[...stages].map(([stage, values]) => `  ${stage.padEnd(10)} ${spread(values)}`),
  ];
}
