import type { Appearance, Identity } from './person.ts';

/** A virtual person that ships with Depthlock. */
export interface CastMember {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly identity: Identity;
  readonly appearance: Appearance;
}

export const CAST: readonly CastMember[] = [];
