/** The lock screen, and the ways in without a face. */
export const lock = {
  nothingEnrolled: {
    title: 'Nobody is enrolled yet',
    detail: 'Enrol your face to use the lock.',
  },
  locked: 'Locked',
  looking: 'Looking…',
  hello: 'Hello, {name}',
  notRecognised: 'Not recognised',
  /** What to do after a refusal. Nobody learns how near they came, nor what gave them away. */
  refusals: {
    stranger: 'Look straight at the camera and try again.',
    undecided:
      'Depthlock could not be sure. Come a little closer, into even light, and look straight at the camera.',
    'not-turned': 'Your head did not turn as asked. Try again, slowly.',
    'eyes-not-seen':
      'Your eyes were not seen open. Come a little closer, into even light, and look at the camera.',
  },
  picture: {
    title: 'That looks like a picture',
    detail:
      'Depthlock opens only for a real face. If it is yours, show all of it and look straight at the camera.',
  },
  triesLeft:
    '{count, plural, =0 {Next time it will ask for your PIN.} =1 {One try left.} other {# tries left.}}',
  tooMany: {
    tries: 'Too many tries',
    pictures: 'Too many pictures',
    detail: 'Use your PIN to open the lock.',
  },
  /** Why no face opens it now. */
  pinNeeded: {
    start: {
      title: 'Your PIN first',
      detail: 'After a start only your PIN opens the lock. Then your face does.',
    },
    unused: {
      title: 'Not opened for two days',
      detail: 'Use your PIN this time. Then your face opens the lock again.',
    },
    'old-pin': {
      title: 'Your PIN once more',
      detail: 'You have not used it for almost a week. Then your face opens the lock again.',
    },
  },
  noCamera: 'No camera',
  retryIn: 'You can try again in {time}',
  usePin: 'Use your PIN',
  usePassphrase: 'Use a passphrase',
  useRecoveryCode: 'Use the recovery code',
  open: 'Open',
  back: 'Back',
  pad: {
    label: 'PIN pad: type the digits, then Enter',
    title: 'Your PIN',
    backToFace: 'Back to the face',
    erase: 'Erase the last digit',
    typed: '{count, plural, other {# digits typed}}',
  },
  passphrase: {
    title: 'Your passphrase',
    label: 'Passphrase',
  },
  recovery: {
    enter: 'Eight groups of four letters and digits, as you wrote them down.',
    codeIsRight: 'The code is right. Now a new PIN.',
    newPin: 'New PIN',
    whosePin: 'Whose PIN',
    setAndOpen: 'Set it and open',
  },
  /** What stands over the sentence that says why the vault is closed. */
  closed: {
    'pin-needed': 'Enter your PIN',
    'key-lost': 'The key is not there',
    unanchored: 'Is this your vault?',
    missing: 'The stored faces are gone',
    damaged: 'The stored faces are damaged',
    foreign: 'These are not your stored faces',
    older: 'These stored faces are old ones',
    'newer-version': 'Stored by a newer Depthlock',
    unreadable: 'The stored faces cannot be read',
  },
  openPrevious: 'Open the copy before the last change',
  startOver: {
    ask: 'Start over…',
    title: 'Start over?',
    consequence:
      'What is left of the stored faces and PINs will be erased for good, and nobody is enrolled then. Recordings are put aside in their folder. Type “{typed}” if you mean it.',
    type: 'Type {typed}',
    keep: 'Keep',
    now: 'Start over',
  },
} as const;
