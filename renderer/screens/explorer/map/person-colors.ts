/** Hue step from person to person that keeps neighbours in the list distinct, degrees. */
const GOLDEN_ANGLE = 137.508;
const FIRST_HUE = 168;

/** Lightness and saturation that read on the ground of each theme, percent. */
const TONES = { dark: { s: 62, l: 68 }, light: { s: 68, l: 36 } } as const;
export type Tone = keyof typeof TONES;

/** A colour for each person, as `#rrggbb`; nobody known is grey. */
export function personColor(index: number | null, tone: Tone): string {
  const { s, l } = TONES[tone];
  return index === null ? hex(0, 0, l) : hex((FIRST_HUE + index * GOLDEN_ANGLE) % 360, s, l);
}

/** From hue in degrees, saturation and lightness in percent (CSS Color 4, section 7.1). */
function hex(hue: number, saturation: number, lightness: number): string {
  const [s, l] = [saturation / 100, lightness / 100];
  const channel = (n: number): string => {
    const k = (n + hue / 30) % 12;
    const value = l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
