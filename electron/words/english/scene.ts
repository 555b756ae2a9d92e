/** What the virtual Kinect plays. */
export const scene = {
  scripts: {
    idle: 'Looks at the camera',
    'head-circle': 'Circles the head twice',
    'look-around': 'Looks around',
    approach: 'Walks up',
  },
  presentations: {
    person: 'The person',
    'print-flat': 'A photo held up',
    'print-bent': 'A photo, bent',
    'print-folded': 'A photo, folded',
    'print-nose': 'A photo, nose folded out',
    'print-eye-holes': 'A photo with eye holes',
    'print-near': 'A photo before a face',
    tablet: 'A tablet',
    asleep: 'The person, asleep',
    'generic-mask': 'A mask of no one’s shape',
    'paper-mask': 'A paper mask',
    'colour-on-other-head': 'Another head, made up',
    'head-copy': 'A 3-D copy of the head',
  },
} as const;
