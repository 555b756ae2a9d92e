/** Cameras, and the panel that directs the virtual one. */
export const camera = {
  notInUse: 'Not in use.',
  use: 'Use',
  useCamera: 'Use {camera}',
  fixed: 'The camera cannot be changed while it is locked. Your PIN opens it.',
  tryVirtual: 'Try the virtual Kinect',
  /** Said wherever somebody could take the virtual Kinect's people for themselves. */
  demo: 'A demo with computer-generated people. They can’t open a lock enrolled with a real camera.',
  panel: {
    title: 'Virtual Kinect – demo',
    note: 'Choose who the demo camera sees.',
    person: 'Person',
    emptyRoom: 'An empty room.',
    nobody: 'Nobody',
    shownAs: 'Shown as',
    movement: 'Movement',
    light: 'Light',
    sensor: 'Sensor',
    distance: 'Distance',
    lights: {
      bright: 'Bright',
      dim: 'Dim',
      dark: 'Dark',
    },
    held: 'Held by you',
    turnHead: 'Turn the head: drag, or use the arrow keys. Home looks straight ahead.',
    drag: 'Drag to turn the head',
  },
} as const;
