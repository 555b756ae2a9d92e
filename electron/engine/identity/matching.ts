/** Distances between one embedding and everybody enrolled. */
import type {
  Comparison,
  EncoderMeans,
  PersonDistance,
  SpectrumMeans,
} from '../../contract/identity.ts';
import type { GalleryEntry, Reference } from '../../contract/engine/engine-messages.ts';
import { SPECTRA, type Spectrum, type Trust } from '../../contract/frame.ts';
import { EMBEDDING_LENGTH, type FaceEmbedding } from '../../contract/face-embedding.ts';
import { helped } from './adaptation/adaptation.ts';
import { distance, isEmbedding } from './embedding.ts';
import { comparable, guardsSomebodyReal } from './trust.ts';

/** The person whose reference lies nearest; `distance` is Euclidean with the look's handicap, 0 to 2. */
export type Match = PersonDistance;

interface PackedPerson {
  readonly personId: string;
  readonly name: string;
}

/** References side by side in a block of the packed gallery. */
const LANES = 8;

/**
 * References that looks of one spectrum are compared with in one way, in one array of blocks of `LANES`: number i of
 * eight references, then number i + 1 of the same eight. One linear read with eight independent sums is 1.7 times as
 * fast as reference after reference.
 */
interface PackedReferences {
  readonly comparison: Comparison;
  /** Subtracted from the look before it is compared, as the mean of theirs was from the references; null: neither. */
  readonly centre: Float32Array | null;
  /** Index into `people` for each reference. */
  readonly owners: Int32Array;
  /** 1 for looks that were added after enrolment: they help, within bounds (`adaptation/`). */
  readonly isAdded: Uint8Array;
  /** Whole blocks; the lanes after the last reference hold zeros. */
  readonly blocks: Float32Array;
}

/** A person is in one set of references for each spectrum, if in any. */
export interface PackedGallery {
  /** Whoever can be compared with some frame: where somebody real is enrolled, nobody else. */
  readonly people: readonly PackedPerson[];
  /** Whether somebody was enrolled with a sensor, by whatever encoder: then only frames of a sensor are compared. */
  readonly guardsSomebodyReal: boolean;
  /** By the spectrum of the look. */
  readonly sets: Readonly<Record<Spectrum, readonly PackedReferences[]>>;
}

/** A vector less the mean of its spectrum, of unit length again; NaN where nothing is left. */
export function centred(vector: Float32Array, mean: Float32Array): Float32Array {
  const moved = vector.map((x, i) => x - (mean[i] ?? 0));
  const length = Math.hypot(...moved);
  return length < 1e-6 ? moved.fill(Number.NaN) : moved.map((x) => x / length);
}

/**
 * Lays out the gallery for `nearest` and `personDistances`. Leaves out entries made by another encoder, whose numbers
 * mean something else, demo entries where somebody real is enrolled, and references that are no embedding (see `isEmbedding`). A person without references of a look's
 * spectrum is compared by those of the other, if the encoder's means are there to centre both.
 */
export function packGallery(
  entries: readonly GalleryEntry[],
  encoder: string,
  means?: EncoderMeans,
): PackedGallery {
  // By all entries: somebody real whom this encoder cannot compare is still not opened by a demo.
  const usable = comparable(entries, 'sensor')
    .filter((entry) => entry.encoder === encoder)
    .map((entry) => ({
      ...entry,
      references: entry.references.filter(({ embedding }) => isEmbedding(embedding)),
    }))
    .filter(({ references }) => references.length > 0);
  const setsOf = (spectrum: Spectrum): readonly PackedReferences[] => {
    const hasOwn = ({ references }: GalleryEntry) =>
      references.some((reference) => reference.spectrum === spectrum);
    const across = (mean: SpectrumMeans, isOfGroup: (entry: GalleryEntry) => boolean) => {
      const other = spectrum === 'colour' ? 'infrared' : 'colour';
      return pack(usable, spectrum, other, mean, (own) => isOfGroup(own) && !hasOwn(own));
    };
    const sets =
      means === undefined
        ? []
        : [
            across(means.people, ({ trust }) => trust !== 'virtual'),
            across(means.renderedPeople, ({ trust }) => trust === 'virtual'),
          ];
    const own = pack(usable, spectrum, spectrum, null, hasOwn);
    return [own, ...sets].filter(({ owners }) => owners.length > 0);
  };
  const [colour, infrared] = SPECTRA.map(setsOf);
  return {
    people: usable.map(({ personId, name }) => ({ personId, name })),
    guardsSomebodyReal: guardsSomebodyReal(entries),
    sets: { colour: colour ?? [], infrared: infrared ?? [] },
  };
}

