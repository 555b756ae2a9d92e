/** Dialogs of the system that name a file, or ask about one. */
export const dialogs = {
  import: 'Import',
  export: 'Export',
  save: 'Save',
  choose: 'Choose',
  folders: {
    dataset: 'Choose a folder dataset',
    data: 'Choose the folder of the public data',
    people: 'Choose a dataset of people',
  },
  inputs: {
    folder: 'Import a folder',
    file: 'Import a file',
  },
  recordingsAndPictures: 'Recordings and depth pictures',
  openRecording: 'Open recording',
  recordings: 'Recordings',
  allFiles: 'All files',
  dropped: {
    question: 'Import {name}?',
    detail: '{path}\n\nA copy is added to the recordings of Depthlock.',
  },
  encoding: {
    question: 'What do the values in {name} mean?',
    detail:
      'A depth PNG does not say. Where nothing else is known of it, try millimetres: a wrong choice makes everything too near or too far.',
    millimetres: 'Millimetres',
    tum: 'TUM: 5000 a metre',
    sun: 'SUN RGB-D: turned bits',
  },
  outputs: {
    recording: 'Export a copy of the recording',
    tum: 'Export as a TUM RGB-D folder',
    ros2: 'Export as a ROS 2 bag',
    fakenect: 'Export as a fakenect dump',
    dataset: 'Export as a folder dataset',
    ply: 'Export one frame as a point cloud',
    numbers: 'Save the numbers',
    activity: 'Export the activity',
  },
  figures: {
    svg: 'Export the picture',
    png: 'Export the picture',
    csv: 'Export the embeddings',
    tensorboard: 'Export for the TensorBoard projector',
  },
  views: {
    png: 'Save the picture',
    ply: 'Save the point cloud',
  },
  files: {
    svg: 'Drawing',
    png: 'Picture',
    mcap: 'MCAP recording',
    ply: 'Point cloud',
    json: 'Numbers of a test',
    csv: 'Table',
  },
} as const;
