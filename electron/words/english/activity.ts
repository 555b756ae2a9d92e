/** Who tried the lock and when. */
export const activity = {
  shown: 'What is shown',
  kinds: {
    all: 'Everything',
    opened: 'Opened',
    refused: 'Refused',
    changes: 'Changes',
  },
  export: 'Export…',
  erase: {
    button: 'Erase…',
    question: 'Erase the activity?',
    consequence:
      'Every entry will be erased for good, and nobody can tell afterwards who tried this lock before. People and recordings stay.',
    confirm: 'Erase',
  },
  empty: {
    all: 'Nothing has happened yet. Every attempt at the lock will be listed here.',
    refused: 'Nobody was refused.',
    kind: 'Nothing of this kind has happened.',
  },
  somebodyRemoved: 'somebody who was removed',
  started: 'Depthlock started',
  opened: {
    face: 'Opened for {name} by face',
    pin: 'Opened for {name} by PIN',
    recoveryCode: 'Opened with the recovery code',
  },
  refused: {
    stranger: 'A face that is not enrolled was refused',
    undecided: 'A face that stayed undecided was refused',
    'not-turned': 'A head that did not turn as asked was refused',
    'eyes-not-seen': 'A face whose eyes were not seen open was refused',
    'other-shape': 'A face on the wrong head was refused',
    picture: 'A picture was refused',
    pictureBecause: 'A picture ({reason}) was refused',
    'wrong-pin': 'A wrong PIN was refused',
    interrupted: 'An attempt that was broken off was refused',
  },
  limits: {
    tries: 'Too many faces were refused: only the PIN opens',
    pictures: 'Too many pictures were shown: only the PIN opens',
    pins: 'Too many wrong PINs: the next has to wait',
  },
  locked: {
    asked: 'Locked',
    idle: 'Locked: nobody used the computer',
    'face-left': 'Locked: the face had left',
    suspended: 'Locked: the computer went to sleep',
    'session-locked': 'Locked with the session',
  },
  changed: {
    enrolled: 'Enrolled {name}',
    'appearance-added': 'Another appearance of {name}',
    'enrolled-again': 'Enrolled again: {name}',
    renamed: 'Renamed {name}',
    removed: 'Removed {name}',
    'removed-all': 'Everybody was removed',
    'pin-changed': 'New PIN of {name}',
    'security-changed': 'Security settings changed',
    'lock-actions-changed': 'Programs at lock and unlock changed',
    exported: 'Activity or recordings exported',
  },
  erased: '{entries, plural, one {One entry was erased here} other {# entries were erased here}}',
  logDamaged:
    'Something other than Depthlock changed the log before this; what was there was put aside',
  numbers: {
    distance: 'distance {distance}',
    seenFor: 'seen for {time}',
    from: '{distance} from {name}',
  },
  levels: {
    convenient: 'convenient',
    balanced: 'balanced',
    strict: 'strict',
  },
  table: {
    number: 'number',
    time: 'time',
    event: 'event',
    numbers: 'numbers',
  },
} as const;
