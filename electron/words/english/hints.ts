/** What to do next while the camera looks at a face. */
export const hints = {
  nobody: 'Sit in front of the camera.',
  'move-closer': 'Move a little closer.',
  'move-back': 'Move back a little.',
  'centre-face': 'Bring your face to the middle.',
  'more-light': 'Find a little more light.',
  'too-bright': 'It is too bright here. Turn away from the light.',
  'hold-still': 'Hold still for a moment.',
  'too-fast': 'A little slower.',
  'look-at-camera': 'Look at the camera.',
  'open-your-eyes': 'Please open your eyes.',
  'turn-head-left': 'Turn your head a little to your left.',
  'turn-head-right': 'Turn your head a little to your right.',
  'turn-head-up': 'Raise your chin a little.',
  'turn-head-down': 'Lower your chin a little.',
  'press-a-key': 'Press a key, or look away and back.',
  'enrol-again':
    'You enrolled with an earlier version, which did not measure enough for this security level. Use your PIN, then enrol again.',
  'only-one-person': 'Only one person at a time, please.',
  'face-covered': 'Take off what covers your face.',
  'camera-covered': 'Something covers the camera.',
  'no-depth':
    'The camera cannot measure you here. Move back a little, away from glass and sunlight.',
  'camera-slow': 'The camera sends only a few pictures a second, so this takes a little longer.',
  'camera-unsteady':
    'The pictures come in fits and starts, so this takes longer. If it stays so, plug the camera in again.',
  /** In place of `camera-slow`, where it is the computer. */
  computerBusy: 'This computer is busy, so this takes a little longer.',
} as const;
