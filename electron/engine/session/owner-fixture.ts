/** An owner who is in sight in every frame, for tests of what follows from it. */
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { Trust } from '../../contract/frame.ts';
import {
  embeddingFor,
  OWNER_SHAPE,
  QUICK_SHAPE,
  scalesFor,
} from '../identity/attempt/rules-fixture.ts';
import type { Vision } from '../vision/pipeline.ts';

export const OWNER_EMBEDDING = embeddingFor({}).vector;

const THRESHOLDS = { people: 0.9, renderedPeople: 0.9 };

/** Sees the owner, live and looking at the camera, in every frame. */
export function ownerInSight(): Vision & { embedded: boolean[] } {
  const embedded: boolean[] = [];
  return {
    embedded,
    encoder: {
      ...{ name: 'fake', version: '1', thresholds: THRESHOLDS },
      ...{ scales: scalesFor(THRESHOLDS), shape: QUICK_SHAPE },
    },
    process({ sequence, timeMs }, { embed }) {
      embedded.push(embed);
      return Promise.resolve({
        observation: {
          kind: 'face',
          sequence,
          timeMs,
          track: 1,
          others: 0,
          box: { x: 0, y: 0, width: 1, height: 1 },
          pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 600, interOcularMm: 62 },
          hint: 'none',
          spectrum: 'colour',
          liveness: { kind: 'live', logOdds: 6 },
          attention: 'attentive',
          times: { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 },
        },
        embedding: embed ? embeddingFor({}) : null,
      });
    },
    embedInfrared: () => Promise.resolve(null),
    dispose: () => Promise.resolve(),
  };
}

/** Sees nobody, until somebody comes. */
export function nobodyInSight(): Vision & { owner: boolean } {
  const owner = ownerInSight();
  return {
    ...owner,
    owner: false,
    async process(frame, options) {
      if (this.owner) return owner.process(frame, options);
      const { sequence, timeMs } = frame;
      const times = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
      const observation = {
        kind: 'no-face',
        sequence,
        timeMs,
        hint: 'nobody',
        spectrum: 'colour',
        times,
      } as const;
      return Promise.resolve({ observation, embedding: null });
    },
  };
}

export function ownerEnrolledWith(trust: Trust, encoder = 'fake 1'): GalleryEntry {
  const references = [
    { embedding: OWNER_EMBEDDING, yaw: 0, pitch: 0, spectrum: 'colour' },
  ] as const;
  return { personId: 'owner', name: 'Ada', trust, encoder, references, shape: OWNER_SHAPE };
}
