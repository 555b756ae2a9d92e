export const enrol = {
  steps: {
    label: 'Schritte',
    camera: 'Kamera',
    head: 'Kopf drehen',
    pin: 'Name und PIN',
    done: ', erledigt',
  },
  ring: 'Erfasste Richtungen',
  progress: {
    first: 'Erster Kreis · {percent} %',
    second: 'Zweiter Kreis · {percent} %',
  },
  keepTurning: 'Bewege den Kopf langsam im Kreis.',
  slow: {
    camera: 'Bewege den Kopf sehr langsam: Die Kamera liefert nur wenige Bilder.',
    computer: 'Bewege den Kopf sehr langsam: Dieser Computer ist ausgelastet.',
    unsteady: 'Bewege den Kopf sehr langsam: Die Bilder kommen stoßweise.',
  },
  cannotTurn: 'Kannst du den Kopf nicht bewegen?',
  still: {
    hint: 'Schau in die Kamera und bleib eine Weile so.',
    progress: 'Ohne Drehung · {percent} %',
    undo: 'Ich kann den Kopf bewegen',
  },
  knownLook:
    'Dieses Aussehen kennt Depthlock schon. Versuche es mit oder ohne Brille oder bei anderem Licht.',
  discard: {
    question: 'Das Erfasste verwerfen?',
    consequence: 'Dann ist niemand registriert, und der Kopf muss noch einmal herum.',
    confirm: 'Verwerfen',
  },
  between: {
    title: 'Der erste Kreis ist voll.',
    text: 'Noch einer, damit Depthlock dich gut kennt.',
  },
  finished: {
    title: 'Du bist registriert.',
    text: 'Sperren, in die Kamera schauen: Mehr braucht es nicht.',
    tryIt: 'Sperren und ausprobieren',
    later: 'Später',
  },
  stopped: {
    title: 'Registrierung abgebrochen',
    again: 'Neu beginnen',
    notNow: 'Jetzt nicht',
  },
  announced: {
    first: 'Erster Kreis.',
    second: 'Zweiter Kreis.',
    between: 'Der erste Kreis ist voll. Drücke „Weiter“ für den zweiten.',
    naming: 'Dein Gesicht ist erfasst. Gib ihm einen Namen und eine PIN.',
    done: 'Du bist registriert.',
  },
  naming: {
    title: 'Fast fertig.',
    text: 'Wähle einen Namen und eine PIN für den Fall, dass die Kamera dich nicht sieht.',
    name: 'Dein Name',
    pin: 'PIN',
    somebodyElse: 'Das ist jemand anders: sichern',
  },
  look: {
    again: 'Willkommen zurück',
    another: 'Weiteres Aussehen',
    replaces: 'Das ersetzt die frühere Registrierung von {name}. Die PIN bleibt.',
    adds: '{name} wird auch so erkannt. Wie soll dieses Aussehen heißen?',
    name: 'Name des Aussehens',
    example: 'mit Brille',
  },
  tried: {
    title: 'Es klappt: {time}',
    text: 'So lange wurde dein Gesicht angesehen. Von jetzt an öffnet ein Blick das Schloss, und deine PIN, wenn die Kamera dich nicht sieht.',
  },
} as const;
