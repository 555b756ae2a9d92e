/** Digits of a PIN. Main checks the same limits; here they only save a person a useless try. */
export const PIN_LENGTH = { min: 4, max: 12 } as const;

/** The digits among the typed characters, up to the length of the longest PIN. */
export function onlyDigits(text: string): string {
  return text.replace(/[^0-9]/gu, '').slice(0, PIN_LENGTH.max);
}
