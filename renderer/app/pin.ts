/** Digits of a PIN. Main checks the same limits; here they only keep a person from a useless try. */
export const PIN_LENGTH = { min: 4, max: 12 } as const;

/** Keeps the digits of what was typed, at most the longest PIN. */
export function onlyDigits(text: string): string {
  return text.replace(/[^0-9]/gu, '').slice(0, PIN_LENGTH.max);
}