/** What is compared, by the spectra of a look and of a reference. */
const comparisonOf = (look: Spectrum, reference: Spectrum): Comparison =>
  look === reference ? look : 'infrared-to-colour';

/** The references of one spectrum of those who are wanted, for looks of a spectrum; centred if `means` are given. */
function pack(
  entries: readonly GalleryEntry[],
  look: Spectrum,
  spectrum: Spectrum,
  means: SpectrumMeans | null,
  isWanted: (entry: GalleryEntry) => boolean,
): PackedReferences {
  const chosen = entries.flatMap((entry, owner) => {
    if (!isWanted(entry)) return [];
    const pick = (references: readonly Reference[], isAdded: boolean) =>
      references
        .filter((reference) => reference.spectrum === spectrum && isEmbedding(reference.embedding))
        .map(({ embedding }) => ({ owner, embedding, isAdded }));
    // Added looks are compared with looks of their own spectrum only.
    return [
      ...pick(entry.references, false),
      ...(look === spectrum ? pick(entry.added ?? [], true) : []),
    ];
  });
  const vectors = chosen.map(({ embedding }) =>
    means === null ? embedding : centred(embedding, means[spectrum]),
  );
  return {
    comparison: comparisonOf(look, spectrum),
    centre: means === null ? null : means[look],
    owners: Int32Array.from(chosen, ({ owner }) => owner),
    isAdded: Uint8Array.from(chosen, ({ isAdded }) => Number(isAdded)),
    blocks: interleave(vectors),
  };
}

/** The distance between a look and a reference, and how they were compared; null: they cannot be. */
export function distanceToReference(
  vector: Float32Array,
  spectrum: Spectrum,
  reference: Reference,
  means: SpectrumMeans | undefined,
): { readonly distance: number; readonly comparison: Comparison } | null {
  const comparison = comparisonOf(spectrum, reference.spectrum);
  if (reference.spectrum === spectrum) {
    return { distance: distance(vector, reference.embedding), comparison };
  }
  if (means === undefined) return null;
  const look = centred(vector, means[spectrum]);
  const stored = centred(reference.embedding, means[reference.spectrum]);
  return { distance: distance(look, stored), comparison };
}

function interleave(embeddings: readonly Float32Array[]): Float32Array {
  const blockLength = LANES * EMBEDDING_LENGTH;
  const blocks = new Float32Array(Math.ceil(embeddings.length / LANES) * blockLength);
  embeddings.forEach((embedding, reference) => {
    const start = Math.floor(reference / LANES) * blockLength + (reference % LANES);
    embedding.forEach((value, i) => {
      blocks[start + i * LANES] = value;
    });
  });
  return blocks;
}

/**
 * The person with the smallest distance over their enrolled references, or null when nobody may be compared: an empty gallery, a
 * frame not trusted enough for anyone in it, or an invalid embedding.
 * @param spectrum of the look
 */
export function nearest(
  { vector, handicap }: FaceEmbedding,
  gallery: PackedGallery,
  trust: Trust,
  spectrum: Spectrum = 'colour',
): Match | null {
  if (!isEmbedding(vector) || !isBelieved(gallery, trust)) return null;
  let best: PackedPerson | null = null;
  let comparison: Comparison = spectrum;
  let smallest = Infinity;
  for (const set of gallery.sets[spectrum]) {
    const squared = squaredDistances(vector, set);
    for (let reference = 0; reference < set.owners.length; reference++) {
      const candidate = squared[reference] ?? Infinity;
      if (!(candidate < smallest) || set.isAdded[reference] === 1) continue;
      const person = gallery.people[set.owners[reference] ?? -1];
      if (person === undefined) continue;
      smallest = candidate;
      best = person;
      comparison = set.comparison;
    }
  }
  return best === null ? null : personDistance(best, smallest + handicap, comparison);
}

