export const lock = {
  nothingEnrolled: {
    title: 'Noch niemand registriert',
    detail: 'Registriere dein Gesicht, um das Schloss zu benutzen.',
  },
  locked: 'Gesperrt',
  looking: 'Ich schaue …',
  hello: 'Hallo, {name}',
  notRecognised: 'Nicht erkannt',
  refusals: {
    stranger: 'Schau gerade in die Kamera und versuche es noch einmal.',
    undecided:
      'Depthlock war sich nicht sicher. Komm etwas näher, in gleichmäßiges Licht, und schau gerade in die Kamera.',
    'not-turned': 'Du hast den Kopf nicht wie verlangt gedreht. Versuche es noch einmal, langsam.',
    'eyes-not-seen':
      'Deine Augen waren nicht offen zu sehen. Komm etwas näher, in gleichmäßiges Licht, und schau in die Kamera.',
  },
  picture: {
    title: 'Das sieht wie ein Bild aus',
    detail:
      'Depthlock öffnet nur für ein echtes Gesicht. Wenn es deines ist, zeige es ganz und schau gerade in die Kamera.',
  },
  triesLeft:
    '{count, plural, =0 {Danach wird deine PIN verlangt.} =1 {Noch ein Versuch.} other {Noch # Versuche.}}',
  tooMany: {
    tries: 'Zu viele Versuche',
    pictures: 'Zu viele Bilder',
    detail: 'Entsperre mit deiner PIN.',
  },
  pinNeeded: {
    start: {
      title: 'Erst deine PIN',
      detail: 'Nach einem Start öffnet nur deine PIN. Danach genügt dein Gesicht.',
    },
    unused: {
      title: 'Zwei Tage nicht geöffnet',
      detail: 'Diesmal brauchst du deine PIN. Danach genügt wieder dein Gesicht.',
    },
    'old-pin': {
      title: 'Noch einmal deine PIN',
      detail: 'Du hast sie seit fast einer Woche nicht benutzt. Danach genügt wieder dein Gesicht.',
    },
  },
  noCamera: 'Keine Kamera',
  retryIn: 'Nächster Versuch in {time}',
  usePin: 'PIN verwenden',
  usePassphrase: 'Passphrase verwenden',
  useRecoveryCode: 'Wiederherstellungscode verwenden',
  open: 'Öffnen',
  back: 'Zurück',
  pad: {
    label: 'PIN-Feld: Ziffern eintippen, dann Eingabetaste',
    title: 'Deine PIN',
    backToFace: 'Zurück zum Gesicht',
    erase: 'Letzte Ziffer löschen',
    typed: '{count, plural, one {# Ziffer eingegeben} other {# Ziffern eingegeben}}',
  },
  passphrase: {
    title: 'Deine Passphrase',
    label: 'Passphrase',
  },
  recovery: {
    enter: 'Acht Gruppen aus vier Buchstaben und Ziffern, wie du sie notiert hast.',
    codeIsRight: 'Der Code stimmt. Jetzt eine neue PIN.',
    newPin: 'Neue PIN',
    whosePin: 'Wessen PIN',
    setAndOpen: 'Festlegen und öffnen',
  },
  closed: {
    'pin-needed': 'Gib deine PIN ein',
    'key-lost': 'Der Schlüssel fehlt',
    unanchored: 'Sind das deine gespeicherten Gesichter?',
    missing: 'Die gespeicherten Gesichter sind weg',
    damaged: 'Die gespeicherten Gesichter sind beschädigt',
    foreign: 'Das sind nicht deine gespeicherten Gesichter',
    older: 'Diese gespeicherten Gesichter sind veraltet',
    'newer-version': 'Von einem neueren Depthlock gespeichert',
    unreadable: 'Die gespeicherten Gesichter sind nicht lesbar',
  },
  openPrevious: 'Kopie von vor der letzten Änderung öffnen',
  startOver: {
    ask: 'Neu anfangen …',
    title: 'Neu anfangen?',
    consequence:
      'Was von den gespeicherten Gesichtern und PINs übrig ist, wird endgültig gelöscht, und niemand ist mehr registriert. Aufnahmen werden in ihrem Ordner beiseitegelegt. Tippe „{typed}“, wenn du es so willst.',
    type: 'Tippe {typed}',
    keep: 'Behalten',
    now: 'Neu anfangen',
  },
} as const;
