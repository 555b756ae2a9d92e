export const home = {
  screens: 'Ansichten',
  pages: {
    welcome: 'Willkommen',
    live: 'Live',
    recordings: 'Aufnahmen',
    explorer: 'Erkunden',
    training: 'Training',
    activity: 'Aktivität',
    settings: 'Einstellungen',
  },
  lockNow: 'Jetzt sperren',
  openedBy: {
    face: 'Mit dem Gesicht für <name>{person}</name> entsperrt',
    faceIn: 'Mit dem Gesicht für <name>{person}</name> entsperrt, in {milliseconds} ms',
    pin: 'Mit der PIN für <name>{person}</name> entsperrt',
  },
} as const;
