/** What may be chosen as a PIN: the window says it while somebody types, main holds to it. */

export const PIN_RULES = {
  digits: 6,
  passphrase: 8,
  longest: 128,
} as const;

/** Guessed first by everybody who guesses. */
const COMMON = [
  ...['password', 'passwort', 'passphrase', 'depthlock', 'letmein', 'iloveyou', 'welcome'],
  ...['qwertyui', 'qwertzui', 'qwerty', 'qwertz', 'asdfghjk', 'abcdefgh', 'azertyui', 'baseball'],
  ...['football', 'sunshine', 'princess', 'superman', 'trustno1', 'kinect'],
];
/** Columns, a diamond and a cross on the pad. */
const ON_THE_PAD = ['147258', '258369', '147369', '741852', '852963', '963852', '159357', '357159'];
const FEWEST_DIFFERENT_DIGITS = 3;
const FEWEST_DIFFERENT_CHARACTERS = 5;

/** Typed alike on every keyboard: Unicode has several ways to write one letter. */
export function normalisedPin(pin: string): string {
  return pin.normalize('NFC');
}

/**
 * Why this may not be chosen as a PIN, as a sentence; null if it may. `name`: whose it would be. Older PINs that do not
 * pass open still.
 */
export function pinFault(pin: string, name = ''): string | null {
  const characters = Array.from(normalisedPin(pin));
  if (characters.length > PIN_RULES.longest) {
    return `That is longer than ${PIN_RULES.longest} characters. Choose a shorter one.`;
  }
  if (/\p{Cc}|\p{Cs}/u.test(pin)) return 'That has characters that cannot be typed again.';
  if (/^[0-9]*$/u.test(pin)) return digitsFault(pin);
  if (characters.length < PIN_RULES.passphrase) {
    return `A passphrase has at least ${PIN_RULES.passphrase} characters; a PIN has digits only.`;
  }
  if (!/\p{L}/u.test(pin)) return 'A passphrase has at least one letter; a PIN has digits only.';
  return passphraseFault(normalisedPin(pin).toLowerCase(), name.normalize('NFC').toLowerCase());
}

function digitsFault(pin: string): string | null {
  if (pin.length < PIN_RULES.digits) {
    return `A PIN has at least ${PIN_RULES.digits} digits: ${PIN_RULES.digits - pin.length} more.`;
  }
  if (new Set(pin).size < FEWEST_DIFFERENT_DIGITS) {
    return 'Too few different digits: that is guessed first. Choose another.';
  }
  if (isRun(pin)) return 'Digits in a row are guessed first. Choose another.';
  if (isRepeated(pin)) return 'The same digits again and again are guessed first. Choose another.';
  if (isDate(pin)) return 'That is a date, and dates are guessed first. Choose another.';
  if (ON_THE_PAD.some((drawn) => pin.includes(drawn))) {
    return 'A line on the pad is guessed first. Choose another.';
  }
  return null;
}

function passphraseFault(passphrase: string, name: string): string | null {
  if (new Set(passphrase).size < FEWEST_DIFFERENT_CHARACTERS || isRepeated(passphrase)) {
    return 'Too few different characters: that is guessed first. Choose another.';
  }
  const letters = passphrase.replaceAll(/[^\p{L}]/gu, '');
  if (COMMON.some((common) => letters === common || passphrase === common)) {
    return 'That is one of the passphrases guessed first. Choose another.';
  }
  const words = name.split(/\s+/u).filter((word) => word.length > 2);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), passphrase);
  if (Array.from(rest).length < PIN_RULES.passphrase / 2) {
    return 'A name is guessed first. Choose something that has nothing to do with it.';
  }
  return null;
}

/** 123456, 987654, 135790: the same step each time, around 9 and 0. */
function isRun(pin: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < pin.length; i += 1)
    steps.add((Number(pin[i]) - Number(pin[i - 1]) + 10) % 10);
  return steps.size === 1;
}

function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (part.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

/** As written in six or eight digits, day, month and year in any usual order. */
function isDate(pin: string): boolean {
  if (pin.length === 8) {
    const [a, b, c, d] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4), pin.slice(0, 4)];
    return (
      (isYear(c) && isDayAndMonth(a, b)) ||
      (isYear(d) && isDayAndMonth(pin.slice(4, 6), pin.slice(6)))
    );
  }
  if (pin.length !== 6) return false;
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)];
  return isDayAndMonth(a, b) || isDayAndMonth(b, c);
}

const isYear = (text: string): boolean => Number(text) >= 1900 && Number(text) <= 2099;

function isDayAndMonth(a: string, b: string): boolean {
  const [first, second] = [Number(a), Number(b)];
  const isDay = (n: number): boolean => n >= 1 && n <= 31;
  const isMonth = (n: number): boolean => n >= 1 && n <= 12;
  return (isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second));
}
