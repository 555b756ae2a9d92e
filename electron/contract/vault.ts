/** The vault, as the windows see it. */

/** Why the vault is closed. */
export const CLOSED_REASONS = [
  /** This system keeps no key: the PIN opens it. */
  'pin-needed',
  /** The key storage gave no key, or not the right one. */
  'key-lost',
  /** There is a vault, but nothing that says whether it is the one of this computer, and the newest. */
  'unanchored',
  'missing',
  'damaged',
  /** Another vault than the one that was here. */
  'foreign',
  /** An earlier state of it. */
  'older',
  'newer-version',
  'unreadable',
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export type VaultView =
  | {
      readonly phase: 'open';
      /** False: nobody was given a code yet, as in vaults of older versions. */
      readonly hasRecoveryCode: boolean;
    }
  | {
      readonly phase: 'closed';
      readonly reason: ClosedReason;
      /** What happened, what it means, what to do. */
      readonly message: string;
      readonly opensWithPin: boolean;
      readonly opensWithRecoveryCode: boolean;
      /** The copy before the last change is there, and no older than it may be. */
      readonly canOpenPrevious: boolean;
      /** Whoever only sees the window must not come in by it: never while a PIN may open what is there. */
      readonly canStartOver: boolean;
    };

/** What has to be typed to start over: nobody does that by mistake. */
export const START_OVER_WORDS = 'start over';
