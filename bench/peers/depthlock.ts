import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { Recognition } from '../../electron/engine/session/recognition.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { ASSETS } from '../assets.ts';
import type { Contender } from './contender.ts';

/**
 * Depthlock as the lock screen runs it, from the frame in memory to the decision; `owner` shows the enrolled person.
 */
export async function depthlock(owner: RgbdFrame): Promise<Contender> {
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const { embedding: reference } = await new Recognition({ vision, gallery: [] }).look(owner);
  if (reference === null) throw new Error('Depthlock saw nobody in the first frame.');
  const entry: GalleryEntry = {
    personId: 'owner',
    name: 'Owner',
    trust: owner.camera.trust,
    encoder: encoderName(vision.encoder),
    references: [{ embedding: reference.vector, yaw: 0, pitch: 0, spectrum: 'colour' }],
    shape: null,
  };
  const recognition = new Recognition({ vision, gallery: [entry] });
  return {
    name: 'Depthlock',
    task: 'tracking, landmarks, pose, liveness from depth, embedding, decision',
    look: async (frame) => (await recognition.look(frame)).embedding !== null,
    dispose: () => vision.dispose(),
  };
}
