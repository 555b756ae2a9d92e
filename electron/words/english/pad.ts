/** Presentation attack tests: in the window, on the terminal (in English) and in what is copied. */
export const pad = {
  /** What a person presents: a name, what has to be at hand, and what to do in each attempt. */
  presentations: {
    genuine: {
      name: 'Yourself',
      prepare: 'Nothing but your face, as you would come to the lock.',
      present: 'Step before the camera and look at it, as you do to open.',
    },
    'print-flat': {
      name: 'Print, flat',
      prepare:
        'A colour print of your face from the front, as large as life (about 16 cm from chin to hairline), on matt paper, taped to a stiff board.',
      present: 'Hold it where your face would be, stay behind it, and move it a little.',
    },
    'print-bent': {
      name: 'Print, bent',
      prepare: 'The same print without the board.',
      present: 'Bend it round like a bottle, the face outwards; try tighter and wider bends.',
    },
    'print-folded': {
      name: 'Print, folded',
      prepare: 'The same print, folded once from top to bottom through the nose.',
      present: 'Hold it with the fold towards the camera, half open; try other angles.',
    },
    'print-nose': {
      name: 'Print, nose folded out',
      prepare: 'A second print. Cut along both sides of the nose and fold it out towards you.',
      present: 'Hold it flat, then a little bent, the nose pointing at the camera.',
    },
    'print-eye-holes': {
      name: 'Print, eyes cut out',
      prepare: 'A third print, with both eyes cut out.',
      present: 'Hold it close to your own face, look through the holes, and blink.',
    },
    screen: {
      name: 'Screen',
      prepare:
        'A tablet, brightness up, that shows a picture or a film of your face as large as life.',
      present: 'Hold it where your face would be, and turn it until it does not mirror the light.',
    },
    'paper-mask': {
      name: 'Mask',
      prepare:
        'A print of your face as a mask, on somebody else: cut out and bent round their face.',
      present: 'Whoever wears it looks at the camera and turns the head slowly.',
    },
    'other-person': {
      name: 'Another person',
      prepare: 'Somebody else, best one who looks like you, with your hair and your glasses.',
      present: 'They look at the camera, near enough, and hold still for a moment.',
    },
    'eyes-closed': {
      name: 'Eyes closed',
      prepare: 'Yourself, as if asleep: somebody else starts each attempt.',
      present: 'Close your eyes before the attempt starts, and keep them closed until it ends.',
    },
  },
  outcomes: {
    opened: 'It opened',
    attack: 'Called a presentation attack',
    'not-recognised': 'Not recognised',
    undecided: 'No decision in 10 seconds',
    'nothing-seen': 'No face seen in 10 seconds',
  },
  /** What a relief that is no living face looks like. */
  notLive: {
    flat: 'flat',
    bent: 'bent',
    folded: 'folded',
    'no-eye-sockets': 'no eye sockets',
    'not-a-face': 'not a face’s relief',
    'infrared-differs': 'another picture in infrared',
    'moves-as-a-sheet': 'moves as a sheet',
    'sheet-around': 'a sheet around the face',
  },
  outcomeBecause: '{outcome} ({reason})',
  outcomeAfter: '{outcome} after {time}',
  attemptOf: '{presentation}: attempt {attempt, number} of {attempts, number}',
  /** Errors of trials, with bounds of 95 %. */
  rate: {
    none: 'no attempts',
    atMost: '{errors, number} of {trials, number} (at most {high})',
    range: '{errors, number} of {trials, number} ({low} – {high})',
    plain: '{errors, number} of {trials, number}',
  },
  attempts: '{count, plural, one {# attempt} other {# attempts}}',
  claim: {
    nothing: 'No attack was presented, so nothing can be said of attacks.',
    worst:
      'The best attack was “{name}”: it opened in {errors, number} of {attempts}, so expect {low} to {high} of such attempts to open, at 95 %.',
    none: 'None of the attacks opened. With {attempts} each that means at most {high} of such attempts would, at 95 %: {worth}',
    enough: 'this person, these artefacts and this camera, no others.',
    few: 'few attempts prove little (7 % takes {enough, number} without an opening), and only for this person, these artefacts and this camera.',
  },
  genuine: {
    proves: 'It opened for you in {opened, number} of {attempts}, after {time} in the median.',
    provesNothing:
      'It opened for you in {opened, number} of {attempts}, so that it stayed closed for others proves nothing.',
  },
  doubts: {
    virtual:
      'This was the virtual Kinect: it shows how the test works and says nothing of a real one.',
    stopped: 'The test was stopped before its end.',
    repeated:
      '{count, plural, one {# attempt was} other {# attempts were}} repeated: what the first results were is not counted.',
  },
  /** The whole result as text. */
  report: {
    title:
      'Presentation attack test (ISO/IEC 30107-3; a presentation is one attempt; bounds of 95 %)',
    lock: 'Depthlock {app}, encoder {encoder}, level {level}',
    lockWithoutEyes: 'Depthlock {app}, encoder {encoder}, level {level}, eyes not asked for',
    noCamera: 'no camera',
    species: 'species',
    attempts: 'attempts',
    opened: 'opened (IAPAR)',
    takenForLive: 'taken for live (APCER)',
    calledAttack: 'called an attack',
    noDecision: 'no decision',
    noGenuine: 'The owner made no attempts.',
    genuine: 'Owner, {attempts}: refused as an attack (BPCER) {bpcer},',
    genuineMore: 'not opened for any reason (FRR) {frr}, no decision (BPNRR) {bpnrr}',
  },
  title: 'Try to fool it',
  settings: 'Settings',
  about:
    'You present yourself first, then one attack after the other. Each attempt meets a new copy of your lock and ends when that decides, after ten seconds at the latest.',
  aboutDemonstration:
    'The virtual Kinect presents everything by itself: first the person who stands before it, then one attack after the other. It shows how the test works, and says nothing of a real camera.',
  harmless: 'Nothing opens and no try is used up. Only numbers are kept, no picture.',
  attemptsOfEach: 'Attempts of each',
  ifNoneOpens:
    'If none of {attempts, number} opens, at most {high} of such attempts would, at 95 %.',
  attacks: 'Attacks',
  chooseAttack: 'Choose an attack.',
  length:
    'About {minutes, plural, one {# minute} other {# minutes}}. What was counted stays when you stop early.',
  start: 'Start',
  demonstration: 'Demonstration',
  place: '{step, number} of {steps, number} · attempt {attempt, number} of {attempts, number}',
  stop: 'Stop the test',
  startsIn: 'Starts in {seconds, number}…',
  getIntoPlace: 'Get into place.',
  hideYourself: 'Get into place. The lock looks at the nearest face: hide your own.',
  gettingReady: 'Getting ready…',
  sceneChanges: 'The virtual Kinect changes the scene.',
  doesNotCount: 'That attempt does not count. {reason}',
  youNeed: 'You need',
  eachTime: 'Each time',
  ready: 'I am ready',
  skip: 'Skip it',
  skipRest: 'Skip the rest',
  repeat: 'Repeat it',
  looking: 'Looking…',
  seesFace: 'The lock sees a face.',
  seesNobody: 'The lock sees nobody.',
  secondsLeft: '{seconds, number} s left',
  seeFigures: 'See the figures',
  nextAttempt: 'Next attempt',
  goOn: 'Go on: {presentation}',
  resultBecause: '{outcome}: {reason}',
  after: {
    right: 'After {time}, as it should.',
    shouldHaveOpened: 'After {time}. It should have opened.',
    shouldHaveStayedClosed: 'After {time}. It should have stayed closed.',
    undecided:
      'It stayed closed without a decision. ISO/IEC 30107-3 counts that apart, as no response.',
  },
  tally: {
    nothing: 'Nothing is counted yet.',
    shown: 'Shown',
    opened: 'Opened <rate>IAPAR</rate>',
    takenForLive: 'Taken for live <rate>APCER</rate>',
    calledAttack: 'Called an attack',
    noDecision: 'No decision',
    iapar: 'impostor attack presentation accept rate',
    apcer: 'attack presentation classification error rate',
  },
  finished: {
    nothing: 'Nothing was tested',
    noAttack: 'No attack was tried',
    notFooled: 'It was not fooled',
    fooled:
      '{opened, plural, one {One attack fooled it} other {# of {species, number} attacks fooled it}}',
  },
  conditions:
    '{camera} · encoder {encoder} · level {level} · Depthlock {app} · {day}. Rates by ISO/IEC 30107-3, a presentation is one attempt; bounds of 95 %.',
  noCamera: 'No camera',
  copied: 'Copied',
  copy: 'Copy the numbers',
  save: 'Save the numbers…',
} as const;
