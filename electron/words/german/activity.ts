export const activity = {
  shown: 'Was gezeigt wird',
  kinds: {
    all: 'Alles',
    opened: 'Entsperrt',
    refused: 'Abgewiesen',
    changes: 'Änderungen',
  },
  export: 'Exportieren …',
  erase: {
    button: 'Löschen …',
    question: 'Aktivität löschen?',
    consequence:
      'Alle Einträge werden endgültig gelöscht, und niemand kann danach sagen, wer dieses Schloss vorher versucht hat. Personen und Aufnahmen bleiben.',
    confirm: 'Löschen',
  },
  empty: {
    all: 'Noch ist nichts geschehen. Hier wird jeder Versuch am Schloss stehen.',
    refused: 'Niemand wurde abgewiesen.',
    kind: 'Nichts dergleichen ist geschehen.',
  },
  somebodyRemoved: 'jemanden, der entfernt wurde',
  started: 'Depthlock gestartet',
  opened: {
    face: 'Mit dem Gesicht für {name} entsperrt',
    pin: 'Mit der PIN für {name} entsperrt',
    recoveryCode: 'Mit dem Wiederherstellungscode geöffnet',
  },
  refused: {
    stranger: 'Ein nicht registriertes Gesicht wurde abgewiesen',
    undecided: 'Ein Gesicht, das ungewiss blieb, wurde abgewiesen',
    'not-turned': 'Ein Kopf, der sich nicht wie verlangt drehte, wurde abgewiesen',
    'eyes-not-seen': 'Ein Gesicht, dessen Augen nicht offen zu sehen waren, wurde abgewiesen',
    'other-shape': 'Ein Gesicht auf dem falschen Kopf wurde abgewiesen',
    picture: 'Ein Bild wurde abgewiesen',
    pictureBecause: 'Ein Bild ({reason}) wurde abgewiesen',
    'wrong-pin': 'Eine falsche PIN wurde abgewiesen',
    interrupted: 'Ein abgebrochener Versuch wurde abgewiesen',
  },
  limits: {
    tries: 'Zu viele Gesichter abgewiesen: Nur die PIN öffnet',
    pictures: 'Zu viele Bilder gezeigt: Nur die PIN öffnet',
    pins: 'Zu viele falsche PINs: Die nächste muss warten',
  },
  locked: {
    asked: 'Gesperrt',
    idle: 'Gesperrt: Niemand benutzte den Computer',
    'face-left': 'Gesperrt: Das Gesicht war weg',
    suspended: 'Gesperrt: Der Computer ging in den Ruhezustand',
    'session-locked': 'Mit der Sitzung gesperrt',
  },
  changed: {
    enrolled: '{name} registriert',
    'appearance-added': 'Weiteres Aussehen von {name}',
    'enrolled-again': 'Neu registriert: {name}',
    renamed: '{name} umbenannt',
    removed: '{name} entfernt',
    'removed-all': 'Alle Personen wurden entfernt',
    'pin-changed': 'Neue PIN von {name}',
    'security-changed': 'Sicherheitseinstellungen geändert',
    'lock-actions-changed': 'Programme beim Sperren und Entsperren geändert',
    exported: 'Aktivität oder Aufnahmen exportiert',
  },
  erased:
    '{entries, plural, one {Hier wurde ein Eintrag gelöscht} other {Hier wurden # Einträge gelöscht}}',
  logDamaged:
    'Etwas anderes als Depthlock hat die Liste davor geändert; was da war, wurde beiseitegelegt',
  numbers: {
    distance: 'Abstand {distance}',
    seenFor: '{time} lang gesehen',
    from: '{distance} von {name}',
  },
  levels: {
    convenient: 'bequem',
    balanced: 'ausgewogen',
    strict: 'streng',
  },
  table: {
    number: 'Nummer',
    time: 'Zeit',
    event: 'Ereignis',
    numbers: 'Messwerte',
  },
} as const;
