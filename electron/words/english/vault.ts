/** PIN and recovery code, wherever one is chosen or shown. */
export const vault = {
  pinRules:
    'At least {digits, number} digits, or a passphrase of at least {characters, number} characters.',
  showPin: 'Show PIN',
  hidePin: 'Hide PIN',
  code: {
    title: 'Write this down.',
    text: 'This recovery code opens Depthlock on the day when your computer has lost its keyring, or you your PIN. It is shown this once and stored nowhere: keep it on paper, away from this computer.',
    done: 'I have written it down',
    label: 'Recovery code',
    spelled: 'Recovery code: {code}',
  },
} as const;
