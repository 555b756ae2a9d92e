export const welcome = {
  title: 'Dein Gesicht öffnet dieses Schloss.',
  text: 'Depthlock sieht dein Gesicht in Farbe und in der Tiefe, darum öffnet ein Bild von dir es nicht. Lass den Kopf zweimal kreisen; von da an genügt ein Blick.',
  enrol: 'Gesicht registrieren',
  private: 'Nichts verlässt diesen Computer, und kein Bild von dir wird behalten.',
  noCamera: 'Keine Kamera in Gebrauch',
  lookingForCamera: 'Kamera wird gesucht …',
  settings: 'Einstellungen',
} as const;
