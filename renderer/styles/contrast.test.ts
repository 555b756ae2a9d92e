// eslint-disable-next-line boundaries/dependencies -- a test runs in Node, never in a page
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** The light and the dark value of a colour token, as written in tokens.css. */
function valuesOf(token: string): Readonly<Record<'light' | 'dark', Color>> {
  const source = new RegExp(`--${token}: light-dark\\((.+)\\);`, 'u').exec(tokens)?.[1];
  if (source === undefined) throw new Error(`tokens.css has no --${token}.`);
  const [light = '', dark = ''] = source.split(/,\s*(?=#|rgb)/u);
  return { light: parseColor(light), dark: parseColor(dark) };
}

function parseColor(text: string): Color {
  if (text.startsWith('#')) {
    const value = Number.parseInt(text.slice(1), 16);
    return [value >> 16, (value >> 8) & 255, value & 255, 1];
  }
  const [red = NaN, green = NaN, blue = NaN, alpha = NaN] = (text.match(/[\d.]+/gu) ?? []).map(
    Number,
  );
  return [red, green, blue, alpha / 100];
}

function over([r, g, b, alpha]: Color, [br, bg, bb]: Color): Color {
  const mix = (top: number, bottom: number): number => alpha * top + (1 - alpha) * bottom;
  return [mix(r, br), mix(g, bg), mix(b, bb), 1];
}

/** Relative luminance, WCAG 2.2. */
function luminance([red, green, blue]: Color): number {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, WCAG 2.2. */
function contrast(a: Color, b: Color): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = ['light', 'dark'] as const;
const GROUNDS = ['background', 'glow', 'surface', 'surface-raised', 'surface-sunken'];
const TEXTS = ['text', 'text-soft', 'text-faint', 'accent', 'warning', 'danger'];

describe.each(THEMES)('contrast in the %s theme (WCAG AA)', (theme) => {
  const color = (token: string): Color => valuesOf(token)[theme];

  it.each(GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground] as const)))(
    '%s reads on %s',
    (text, ground) => {
      expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['warning', 'danger', 'accent'])('%s reads on its own tint', (tone) => {
    for (const ground of GROUNDS) {
      const tint = over(color(`${tone}-soft`), color(ground));
      expect(contrast(color(tone), tint)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('the main button reads', () => {
    expect(contrast(color('on-button'), color('button'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color('on-button'), color('button-hover'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['line-1', 'line-2', 'line-3', 'line-4', 'line-strong'])('%s can be seen', (line) => {
    const drawn = over(color(line), color('surface'));
    expect(contrast(drawn, color('surface'))).toBeGreaterThanOrEqual(3);
  });
});
