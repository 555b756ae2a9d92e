import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { EMBEDDING_LENGTH } from '../../contract/face-embedding.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { nobodyInSight, ownerEnrolledWith, ownerInSight } from './owner-fixture.ts';
import { LOCKS_AGAIN_MS, Rehearsal } from './rehearsal.ts';

function frame(sequence: number): RgbdFrame {
  return {
    ...{ sequence, timeMs: sequence * 33, width: 1, height: 1 },
    color: new Uint8Array(4),
    depth: new Uint16Array(1),
    camera: {
      ...{ name: 'fake', serial: '0', trust: 'sensor' },
      intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
    },
  };
}

/** Somebody whom the one in sight is not. */
function somebodyElse(): GalleryEntry {
  const embedding = new Float32Array(EMBEDDING_LENGTH);
  embedding[100] = 1;
  const references = [{ embedding, yaw: 0, pitch: 0, spectrum: 'colour' } as const];
  return { ...ownerEnrolledWith('sensor'), references };
}

/** The views of the lock, one after the other. */
async function rehearse(entry: GalleryEntry, frames: number) {
  const rehearsal = new Rehearsal({ vision: ownerInSight(), gallery: [entry] });
  const views: string[] = [];
  for (let sequence = 1; sequence <= frames; sequence++) {
    const { decision } = await rehearsal.look(frame(sequence));
    const told =
      decision.phase === 'not-recognised' ? `${decision.triesLeft} left` : decision.phase;
    if (told !== views.at(-1)) views.push(told);
  }
  return { rehearsal, views };
}

describe('a rehearsal', () => {
  it('opens as the lock would, after the PIN', async () => {
    const { views, rehearsal } = await rehearse(ownerEnrolledWith('sensor'), 10);
    expect(views).toEqual(['looking', 'unlocked']);
    expect(rehearsal.isUnlocked).toBe(true);
  });

  it.each([true, false])(
    'locks again when nobody is there, if that is wanted: %s',
    async (locksAgain) => {
      const vision = nobodyInSight();
      const gallery = [ownerEnrolledWith('sensor')];
      const rehearsal = new Rehearsal({ vision, gallery, locksAgain });
      const changes: [number, string][] = [];
      let sequence = 0;
      const watch = async (isThere: boolean, ms: number): Promise<void> => {
        vision.owner = isThere;
        for (const end = sequence + Math.ceil(ms / 33); sequence < end;) {
          sequence += 1;
          const { decision } = await rehearsal.look(frame(sequence));
          if (decision.phase !== changes.at(-1)?.[1]) changes.push([sequence * 33, decision.phase]);
        }
      };
      await watch(true, 500);
      const leftMs = sequence * 33;
      await watch(false, 2 * LOCKS_AGAIN_MS);
      await watch(true, 500);
      const phases = changes.map(([, phase]) => phase);
      expect(phases.slice(0, 2)).toEqual(['looking', 'unlocked']);
      expect(phases.slice(2)).toEqual(locksAgain ? ['locked', 'looking', 'unlocked'] : []);
      const lockedMs = changes[2]?.[0];
      if (lockedMs !== undefined) {
        expect(lockedMs - leftMs).toBeGreaterThanOrEqual(LOCKS_AGAIN_MS);
        expect(lockedMs - leftMs).toBeLessThan(LOCKS_AGAIN_MS + 100);
      }
    },
  );

  it('counts its own tries, and is out of them after five', async () => {
    const { views, rehearsal } = await rehearse(somebodyElse(), 700);
    const tries = ['4 left', '3 left', '2 left', '1 left'].flatMap((left) => ['looking', left]);
    expect(views).toEqual([...tries, 'looking', 'too-many-tries']);
    expect(rehearsal.lastAttempt?.number).toBe(5);
  });
});
