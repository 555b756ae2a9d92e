export const settings = {
  language: {
    title: 'Language',
    /** What the system prefers. */
    system: 'Match system',
  },
} as const;
