export const vault = {
  pinRules:
    'Mindestens {digits, number} Ziffern, oder eine Passphrase mit mindestens {characters, number} Zeichen.',
  showPin: 'PIN zeigen',
  hidePin: 'PIN verbergen',
  code: {
    title: 'Schreibe das auf.',
    text: 'Dieser Wiederherstellungscode öffnet Depthlock, falls dein Computer seinen Schlüsselbund verliert oder du deine PIN vergisst. Er wird nur dieses eine Mal gezeigt und nirgends gespeichert: Bewahre ihn auf Papier auf, nicht bei diesem Computer.',
    done: 'Ich habe ihn aufgeschrieben',
    label: 'Wiederherstellungscode',
    spelled: 'Wiederherstellungscode: {code}',
  },
} as const;
