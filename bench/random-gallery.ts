/** Embeddings of nobody, of unit length, for what costs the same whoever is enrolled. */
import { SeededRandom } from '../electron/base/seeded-random.ts';
import {
  EMBEDDING_LENGTH,
  withoutQuality,
  type FaceEmbedding,
} from '../electron/contract/face-embedding.ts';
import { packGallery, type PackedGallery } from '../electron/engine/identity/matching.ts';

const ENCODER = 'bench';
/** Of one person; a gallery has as many people as it takes. */
const REFERENCES = 100;
const random = new SeededRandom(1);

/** @param count references in all, of a hundred each but for the last person */
export function randomGallery(count: number): PackedGallery {
  const people = Math.ceil(count / REFERENCES);
  return packGallery(
    Array.from({ length: people }, (_, i) => ({
      ...{ personId: String(i), name: String(i), trust: 'virtual' as const, encoder: ENCODER },
      shape: null,
      references: Array.from({ length: Math.min(REFERENCES, count - REFERENCES * i) }, () => ({
        ...{ embedding: unitVector(), yaw: 0, pitch: 0, spectrum: 'colour' as const },
      })),
    })),
    ENCODER,
  );
}

export const randomLook = (): FaceEmbedding => withoutQuality(unitVector());

function unitVector(): Float32Array {
  const values = Float32Array.from({ length: EMBEDDING_LENGTH }, () => 2 * random.next() - 1);
  const norm = Math.hypot(...values);
  return values.map((x) => x / norm);
}
