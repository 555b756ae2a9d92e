import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { packGallery, personDistances } from '../../electron/engine/identity/matching.ts';
import { initialUnlock, unlockReducer } from '../../electron/engine/identity/unlock.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { ASSETS } from '../assets.ts';
import type { Contender } from './contender.ts';

/**
 * Depthlock as the lock screen runs it, from the frame in memory to the decision; `owner` shows the enrolled person.
 */
export async function depthlock(owner: RgbdFrame): Promise<Contender> {
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const encoder = `${vision.encoder.name} ${vision.encoder.version}`;
  const reference = (await vision.process(owner, { embed: true })).embedding;
  if (reference === null) throw new Error('Depthlock saw nobody in the first frame.');
  const entry: GalleryEntry = {
    personId: 'owner',
    name: 'Owner',
    trust: owner.camera.trust,
    encoder,
    references: [{ embedding: reference, yaw: 0, pitch: 0 }],
  };
  const gallery = packGallery([entry], encoder);
  let state = initialUnlock(vision.encoder.thresholds, [entry]);
  return {
    name: 'Depthlock',
    task: 'tracking, landmarks, pose, liveness from depth, embedding, decision',
    look: async (frame) => {
      const { observation, embedding } = await vision.process(frame, { embed: true });
      if (embedding === null) return false;
      const { trust } = frame.camera;
      const distances = personDistances(embedding, gallery, trust);
      state = unlockReducer(state, { kind: 'frame', observation, distances, trust });
      return true;
    },
    dispose: () => vision.dispose(),
  };
}
