/** Thresholds for looks in infrared, and the means that make them comparable with looks in colour. */
import { EMBEDDING_LENGTH, type FaceEmbedding } from '../../../electron/contract/face-embedding.ts';
import { SPECTRA, type Spectrum } from '../../../electron/contract/frame.ts';
import type { SpectrumMeans } from '../../../electron/contract/identity.ts';
import { centred } from '../../../electron/engine/identity/matching.ts';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import type { IdentitySet } from '../../synthesis/population/identity-sets.ts';
import { fusedInInfrared } from '../data/fused-in-infrared.ts';
import type { PhotoViews } from '../data/photo-views.ts';
import { calibrate, type CalibrationSet, type Thresholds } from './calibration.ts';
import { seePhotographed, seeRendered, type Embed } from './calibration-people.ts';

const SEED = 47_000;

export interface InfraredFigures {
  /** Mean embeddings of the references in each spectrum, to five decimals. */
  readonly means: Readonly<Record<Spectrum, readonly number[]>>;
  /**
   * Looks and references in infrared as they are: the mean of drawn infrared is not that of a real camera's, and what
   * is the same in look and reference cancels out.
   */
  readonly infrared: Thresholds;
  /** Looks in infrared, references in colour, each centred on its mean. */
  readonly 'infrared-to-colour': Thresholds;
}

/** A look in infrared; of a reference, `reference` is the same face in colour. */
type Seen = Pick<EmbeddedShot, 'embedding' | 'handicap' | 'reference'>;

/** What an encoder says of a face in both spectra. */
const seen = (infrared: FaceEmbedding, colour: FaceEmbedding | null): Seen => ({
  embedding: infrared.vector,
  handicap: infrared.handicap,
  ...(colour === null ? {} : { reference: colour.vector }),
});

/**
 * Photographed people drawn as an infrared camera sees them by its own lamp (`seeInInfrared`): no public set shows many
 * people in both spectra, so the figures are as good as that drawing.
 */
export async function infraredOfPhotographed(
  views: PhotoViews,
  people: readonly (readonly number[])[],
  embed: Embed,
): Promise<InfraredFigures> {
  const set = await seePhotographed(views, people, async (draw, role) => {
    const infrared = await embed(draw('infrared'));
    return seen(infrared, role === 'gallery' ? await embed(draw('colour')) : null);
  });
  return infraredFigures({ ...set, people: `${set.people}, drawn in infrared` });
}

/** Rendered people, their colour redrawn by the lamp of an infrared camera (`fusedInInfrared`). */
export async function infraredOfRendered(set: IdentitySet, embed: Embed): Promise<InfraredFigures> {
  const random = seededRandom(SEED);
  const rendered = await seeRendered(set, async (fused, role) => {
    const colour = role === 'gallery' ? await embed(fused) : null;
    fusedInInfrared(fused, random);
    return seen(await embed(fused), colour);
  });
  return infraredFigures({ ...rendered, people: `${rendered.people}, redrawn in infrared` });
}

/** @param set looks in infrared; those of the gallery have a `reference` in colour */
export function infraredFigures(set: CalibrationSet): InfraredFigures {
  const gallery = set.shots.filter(({ role }) => role === 'gallery');
  const means = {
    colour: meanOf(gallery.map(({ reference }) => reference ?? null)),
    infrared: meanOf(gallery.map(({ embedding }) => embedding)),
  };
  const [colour, infrared] = SPECTRA.map((spectrum) => Float32Array.from(means[spectrum]));
  if (colour === undefined || infrared === undefined) throw new Error('There are two spectra.');
  const across = set.shots.map((shot) => centredShot(shot, { colour, infrared }));
  const own = set.shots.map((shot) => ({ ...shot, reference: shot.embedding }));
  return {
    means,
    infrared: calibrate({ ...set, shots: own, people: `${set.people}: infrared to infrared` }),
    'infrared-to-colour': calibrate({
      ...set,
      shots: across,
      people: `${set.people}: infrared to colour`,
    }),
  };
}

function centredShot(shot: EmbeddedShot, means: SpectrumMeans): EmbeddedShot {
  const { embedding, reference } = shot;
  const moved = embedding === null ? null : centred(embedding, means.infrared);
  if (reference === undefined || reference === null) return { ...shot, embedding: moved };
  return { ...shot, embedding: moved, reference: centred(reference, means.colour) };
}

function meanOf(vectors: readonly (Float32Array | null)[]): readonly number[] {
  const sum = new Float64Array(EMBEDDING_LENGTH);
  let count = 0;
  for (const vector of vectors) {
    if (vector === null) continue;
    vector.forEach((x, i) => {
      sum[i] = (sum[i] ?? 0) + x;
    });
    count++;
  }
  return Array.from(sum, (x) => Number((x / Math.max(1, count)).toFixed(5)));
}
