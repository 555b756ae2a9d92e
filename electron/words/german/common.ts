export const common = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  continue: 'Weiter',
  done: 'Fertig',
  keep: 'Behalten',
  save: 'Sichern',
  tryAgain: 'Noch einmal',
  twoSentences: '{first} {second}',
} as const;
