export const common = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  continue: 'Weiter',
  done: 'Fertig',
  tryAgain: 'Noch einmal',
} as const;
