export const notices = {
  gettingReady: 'Depthlock macht sich bereit.',
  startingAgain: 'Depthlock startet von selbst neu.',
  replaying:
    '<strong>Das ist eine Aufnahme, nicht die Kamera.</strong> Sie öffnet nichts, was mit einer echten Kamera registriert wurde.',
  backToCamera: 'Zurück zur Kamera',
  recording: 'Die Kamera wird aufgenommen: <time>{length}</time>',
  stopRecording: 'Aufnahme beenden',
  problems: 'Probleme',
  dismiss: 'Ausblenden',
  lines: {
    show: 'Befehle zeigen',
    hide: 'Befehle ausblenden',
    label: 'Zeilen zum Kopieren',
  },
  unreachable:
    'Das Fenster hat die Verbindung zu Depthlock verloren, darum wurde die letzte Aktion nicht ausgeführt. Schließe das Fenster und öffne es wieder.',
  depthScale: 'Tiefenskala: Warme Farben sind nah, kühle fern',
} as const;
