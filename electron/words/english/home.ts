/** The header of every open screen. */
export const home = {
  screens: 'Screens',
  pages: {
    welcome: 'Welcome',
    live: 'Live',
    recordings: 'Recordings',
    explorer: 'Explorer',
    training: 'Training',
    activity: 'Activity',
    settings: 'Settings',
  },
  lockNow: 'Lock now',
  openedBy: {
    face: 'Opened for <name>{person}</name> by face',
    faceIn: 'Opened for <name>{person}</name> by face in {milliseconds} ms',
    pin: 'Opened for <name>{person}</name> by PIN',
  },
} as const;
