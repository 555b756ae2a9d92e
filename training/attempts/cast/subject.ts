import type { VirtualScene } from '../../../electron/contract/camera.ts';
import type { VirtualPerson } from '../../../electron/engine/camera/virtual/virtual-person.ts';

/** Somebody who enrols, comes back to their lock, and tries the locks of others. */
export interface Subject {
  readonly id: string;
  /** Every subject has one sensor, at enrolment and later. */
  readonly sensor: VirtualScene['sensor'];
  /** What may make a difference and can be told of them, such as `beard`; when they enrol. */
  readonly groups: readonly string[];
  /** How they come another day: other hair or clothes, and what that is; null: always the same. */
  readonly otherDay: { readonly groups: readonly string[] } | null;
  /** As they enrolled. Made when it is asked for. */
  enrolled(): Promise<VirtualPerson>;
  /** On another day; as enrolled where there is none. */
  another(): Promise<VirtualPerson>;
}

/** People who are tried together, and where they come from in words. */
export interface Cast {
  readonly source: string;
  readonly subjects: readonly Subject[];
}
