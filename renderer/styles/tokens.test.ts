/** Style sheets take colours, sizes, space and motion from tokens.css, and name sides by the direction of reading. */
// eslint-disable-next-line boundaries/dependencies -- a test runs in Node, never in a page
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const RENDERER = new URL('..', import.meta.url);
const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const sheets = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.css') && !file.endsWith('tokens.css'),
);

/** Read by screen readers only: its one pixel is no size. */
const NOT_SEEN = /\.visually-hidden \{[^}]*\}/gu;

interface Declaration {
  readonly at: string;
  readonly property: string;
  readonly value: string;
}

const declarations: readonly Declaration[] = sheets.flatMap((file) => {
  const text = readFileSync(new URL(file, RENDERER), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(NOT_SEEN, '');
  return [...text.matchAll(/(?<=[{;]\s*)([a-z-]+):\s*([^;{}]+);/gu)].map(
    ([, property = '', value = '']) => ({
      ...{ at: `${file}: ${property}: ${value.replace(/\s+/gu, ' ')}`, property, value },
    }),
  );
});

const where = (isFault: (declaration: Declaration) => boolean): readonly string[] =>
  declarations.filter(isFault).map(({ at }) => at);

describe('style sheets', () => {
  it('are all read', () => {
    expect(sheets.length).toBeGreaterThan(40);
    expect(declarations.length).toBeGreaterThan(1000);
  });

  it('name no colour of their own', () => {
    const raw =
      /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color)a?\(|\b(?:white|black|red|green|blue)\b/iu;
    expect(where(({ value }) => raw.test(value))).toEqual([]);
  });

  it('name no size of type of their own', () => {
    const isSize = (property: string): boolean => property === 'font-size' || property === 'font';
    expect(
      where(
        ({ property, value }) =>
          isSize(property) && !/^(?:var\(--size-[a-z]+\)|inherit)$/u.test(value),
      ),
    ).toEqual([]);
  });

  it('name no duration and no curve of their own', () => {
    const raw = /(?<![\w-])[\d.]+m?s\b|cubic-bezier/u;
    expect(where(({ value }) => raw.test(value))).toEqual([]);
  });

  it('take space and radii from the scales; a hairline is one pixel', () => {
    const spaced = /^(?:padding|margin|gap|row-gap|column-gap|border-radius)/u;
    const raw = /(?<![\w.-])(?!1px)[\d.]+(?:px|rem)/u;
    expect(where(({ property, value }) => spaced.test(property) && raw.test(value))).toEqual([]);
  });

  it('measure in what grows with the window, but for lines', () => {
    const size =
      /^(?:min-|max-)?(?:width|height|inline-size|block-size)$|^flex|^grid|^inset|^top|^bottom/u;
    const raw = /(?<![\w.-])(?:[4-9]|\d{2,})(?:\.\d+)?px/u;
    expect(where(({ property, value }) => size.test(property) && raw.test(value))).toEqual([]);
  });

  it('know no left and no right', () => {
    const physical = /^(?:(?:margin|padding|border)-(?:left|right)|left|right|float)(?:-|$)/u;
    const isFault = ({ property, value }: Declaration): boolean =>
      physical.test(property) || (property === 'text-align' && /left|right/u.test(value));
    expect(where(isFault)).toEqual([]);
  });

  it('use only tokens that there are', () => {
    const known = new Set([...tokens.matchAll(/^\s+(--[\w-]+):/gmu)].map(([, name]) => name));
    // Set by the element itself or by its component.
    const own = new Set(
      declarations.map(({ property }) => property).filter((name) => name.startsWith('--')),
    );
    const unknown = declarations.flatMap(({ at, value }) =>
      [...value.matchAll(/var\((--[\w-]+)/gu)].flatMap(([, name = '']) =>
        known.has(name) || own.has(name) || name === '--aspect' ? [] : [`${at} (${name})`],
      ),
    );
    expect(unknown).toEqual([]);
  });
});