/**
 * The smallest distance to each person who may be compared with a frame of this trust, nearest first; looks that were
 * added after enrolment bring it down by no more than they may. Empty in the cases in which `nearest` returns null.
 * @param spectrum of the look
 */
export function personDistances(
  { vector, handicap }: FaceEmbedding,
  gallery: PackedGallery,
  trust: Trust,
  spectrum: Spectrum = 'colour',
): PersonDistance[] {
  if (!isEmbedding(vector) || !isBelieved(gallery, trust)) return [];
  const found: PersonDistance[] = [];
  for (const set of gallery.sets[spectrum]) {
    const squared = squaredDistances(vector, set);
    const enrolled = new Map<number, number>();
    const added = new Map<number, number>();
    set.owners.forEach((owner, reference) => {
      const smallest = set.isAdded[reference] === 1 ? added : enrolled;
      const candidate = squared[reference] ?? Infinity;
      if (candidate < (smallest.get(owner) ?? Infinity)) smallest.set(owner, candidate);
    });
    for (const [owner, own] of enrolled) {
      const person = gallery.people[owner];
      if (person === undefined) continue;
      const unaided = personDistance(person, own + handicap, set.comparison);
      found.push(withHelp(unaided, added.get(owner), handicap));
    }
  }
  return found.sort((a, b) => a.distance - b.distance);
}

/** Whether a frame of this trust may be compared with anybody of the gallery. */
const isBelieved = (gallery: PackedGallery, trust: Trust): boolean =>
  trust === 'sensor' || !gallery.guardsSomebodyReal;

/** @param added squared, to the nearest added look; undefined: there is none */
function withHelp(
  unaided: PersonDistance,
  added: number | undefined,
  handicap: number,
): PersonDistance {
  if (added === undefined) return unaided;
  const enrolledDistance = unaided.distance;
  const distance = helped(enrolledDistance, rootOf(added + handicap));
  return distance < enrolledDistance ? { ...unaided, distance, enrolledDistance } : unaided;
}

function personDistance(
  { personId, name }: PackedPerson,
  squared: number,
  comparison: Comparison,
): PersonDistance {
  const distance = rootOf(squared);
  return comparison === 'colour'
    ? { personId, name, distance }
    : { personId, name, distance, comparison };
}

const rootOf = (squared: number): number => Math.min(2, Math.sqrt(Math.max(0, squared)));

/**
 * Distance to every reference. Squared differences instead of 2 − 2·dot: the dot product loses half its digits near
 * zero.
 */
function squaredDistances(
  embedding: Float32Array,
  { blocks, centre }: PackedReferences,
): Float64Array {
  const probe = Float64Array.from(centre === null ? embedding : centred(embedding, centre));
  const squared = new Float64Array(blocks.length / EMBEDDING_LENGTH);
  let next = 0;
  for (let reference = 0; reference < squared.length; reference += LANES) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let sum4 = 0;
    let sum5 = 0;
    let sum6 = 0;
    let sum7 = 0;
    for (let i = 0; i < EMBEDDING_LENGTH; i++, next += LANES) {
      const value = probe[i] ?? 0;
      const d0 = value - (blocks[next] ?? 0);
      const d1 = value - (blocks[next + 1] ?? 0);
      const d2 = value - (blocks[next + 2] ?? 0);
      const d3 = value - (blocks[next + 3] ?? 0);
      const d4 = value - (blocks[next + 4] ?? 0);
      const d5 = value - (blocks[next + 5] ?? 0);
      const d6 = value - (blocks[next + 6] ?? 0);
      const d7 = value - (blocks[next + 7] ?? 0);
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
      sum4 += d4 * d4;
      sum5 += d5 * d5;
      sum6 += d6 * d6;
      sum7 += d7 * d7;
    }
    squared[reference] = sum0;
    squared[reference + 1] = sum1;
    squared[reference + 2] = sum2;
    squared[reference + 3] = sum3;
    squared[reference + 4] = sum4;
    squared[reference + 5] = sum5;
    squared[reference + 6] = sum6;
    squared[reference + 7] = sum7;
  }
  return squared;
}
