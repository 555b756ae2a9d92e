export const dialogs = {
  import: 'Importieren',
  export: 'Exportieren',
  save: 'Sichern',
  choose: 'Wählen',
  folders: {
    dataset: 'Ordner-Datensatz wählen',
    data: 'Ordner der öffentlichen Daten wählen',
    people: 'Datensatz von Personen wählen',
  },
  inputs: {
    folder: 'Ordner importieren',
    file: 'Datei importieren',
  },
  recordingsAndPictures: 'Aufnahmen und Tiefenbilder',
  openRecording: 'Aufnahme öffnen',
  recordings: 'Aufnahmen',
  allFiles: 'Alle Dateien',
  dropped: {
    question: '{name} importieren?',
    detail: '{path}\n\nEine Kopie kommt zu den Aufnahmen von Depthlock.',
  },
  encoding: {
    question: 'Was bedeuten die Werte in {name}?',
    detail:
      'Ein Tiefen-PNG sagt es nicht. Wenn sonst nichts bekannt ist, versuche es mit Millimetern: Bei falscher Wahl ist alles zu nah oder zu fern.',
    millimetres: 'Millimeter',
    tum: 'TUM: 5000 pro Meter',
    sun: 'SUN RGB-D: rotierte Bits',
  },
  outputs: {
    recording: 'Kopie der Aufnahme exportieren',
    tum: 'Als TUM-RGB-D-Ordner exportieren',
    ros2: 'Als ROS-2-Bag exportieren',
    fakenect: 'Als fakenect-Dump exportieren',
    dataset: 'Als Ordner-Datensatz exportieren',
    ply: 'Ein Einzelbild als Punktwolke exportieren',
    numbers: 'Messwerte sichern',
    activity: 'Aktivität exportieren',
  },
  figures: {
    svg: 'Bild exportieren',
    png: 'Bild exportieren',
    csv: 'Embeddings exportieren',
    tensorboard: 'Für den TensorBoard-Projector exportieren',
  },
  views: {
    png: 'Bild sichern',
    ply: 'Punktwolke sichern',
  },
  files: {
    svg: 'Zeichnung',
    png: 'Bild',
    mcap: 'MCAP-Aufnahme',
    ply: 'Punktwolke',
    json: 'Messwerte eines Tests',
    csv: 'Tabelle',
  },
} as const;
