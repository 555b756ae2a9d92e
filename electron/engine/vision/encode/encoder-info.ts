import type { Bounds, IdentityScales } from '../../../contract/evidence.ts';
import type { ShapeStatistics } from '../../../contract/head-shape.ts';
import type { EncoderMeans, MatchThresholds } from '../../../contract/identity.ts';

export interface EncoderInfo {
  readonly name: string;
  /** Embeddings of different versions cannot be compared. */
  readonly version: string;
  /** Distances below which two embeddings count as one person. */
  readonly thresholds: MatchThresholds;
  /** What distances say, for the evidence of an attempt. */
  readonly scales: IdentityScales;
  /** What the evidence of an attempt has to reach; absent where whole attempts were not measured. */
  readonly bounds?: Bounds;
  /**
   * Mean embeddings of real people and of rendered ones; absent for an encoder that was not
   * calibrated on infrared, whose looks are all taken in colour.
   */
  readonly means?: EncoderMeans;
  /** How the numbers of shape that come with its embeddings vary; absent where they come without. */
  readonly shape?: ShapeStatistics;
}

/** Name of an encoder as people and vault entries carry it: entries of another one are never compared. */
export function encoderName({ name, version }: EncoderInfo): string {
  return `${name} ${version}`;
}
