import { nearest, packGallery } from '../../electron/engine/identity/matching.ts';
import { EMBEDDING_LENGTH, withoutQuality } from '../../electron/contract/face-embedding.ts';
import { spread } from '../assets.ts';

const PEOPLE = 1000;
const REFERENCES = 100;
const LOOKS = 40;

/** One look against 100,000 stored embeddings. Budget: 10 ms. */
export function benchMatching(): Promise<readonly string[]> {
  let seed = 1;
  const unit = (): Float32Array => {
    const values = Float32Array.from({ length: EMBEDDING_LENGTH }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 31 - 1;
    });
    const norm = Math.hypot(...values);
    return values.map((x) => x / norm);
  };
  const gallery = packGallery(
    Array.from({ length: PEOPLE }, (_, i) => ({
      personId: String(i),
      name: String(i),
      trust: 'virtual' as const,
      encoder: 'bench',
      shape: null,
      references: Array.from({ length: REFERENCES }, () => ({
        embedding: unit(),
        yaw: 0,
        pitch: 0,
        spectrum: 'colour' as const,
      })),
    })),
    'bench',
  );
  const times: number[] = [];
  for (let i = -5; i < LOOKS; i++) {
    const probe = withoutQuality(unit());
    const start = performance.now();
    nearest(probe, gallery, 'virtual');
    if (i >= 0) times.push(performance.now() - start);
  }
  return Promise.resolve([
    `one look against ${PEOPLE * REFERENCES} embeddings: ${spread(times)}  (budget 10)`,
  ]);
}
