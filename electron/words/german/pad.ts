export const pad = {
  presentations: {
    genuine: {
      name: 'Du selbst',
      prepare: 'Nur dein Gesicht, so wie du sonst vor das Schloss trittst.',
      present: 'Tritt vor die Kamera und schau hinein, wie zum Entsperren.',
    },
    'print-flat': {
      name: 'Ausdruck, flach',
      prepare:
        'Ein Farbausdruck deines Gesichts von vorn, lebensgroß (etwa 16 cm vom Kinn bis zum Haaransatz), auf mattem Papier, auf einen festen Karton geklebt.',
      present: 'Halte ihn dorthin, wo dein Gesicht wäre, bleib dahinter und bewege ihn ein wenig.',
    },
    'print-bent': {
      name: 'Ausdruck, gebogen',
      prepare: 'Derselbe Ausdruck ohne den Karton.',
      present:
        'Biege ihn rund wie eine Flasche, das Gesicht nach außen; probiere engere und weitere Bögen.',
    },
    'print-folded': {
      name: 'Ausdruck, gefaltet',
      prepare: 'Derselbe Ausdruck, einmal von oben nach unten durch die Nase gefaltet.',
      present: 'Halte ihn halb geöffnet mit dem Falz zur Kamera; probiere andere Winkel.',
    },
    'print-nose': {
      name: 'Ausdruck, Nase ausgeklappt',
      prepare:
        'Ein zweiter Ausdruck. Schneide an beiden Seiten der Nase entlang und klappe sie nach vorn.',
      present: 'Halte ihn flach, dann etwas gebogen, mit der Nase zur Kamera.',
    },
    'print-eye-holes': {
      name: 'Ausdruck, Augen ausgeschnitten',
      prepare: 'Ein dritter Ausdruck, beide Augen ausgeschnitten.',
      present: 'Halte ihn dicht vor dein eigenes Gesicht, schau durch die Löcher und blinzle.',
    },
    screen: {
      name: 'Bildschirm',
      prepare:
        'Ein Tablet mit hoher Helligkeit, das ein Bild oder einen Film deines Gesichts in Lebensgröße zeigt.',
      present:
        'Halte es dorthin, wo dein Gesicht wäre, und drehe es, bis es das Licht nicht mehr spiegelt.',
    },
    'paper-mask': {
      name: 'Maske',
      prepare:
        'Ein Ausdruck deines Gesichts als Maske für jemand anderen: ausgeschnitten und um das Gesicht gebogen.',
      present: 'Wer sie trägt, schaut in die Kamera und dreht langsam den Kopf.',
    },
    'other-person': {
      name: 'Andere Person',
      prepare:
        'Jemand anderes, am besten jemand, der dir ähnlich sieht, mit deiner Frisur und deiner Brille.',
      present: 'Die Person schaut aus der Nähe in die Kamera und hält kurz still.',
    },
    'eyes-closed': {
      name: 'Augen geschlossen',
      prepare: 'Du selbst, als würdest du schlafen: Jemand anderes startet jeden Versuch.',
      present: 'Schließe die Augen vor dem Versuch und öffne sie erst danach wieder.',
    },
  },
  outcomes: {
    opened: 'Geöffnet',
    attack: 'Als Präsentationsangriff erkannt',
    'not-recognised': 'Nicht erkannt',
    undecided: 'Keine Entscheidung in 10 Sekunden',
    'nothing-seen': 'Kein Gesicht in 10 Sekunden',
  },
  notLive: {
    flat: 'flach',
    bent: 'gebogen',
    folded: 'gefaltet',
    'no-eye-sockets': 'keine Augenhöhlen',
    'not-a-face': 'nicht das Relief eines Gesichts',
    'infrared-differs': 'anderes Bild im Infrarot',
    'moves-as-a-sheet': 'bewegt sich wie ein Blatt',
    'sheet-around': 'ein Blatt um das Gesicht',
  },
  outcomeBecause: '{outcome} ({reason})',
  outcomeAfter: '{outcome} nach {time}',
  attemptOf: '{presentation}: Versuch {attempt, number} von {attempts, number}',
  rate: {
    none: 'keine Versuche',
    atMost: '{errors, number} von {trials, number} (höchstens {high})',
    range: '{errors, number} von {trials, number} ({low} – {high})',
    plain: '{errors, number} von {trials, number}',
  },
  attempts: '{count, plural, one {# Versuch} other {# Versuchen}}',
  claim: {
    nothing: 'Es wurde kein Angriff gezeigt, darum lässt sich über Angriffe nichts sagen.',
    worst:
      'Der beste Angriff war „{name}“: Er gelang in {errors, number} von {attempts}; rechne damit, dass {low} bis {high} solcher Versuche öffnen (95 %).',
    none: 'Kein Angriff hat geöffnet. Bei je {attempts} heißt das: Höchstens {high} solcher Versuche würden öffnen (95 %); {worth}',
    enough: 'für diese Person, diese Artefakte und diese Kamera, für keine anderen.',
    few: 'wenige Versuche beweisen wenig (für 7 % braucht es {enough, number} ohne Öffnen), und nur für diese Person, diese Artefakte und diese Kamera.',
  },
  genuine: {
    proves: 'Für dich öffnete es in {opened, number} von {attempts}, im Median nach {time}.',
    provesNothing:
      'Für dich öffnete es in {opened, number} von {attempts}; dass es für andere zublieb, beweist also nichts.',
  },
  doubts: {
    virtual:
      'Das war die virtuelle Kinect: Sie zeigt, wie der Test abläuft, und sagt nichts über eine echte.',
    stopped: 'Der Test wurde vor seinem Ende abgebrochen.',
    repeated:
      '{count, plural, one {# Versuch wurde} other {# Versuche wurden}} wiederholt: Die ersten Ergebnisse zählen nicht.',
  },
  report: {
    title:
      'Test mit Präsentationsangriffen (ISO/IEC 30107-3; eine Präsentation ist ein Versuch; Grenzen zu 95 %)',
    lock: 'Depthlock {app}, Encoder {encoder}, Stufe {level}',
    lockWithoutEyes: 'Depthlock {app}, Encoder {encoder}, Stufe {level}, ohne Prüfung der Augen',
    noCamera: 'keine Kamera',
    species: 'Angriff',
    attempts: 'Versuche',
    opened: 'geöffnet (IAPAR)',
    takenForLive: 'für lebend gehalten (APCER)',
    calledAttack: 'als Angriff erkannt',
    noDecision: 'keine Entscheidung',
    noGenuine: 'Keine Versuche der registrierten Person.',
    genuine: 'Registrierte Person, bei {attempts}: als Angriff abgewiesen (BPCER) {bpcer},',
    genuineMore:
      'aus irgendeinem Grund nicht geöffnet (FRR) {frr}, keine Entscheidung (BPNRR) {bpnrr}',
  },
  title: 'Versuch, es zu täuschen',
  settings: 'Einstellungen',
  about:
    'Erst zeigst du dich selbst, dann einen Angriff nach dem anderen. Jeder Versuch trifft auf eine neue Kopie deines Schlosses und endet, sobald sie entscheidet, spätestens nach zehn Sekunden.',
  aboutDemonstration:
    'Die virtuelle Kinect zeigt alles von selbst: erst die Person, die vor ihr steht, dann einen Angriff nach dem anderen. So siehst du, wie der Test abläuft; über eine echte Kamera sagt er nichts.',
  harmless: 'Nichts wird geöffnet, kein Versuch verbraucht. Es bleiben nur Zahlen, keine Bilder.',
  attemptsOfEach: 'Versuche je Angriff',
  ifNoneOpens:
    'Wenn keiner von {attempts, number} öffnet, würden es höchstens {high} solcher Versuche (95 %).',
  attacks: 'Angriffe',
  chooseAttack: 'Wähle einen Angriff.',
  length:
    'Etwa {minutes, plural, one {# Minute} other {# Minuten}}. Was gezählt wurde, bleibt, auch wenn du vorher aufhörst.',
  start: 'Starten',
  demonstration: 'Vorführung',
  place: '{step, number} von {steps, number} · Versuch {attempt, number} von {attempts, number}',
  stop: 'Test beenden',
  startsIn: 'Start in {seconds, number} …',
  getIntoPlace: 'Geh an deinen Platz.',
  hideYourself:
    'Geh an deinen Platz. Das Schloss schaut auf das nächste Gesicht: Verbirg dein eigenes.',
  gettingReady: 'Wird vorbereitet …',
  sceneChanges: 'Die virtuelle Kinect wechselt die Szene.',
  doesNotCount: 'Dieser Versuch zählt nicht. {reason}',
  youNeed: 'Du brauchst',
  eachTime: 'Jedes Mal',
  ready: 'Ich bin bereit',
  skip: 'Überspringen',
  skipRest: 'Rest überspringen',
  repeat: 'Wiederholen',
  looking: 'Es schaut …',
  seesFace: 'Das Schloss sieht ein Gesicht.',
  seesNobody: 'Das Schloss sieht niemanden.',
  secondsLeft: 'noch {seconds, number} s',
  seeFigures: 'Zahlen ansehen',
  nextAttempt: 'Nächster Versuch',
  goOn: 'Weiter: {presentation}',
  resultBecause: '{outcome}: {reason}',
  after: {
    right: 'Nach {time}, wie es sein soll.',
    shouldHaveOpened: 'Nach {time}. Es hätte öffnen sollen.',
    shouldHaveStayedClosed: 'Nach {time}. Es hätte geschlossen bleiben sollen.',
    undecided:
      'Es blieb ohne Entscheidung geschlossen. ISO/IEC 30107-3 zählt das gesondert, als keine Antwort.',
  },
  tally: {
    nothing: 'Noch nichts gezählt.',
    shown: 'Gezeigt',
    opened: 'Geöffnet <rate>IAPAR</rate>',
    takenForLive: 'Für lebend gehalten <rate>APCER</rate>',
    calledAttack: 'Als Angriff erkannt',
    noDecision: 'Keine Entscheidung',
    iapar: 'Anteil der Präsentationsangriffe, die geöffnet haben',
    apcer: 'Anteil der Präsentationsangriffe, die für lebend gehalten wurden',
  },
  finished: {
    nothing: 'Nichts wurde getestet',
    noAttack: 'Kein Angriff wurde versucht',
    notFooled: 'Es ließ sich nicht täuschen',
    fooled:
      '{opened, plural, one {Ein Angriff hat es getäuscht} other {# von {species, number} Angriffen haben es getäuscht}}',
  },
  conditions:
    '{camera} · Encoder {encoder} · Stufe {level} · Depthlock {app} · {day}. Raten nach ISO/IEC 30107-3, eine Präsentation ist ein Versuch; Grenzen zu 95 %.',
  noCamera: 'Keine Kamera',
  copied: 'Kopiert',
  copy: 'Zahlen kopieren',
  save: 'Zahlen sichern …',
} as const;
