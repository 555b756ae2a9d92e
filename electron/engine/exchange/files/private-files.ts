/**
 * Permissions of everything that is exported: faces, and the rooms of whoever was recorded, are nobody else's business.
 */
export const PRIVATE_FILE = { mode: 0o600 } as const;
export const PRIVATE_FOLDER = { mode: 0o700 } as const;
