import type { FaceEmbedding } from '../../contract/face-embedding.ts';

/** One shot after the pipeline, or after any network that training measures. */
export interface EmbeddedShot {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
  /** Null if no face could be acquired; numbers that are not finite count as null. */
  readonly embedding: Float32Array | null;
  /** What others are compared with where the shot is a reference; default: `embedding`. */
  readonly reference?: Float32Array | null;
  /** Added to squared distances of the shot as a probe (`FaceEmbedding`); default: 0. */
  readonly handicap?: number;
  /** How much the encoder had to go by (`FaceEmbedding`), where it measures that. */
  readonly quality?: number;
  /** Whether the face looks towards the camera, as the lock wants it; default: not known. */
  readonly facesCamera?: boolean;
  /** Subject of the shot for the table by pose; default: derived from the shot's name. */
  readonly pose?: string;
}

/** The embedding of a shot that others are compared with. */
export const referenceOf = ({ reference, embedding }: EmbeddedShot): Float32Array | null =>
  reference === undefined ? embedding : reference;

/** What a shot keeps of an encoder's answer. */
export const partsOf = (
  answer: FaceEmbedding | null,
): Pick<EmbeddedShot, 'embedding' | 'handicap' | 'quality'> =>
  answer === null
    ? { embedding: null }
    : { embedding: answer.vector, handicap: answer.handicap, quality: answer.quality };

/** `person/shot`: identifies a picture without showing it. */
export const shotName = ({ person, shot }: Pick<EmbeddedShot, 'person' | 'shot'>): string =>
  `${person}/${shot}`;

/** `left-8HC`, `left3` and `left_03` are all `left`; a name without leading letters is `other`. */
export function poseOf({ pose, shot }: EmbeddedShot): string {
  if (pose !== undefined) return pose;
  const stem = (shot.split('-')[0] ?? '').replace(/[\d_.]+$/, '');
  return stem === '' ? 'other' : stem;
}

/** An embedding that can be compared. */
export const isUsable = (embedding: Float32Array | null): embedding is Float32Array =>
  embedding?.every(Number.isFinite) ?? false;
