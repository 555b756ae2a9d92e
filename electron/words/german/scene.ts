export const scene = {
  scripts: {
    idle: 'Sieht in die Kamera',
    'head-circle': 'Kopf kreist zweimal',
    'look-around': 'Sieht sich um',
    approach: 'Kommt näher',
  },
  presentations: {
    person: 'Die Person',
    'print-flat': 'Ein Foto, hochgehalten',
    'print-bent': 'Ein Foto, gebogen',
    'print-folded': 'Ein Foto, gefaltet',
    'print-nose': 'Ein Foto, Nase herausgeklappt',
    'print-eye-holes': 'Ein Foto mit Augenlöchern',
    'print-near': 'Ein Foto vor einem Gesicht',
    tablet: 'Ein Tablet',
    asleep: 'Die Person, schlafend',
    'generic-mask': 'Eine Maske ohne eigene Form',
    'paper-mask': 'Eine Papiermaske',
    'colour-on-other-head': 'Ein anderer Kopf, geschminkt',
    'head-copy': 'Eine 3D-Kopie des Kopfs',
  },
} as const;
