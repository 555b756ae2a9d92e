/** What a window writes of a live view, on purpose only. */
export const VIEW_FORMATS = ['png', 'ply'] as const;
export type ViewFormat = (typeof VIEW_FORMATS)[number];

/** More than a cloud of 1920 × 1080 points or a picture of that size takes, bytes. */
export const LARGEST_VIEW_FILE = 64e6;
