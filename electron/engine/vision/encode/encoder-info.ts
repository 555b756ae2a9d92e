import type { MatchThresholds } from '../../../contract/identity.ts';

export interface EncoderInfo {
  readonly name: string;
  /** Embeddings of different versions cannot be compared. */
  readonly version: string;
  /** Distances below which two embeddings count as one person. */
  readonly thresholds: MatchThresholds;
}

/** Name of an encoder as people and vault entries carry it: entries of another one are never compared. */
export function encoderName({ name, version }: EncoderInfo): string {
  return `${name} ${version}`;
}
