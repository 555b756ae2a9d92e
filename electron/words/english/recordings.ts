/** Recordings: their list, the player, imports and exports. */
export const recordings = {
  total: '{recordings, plural, one {# recording} other {# recordings}}',
  search: 'Search recordings',
  searchPlaceholder: 'Search',
  noMatch: 'No recording matches “{words}”.',
  showAll: 'Show all',
  fullTitle: '{day}, {time}',
  none: {
    title: 'No recordings yet',
    text: 'A recording keeps what the camera sees, in colour and depth, on this computer. Nothing is kept until you press Record on the live screen.',
    goLive: 'Go to the live picture',
  },
  remove: {
    question: 'Delete this recording?',
    consequence:
      "The recording of {moment}, {length} long and {size} large, will be erased for good, with every picture in it. This can't be undone.",
    consequenceOfFile:
      "The file of {moment}, {size} large, will be erased for good, with every picture in it. This can't be undone.",
    confirm: 'Delete',
  },
  entry: {
    open: 'Open {title}',
    openLong: 'Open {title}, {length}',
    cutOff: 'Cut off',
    cutOffNote:
      'The recording ended without being closed. It plays up to its last whole frame. Repair writes a whole one beside it; this one stays until you delete it.',
    repair: 'Repair',
    export: 'Export…',
    rename: 'Rename…',
    showInFolder: 'Show in folder',
    delete: 'Delete…',
    frames: '{frames, plural, one {# frame} other {# frames}}',
    drops: '{disk} dropped by the disk, {camera} missed by the camera',
    dropsTogether: '{dropped} dropped by the disk or missed by the camera',
  },
  rename: {
    title: 'Rename the recording',
    name: 'Name',
    empty: 'Type a name first.',
    confirm: 'Rename',
  },
  player: {
    back: 'All recordings',
    picture: 'Picture',
    export: 'Export…',
    isRecording: 'Recording',
    cutOffNote: 'This recording was cut off. It is shown up to its last whole frame.',
    frameBack: 'One frame back',
    frameBackKey: 'One frame back (←)',
    frameOn: 'One frame on',
    frameOnKey: 'One frame on (→)',
    play: 'Play',
    playKey: 'Play (Space)',
    pause: 'Pause',
    pauseKey: 'Pause (Space)',
    ofLength: 'of {length}',
    frame: 'frame {frame} of {frames}',
    loop: 'Loop',
    speed: 'Speed',
    place: 'Place in the recording',
    placeOf: '{place} of {length}',
    asCamera: {
      title: 'Play as the camera',
      text: 'Locks Depthlock and lets this recording play in place of the camera. It opens nothing that was enrolled with a real camera.',
    },
  },
  recognition: {
    title: 'Recognition',
    firstFrame: 'Looking at the first frame…',
    noFace: 'No face in this frame.',
  },
  decisions: {
    'nothing-enrolled': 'Nobody is enrolled to compare with.',
    locked: 'Nobody has looked long enough yet.',
    looking: 'Looking: not enough frames for a decision yet.',
    unlocked: 'A camera showing this would let {name} in.',
    stranger: 'A camera showing this would be refused: not recognised.',
    undecided: 'A camera showing this would be refused: not sure enough in ten seconds.',
    'not-turned': 'A camera showing this would be refused: the head did not turn as asked.',
    'eyes-not-seen': 'A camera showing this would be refused: the eyes were not seen open.',
    'looks-like-a-picture': 'A camera showing this would be refused: it looks like a picture.',
    'too-many-tries': 'A camera showing this would have used up its tries.',
    'pin-needed': 'Only the PIN would open it now, whatever a camera shows.',
  },
  import: {
    button: 'Import…',
    question: 'What would you like to import?',
    kinds: {
      folder: {
        title: 'A folder',
        description:
          'A TUM RGB-D, ICL-NUIM, 7-Scenes or SUN RGB-D session, a fakenect dump, a folder dataset, the VAP or Biwi faces, OpenNI frames, point clouds, or pictures in pairs. Depthlock finds out which.',
      },
      file: {
        title: 'A file',
        description:
          'A recording of Depthlock (MCAP) from another computer, the list of a session, or a depth picture (PNG, PGM, TIFF, PFM) with its colour beside it.',
      },
    },
  },
  export: {
    title: 'Export as',
    formats: {
      recording: {
        title: 'Recording (MCAP)',
        description: 'The file as it is. Opens in Depthlock, Foxglove and Lichtblick.',
      },
      tum: {
        title: 'TUM RGB-D folder',
        description:
          'Colour and depth as PNG pictures with a list of their times, for RGB-D research.',
      },
      ros2: {
        title: 'ROS 2 bag (MCAP)',
        description:
          'Images and calibration as ROS 2 cameras send them. Opens in ROS 2, Foxglove and Lichtblick.',
      },
      dataset: {
        title: 'Folder dataset',
        description:
          'A pair of PNG pictures for each frame and one description, for “depthlock evaluate” and training.',
      },
      fakenect: {
        title: 'fakenect dump',
        description: 'Plays in programs for the Kinect v1 as if one were plugged in.',
      },
      ply: {
        title: 'Point cloud of frame {frame} (PLY)',
        description: 'One frame as coloured points. Opens in MeshLab, CloudCompare and Blender.',
      },
    },
  },
  jobs: {
    title: 'Imports and exports',
    importing: 'Importing {name}',
    imported: 'Imported {name}',
    notImported: 'Could not import {name}',
    exporting: 'Exporting {name}',
    exported: 'Exported {name}',
    notExported: 'Could not export {name}',
    waiting: 'Waiting for the previous task.',
    done: '{done} frames',
    doneOf: '{done} of {total} frames',
    left: '{frames}, {time} left',
    cancelling: 'Cancelling. Nothing will be kept.',
    finished: '{frames, plural, one {# frame.} other {# frames.}}',
    readWith: 'Read with {numbers}.',
    twoNumbers: '{first}; {second}',
    cancel: 'Cancel',
    cancelOf: 'Cancel {name}',
    showInFolder: 'Show in folder',
    showOf: 'Show {name} in its folder',
    dismiss: 'Dismiss',
    dismissOf: 'Dismiss {name}',
    clearEnded: 'Clear all that have ended',
  },
} as const;
