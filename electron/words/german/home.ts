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
    face: 'Für <name>{person}</name> mit dem Gesicht entsperrt',
    faceIn: 'Für <name>{person}</name> mit dem Gesicht entsperrt, in {milliseconds} ms',
    pin: 'Für <name>{person}</name> mit der PIN entsperrt',
  },
} as const;
