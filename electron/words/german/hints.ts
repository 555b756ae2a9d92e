export const hints = {
  nobody: 'Setze dich vor die Kamera.',
  'move-closer': 'Komm etwas näher.',
  'move-back': 'Geh etwas zurück.',
  'centre-face': 'Bringe dein Gesicht in die Mitte.',
  'more-light': 'Es ist zu dunkel. Suche dir etwas mehr Licht.',
  'too-bright': 'Hier ist es zu hell. Drehe dich vom Licht weg.',
  'hold-still': 'Halte kurz still.',
  'too-fast': 'Etwas langsamer.',
  'look-at-camera': 'Schau in die Kamera.',
  'open-your-eyes': 'Bitte öffne die Augen.',
  'turn-head-left': 'Drehe den Kopf ein wenig nach links.',
  'turn-head-right': 'Drehe den Kopf ein wenig nach rechts.',
  'turn-head-up': 'Hebe das Kinn ein wenig.',
  'turn-head-down': 'Senk das Kinn ein wenig.',
  'press-a-key': 'Drücke eine Taste, oder schau kurz weg.',
  'enrol-again':
    'Du bist mit einer früheren Version registriert, die für diese Sicherheitsstufe nicht genug gemessen hat. Entsperre mit der PIN und registriere dich neu.',
  'only-one-person': 'Bitte nur eine Person.',
  'face-covered': 'Nimm ab, was dein Gesicht verdeckt.',
  'camera-covered': 'Etwas verdeckt die Kamera.',
  'no-depth':
    'Hier kann die Kamera dich nicht messen. Geh etwas zurück, weg von Glas und Sonnenlicht.',
  'camera-slow': 'Die Kamera liefert nur wenige Bilder pro Sekunde, darum dauert es etwas länger.',
  'camera-unsteady':
    'Die Bilder kommen stoßweise, darum dauert es länger. Wenn es so bleibt, stecke die Kamera neu ein.',
  computerBusy: 'Dieser Computer ist ausgelastet, darum dauert es etwas länger.',
} as const;
