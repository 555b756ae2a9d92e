export const recordings = {
  total: '{recordings, plural, one {# Aufnahme} other {# Aufnahmen}}',
  search: 'Aufnahmen durchsuchen',
  searchPlaceholder: 'Suchen',
  noMatch: 'Keine Aufnahme passt zu „{words}“.',
  showAll: 'Alle zeigen',
  fullTitle: '{day}, {time} Uhr',
  none: {
    title: 'Noch keine Aufnahmen',
    text: 'Eine Aufnahme bewahrt auf diesem Computer, was die Kamera sieht, in Farbe und Tiefe. Nichts wird behalten, bis du unter „Live“ auf „Aufnehmen“ drückst.',
    goLive: 'Zum Live-Bild',
  },
  remove: {
    question: 'Diese Aufnahme löschen?',
    consequence:
      'Die Aufnahme vom {moment}, {length} lang und {size} groß, wird mit allen Bildern endgültig gelöscht. Das lässt sich nicht rückgängig machen.',
    consequenceOfFile:
      'Die Datei vom {moment}, {size} groß, wird mit allen Bildern endgültig gelöscht. Das lässt sich nicht rückgängig machen.',
    confirm: 'Löschen',
  },
  entry: {
    open: '{title} öffnen',
    openLong: '{title} öffnen, {length}',
    cutOff: 'Abgeschnitten',
    cutOffNote:
      'Die Aufnahme endete, ohne abgeschlossen zu werden. Sie läuft bis zum letzten ganzen Bild. „Reparieren“ schreibt eine ganze daneben; diese bleibt, bis du sie löschst.',
    repair: 'Reparieren',
    export: 'Exportieren …',
    rename: 'Umbenennen …',
    showInFolder: 'Im Ordner zeigen',
    delete: 'Löschen …',
    frames: '{frames, plural, one {# Bild} other {# Bilder}}',
    drops: '{disk} vom Datenträger verworfen, {camera} von der Kamera verpasst',
    dropsTogether: '{dropped} vom Datenträger verworfen oder von der Kamera verpasst',
  },
  rename: {
    title: 'Aufnahme umbenennen',
    name: 'Name',
    empty: 'Gib erst einen Namen ein.',
    confirm: 'Umbenennen',
  },
  player: {
    back: 'Alle Aufnahmen',
    picture: 'Bild',
    export: 'Exportieren …',
    isRecording: 'Aufnahme',
    cutOffNote: 'Diese Aufnahme wurde abgeschnitten. Sie wird bis zum letzten ganzen Bild gezeigt.',
    frameBack: 'Ein Bild zurück',
    frameBackKey: 'Ein Bild zurück (←)',
    frameOn: 'Ein Bild weiter',
    frameOnKey: 'Ein Bild weiter (→)',
    play: 'Abspielen',
    playKey: 'Abspielen (Leertaste)',
    pause: 'Pause',
    pauseKey: 'Pause (Leertaste)',
    ofLength: 'von {length}',
    frame: 'Bild {frame} von {frames}',
    loop: 'Endlos',
    speed: 'Tempo',
    place: 'Stelle in der Aufnahme',
    placeOf: '{place} von {length}',
    asCamera: {
      title: 'Als Kamera abspielen',
      text: 'Sperrt Depthlock und spielt diese Aufnahme anstelle der Kamera ab. Sie öffnet nichts, was mit einer echten Kamera registriert wurde.',
    },
  },
  recognition: {
    title: 'Erkennung',
    firstFrame: 'Das erste Bild wird geprüft …',
    noFace: 'Kein Gesicht in diesem Bild.',
  },
  decisions: {
    'nothing-enrolled': 'Es ist niemand registriert, mit dem sich vergleichen ließe.',
    locked: 'Noch hat niemand lange genug hineingesehen.',
    looking: 'Wird geprüft: noch zu wenige Bilder für eine Entscheidung.',
    unlocked: 'Eine Kamera mit diesem Bild würde {name} hereinlassen.',
    stranger: 'Eine Kamera mit diesem Bild würde abgewiesen: nicht erkannt.',
    undecided:
      'Eine Kamera mit diesem Bild würde abgewiesen: nach zehn Sekunden nicht sicher genug.',
    'not-turned':
      'Eine Kamera mit diesem Bild würde abgewiesen: Der Kopf drehte sich nicht wie verlangt.',
    'eyes-not-seen':
      'Eine Kamera mit diesem Bild würde abgewiesen: Die Augen waren nicht offen zu sehen.',
    'looks-like-a-picture':
      'Eine Kamera mit diesem Bild würde abgewiesen: Es sieht nach einem Foto aus.',
    'too-many-tries': 'Eine Kamera mit diesem Bild hätte ihre Versuche aufgebraucht.',
    'pin-needed': 'Jetzt würde nur die PIN öffnen, was immer eine Kamera zeigt.',
  },
  import: {
    button: 'Importieren …',
    question: 'Was möchtest du importieren?',
    kinds: {
      folder: {
        title: 'Einen Ordner',
        description:
          'Eine Sequenz von TUM RGB-D, ICL-NUIM, 7-Scenes oder SUN RGB-D, einen fakenect-Dump, einen Ordner-Datensatz, die Gesichter von VAP oder Biwi, OpenNI-Bilder, Punktwolken oder Bildpaare. Depthlock erkennt, was es ist.',
      },
      file: {
        title: 'Eine Datei',
        description:
          'Eine Aufnahme von Depthlock (MCAP) von einem anderen Computer, die Liste einer Sequenz oder ein Tiefenbild (PNG, PGM, TIFF, PFM) mit dem Farbbild daneben.',
      },
    },
  },
  export: {
    title: 'Exportieren als',
    formats: {
      recording: {
        title: 'Aufnahme (MCAP)',
        description: 'Die Datei, wie sie ist. Öffnet sich in Depthlock, Foxglove und Lichtblick.',
      },
      tum: {
        title: 'TUM-RGB-D-Ordner',
        description:
          'Farbe und Tiefe als PNG-Bilder mit einer Liste ihrer Zeiten, für die RGB-D-Forschung.',
      },
      ros2: {
        title: 'ROS-2-Bag (MCAP)',
        description:
          'Bilder und Kalibrierung, wie ROS-2-Kameras sie senden. Öffnet sich in ROS 2, Foxglove und Lichtblick.',
      },
      dataset: {
        title: 'Ordner-Datensatz',
        description:
          'Ein Paar PNG-Bilder je Bild und eine Beschreibung, für „depthlock evaluate“ und das Training.',
      },
      fakenect: {
        title: 'fakenect-Dump',
        description: 'Läuft in Programmen für die Kinect v1, als wäre eine angeschlossen.',
      },
      ply: {
        title: 'Punktwolke von Bild {frame} (PLY)',
        description:
          'Ein Bild als farbige Punkte. Öffnet sich in MeshLab, CloudCompare und Blender.',
      },
    },
  },
  jobs: {
    title: 'Importe und Exporte',
    importing: '{name} wird importiert',
    imported: '{name} importiert',
    notImported: '{name} konnte nicht importiert werden',
    exporting: '{name} wird exportiert',
    exported: '{name} exportiert',
    notExported: '{name} konnte nicht exportiert werden',
    waiting: 'Wartet auf die vorige Aufgabe.',
    done: '{done} Bilder',
    doneOf: '{done} von {total} Bildern',
    left: '{frames}, noch {time}',
    cancelling: 'Wird abgebrochen. Nichts wird behalten.',
    finished: '{frames, plural, one {# Bild.} other {# Bilder.}}',
    readWith: 'So gelesen: {numbers}.',
    twoNumbers: '{first}; {second}',
    cancel: 'Abbrechen',
    cancelOf: '{name} abbrechen',
    showInFolder: 'Im Ordner zeigen',
    showOf: '{name} im Ordner zeigen',
    dismiss: 'Ausblenden',
    dismissOf: '{name} ausblenden',
    clearEnded: 'Alle beendeten entfernen',
  },
} as const;
