/** Words of more than one screen. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  continue: 'Continue',
  done: 'Done',
  keep: 'Keep',
  save: 'Save',
  tryAgain: 'Try again',
  twoSentences: '{first} {second}',
} as const;
