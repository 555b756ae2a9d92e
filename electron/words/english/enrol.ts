/** From an empty ring to the first try of the lock. */
export const enrol = {
  steps: {
    label: 'Steps',
    camera: 'Camera',
    head: 'Turn your head',
    pin: 'Name and PIN',
    done: ', done',
  },
  ring: 'Directions captured',
  progress: {
    first: 'First circle · {percent} %',
    second: 'Second circle · {percent} %',
  },
  /** Under the ring, where no hint is given. */
  keepTurning: 'Move your head slowly to complete the circle.',
  slow: {
    camera: 'Move your head very slowly: the camera sends few pictures.',
    computer: 'Move your head very slowly: this computer is busy.',
    unsteady: 'Move your head very slowly: the pictures come in fits and starts.',
  },
  cannotTurn: 'Can’t move your head?',
  /** For a head that does not turn. */
  still: {
    hint: 'Look at the camera, and stay like this for a while.',
    progress: 'Without turning · {percent} %',
    undo: 'I can move my head',
  },
  knownLook:
    'That is a look Depthlock has already. Try it with glasses on or off, or in other light.',
  discard: {
    question: 'Discard what was captured?',
    consequence: 'Nobody is enrolled then, and the head has to go round again.',
    confirm: 'Discard',
  },
  between: {
    title: 'First circle complete.',
    text: 'One more, so that Depthlock knows you well.',
  },
  finished: {
    title: 'You are enrolled.',
    text: 'Lock it, then look at the camera: that is all it takes.',
    tryIt: 'Lock and try it',
    later: 'Later',
  },
  stopped: {
    title: 'Enrolment stopped',
    again: 'Start again',
    notNow: 'Not now',
  },
  /** For screen readers. */
  announced: {
    first: 'First circle.',
    second: 'Second circle.',
    between: 'First circle complete. Press Continue for the second one.',
    naming: 'Your face is captured. Give it a name and a PIN.',
    done: 'You are enrolled.',
  },
  naming: {
    title: 'Almost done.',
    text: 'Choose a name, and a PIN for when the camera can’t see you.',
    name: 'Name',
    pin: 'PIN',
    somebodyElse: 'It is somebody else: save',
  },
  look: {
    again: 'Welcome back',
    another: 'Another look',
    replaces: 'This takes the place of {name}’s earlier enrolment. The PIN stays.',
    adds: '{name} will be recognised like this too. What shall it be called?',
    name: 'Name of the look',
    example: 'with glasses',
  },
  tried: {
    title: 'It works: {time}',
    text: 'That is how long your face was looked at. From now on a look opens the lock; your PIN does when the camera can’t see you.',
  },
} as const;
