/** Words of more than one screen. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  continue: 'Continue',
  done: 'Done',
  tryAgain: 'Try again',
} as const;
