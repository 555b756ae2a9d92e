/** What stands above or beside every screen: the engine, recordings in progress, problems, missing cameras. */
export const notices = {
  gettingReady: 'Depthlock is getting ready.',
  startingAgain: 'Depthlock is starting again by itself.',
  replaying:
    '<strong>This is a recording, not the camera.</strong> It opens nothing that was enrolled with a real camera.',
  backToCamera: 'Back to the camera',
  recording: 'The camera is being recorded: <time>{length}</time>',
  stopRecording: 'Stop recording',
  problems: 'Problems',
  dismiss: 'Dismiss',
  lines: {
    show: 'Show commands',
    hide: 'Hide commands',
    label: 'Commands to copy',
  },
  /** Shown when a request to the app gets no answer at all. */
  unreachable:
    'The window lost touch with Depthlock, so the last action was not carried out. Close the window and open it again.',
  depthScale: 'Depth scale: warm colours are near, cool colours are far',
} as const;
