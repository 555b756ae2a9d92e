export const settings = {
  language: {
    title: 'Sprache',
    system: 'Wie das System',
  },
} as const;
