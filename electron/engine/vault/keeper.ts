/** Seals with the key of the vault, which is there while the vault is open. */
export interface Keeper {
  /** @param bound what it is for: it opens for the same only */
  readonly seal: (plain: Uint8Array, bound: string) => Uint8Array;
  /** Null: sealed by another key or for another purpose, or changed. */
  readonly open: (sealed: Uint8Array, bound: string) => Uint8Array | null;
}
