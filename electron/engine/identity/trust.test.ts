/** Vaults that hold real people and demo entries side by side. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { EMBEDDING_LENGTH } from '../../contract/face-embedding.ts';
import type { Trust } from '../../contract/frame.ts';
import { embeddingFor, OWNER_SHAPE, rulesFor } from './attempt/rules-fixture.ts';
import { FRAME_MS, faceAt } from './frames-fixture.ts';
import { packGallery, personDistances } from './matching.ts';
import { comparable } from './trust.ts';
import {
  initialUnlock,
  unlockReducer,
  viewOf,
  type UnlockState,
} from './counted-unlock-fixture.ts';

const ENCODER = 'encoder-1';
const RULES = rulesFor({ people: 0.8, renderedPeople: 0.8 });
const LOOK = embeddingFor({});

const anyTrust = fc.constantFrom<Trust>('sensor', 'recording', 'virtual');
/** Everybody looks exactly like the probe: only trust keeps anybody out. */
const vaults = fc
  .array(fc.record({ trust: anyTrust, encoder: fc.constantFrom(ENCODER, 'older') }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((people) =>
    people.map(({ trust, encoder }, k): GalleryEntry => ({
      ...{ personId: `p${k}`, name: `Person ${k}`, trust, encoder, shape: OWNER_SHAPE },
      references: [{ embedding: LOOK.vector, yaw: 0, pitch: 0, spectrum: 'colour' }],
    })),
  );

function watch(
  people: readonly GalleryEntry[],
  trusts: readonly Trust[],
  distancesFor: (trust: Trust) => ReturnType<typeof personDistances>,
): UnlockState {
  return trusts.reduce(
    (state, trust, i) =>
      unlockReducer(state, {
        kind: 'frame',
        observation: faceAt((i + 1) * FRAME_MS, {}),
        embedding: LOOK,
        distances: distancesFor(trust),
        trust,
        chance: 0,
      }),
    initialUnlock(RULES, people),
  );
}

/** Runs of frames of one source, so that agreement is possible. */
const runs = fc
  .array(fc.tuple(anyTrust, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 6 })
  .map((all) => all.flatMap(([trust, count]) => Array.from({ length: count }, () => trust)));

describe('a vault with somebody real in it', () => {
  it('is opened by frames of a sensor alone, for people a sensor enrolled: matching', () => {
    fc.assert(
      fc.property(vaults, anyTrust, (people, trust) => {
        const found = personDistances(LOOK, packGallery(people, ENCODER), trust);
        const isReal = people.some((person) => person.trust === 'sensor');
        const expected = people
          .filter(({ encoder }) => encoder === ENCODER)
          .filter((person) => !isReal || (person.trust === 'sensor' && trust === 'sensor'));
        expect(found.map(({ personId }) => personId).sort()).toEqual(
          expected.map(({ personId }) => personId).sort(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is opened by frames of a sensor alone, for people a sensor enrolled: the reducer by itself', () => {
    let opened = 0;
    fc.assert(
      fc.property(vaults, runs, (people, trusts) => {
        // As if matching had let everybody through.
        const all = people.map(({ personId, name }) => ({ personId, name, distance: 0 }));
        const view = viewOf(watch(people, trusts, () => all));
        if (view.phase !== 'unlocked') return;
        opened++;
        const whose = people.find(({ personId }) => personId === view.personId);
        const isReal = people.some((person) => person.trust === 'sensor');
        expect(isReal && whose?.trust !== 'sensor').toBe(false);
        expect(isReal && !trusts.includes('sensor')).toBe(false);
      }),
      { numRuns: 1000 },
    );
    expect(opened).toBeGreaterThan(100);
  });

  it('is not opened by somebody whom the virtual camera enrolled beside its owner', () => {
    const owner: GalleryEntry = {
      ...{ personId: 'owner', name: 'Ada', trust: 'sensor', encoder: ENCODER, shape: OWNER_SHAPE },
      references: [{ embedding: axis(5), yaw: 0, pitch: 0, spectrum: 'colour' }],
    };
    const demo: GalleryEntry = {
      ...{ personId: 'demo', name: 'Demo', trust: 'virtual', encoder: ENCODER, shape: OWNER_SHAPE },
      references: [{ embedding: LOOK.vector, yaw: 0, pitch: 0, spectrum: 'colour' }],
    };
    const frames = Array.from({ length: 30 }, (): Trust => 'virtual');
    const phaseFor = (people: readonly GalleryEntry[]) => {
      const packed = packGallery(people, ENCODER);
      return viewOf(watch(people, frames, (trust) => personDistances(LOOK, packed, trust))).phase;
    };
    expect(phaseFor([demo])).toBe('unlocked');
    expect(phaseFor([owner, demo])).not.toBe('unlocked');
  });
});

describe('comparable', () => {
  it('leaves a vault of demo entries as it is', () => {
    const people = [{ trust: 'virtual' }, { trust: 'recording' }] as const;
    for (const trust of ['sensor', 'virtual', 'recording'] as const) {
      expect(comparable(people, trust)).toEqual(people);
    }
  });
});

function axis(index: number): Float32Array {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  vector[index] = 1;
  return vector;
}
