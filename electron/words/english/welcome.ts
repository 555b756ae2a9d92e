/** The first screen of somebody new. */
export const welcome = {
  title: 'Your face opens this lock.',
  text: 'Depthlock sees your face in colour and in depth, so a picture of you does not open it. You turn your head in a circle, twice; from then on a look is enough.',
  enrol: 'Enrol your face',
  private: 'Nothing leaves this computer, and no picture of you is kept.',
  noCamera: 'No camera is in use',
  lookingForCamera: 'Looking for a camera…',
  settings: 'Settings',
} as const;
