/** One walk through every view of the stand-in that looks for everything a person could not see, reach or read. */
import type { Page } from 'playwright';
import { accessibilityFaults, contrastFaults, focusDisorder } from './accessibility-faults.ts';
import { layoutFaults } from './layout-faults.ts';
import type { StandIn, WindowSize } from './stand-in.ts';
import { allViews } from './views.ts';

const COMMON: WindowSize = { name: '1180 × 800', width: 1180, height: 800 };
const SIZES: readonly WindowSize[] = [
  { name: '320 × 480', width: 320, height: 480 },
  { name: '480 × 600', width: 480, height: 600 },
  { name: '900 × 600', width: 900, height: 600 },
  COMMON,
  { name: '1920 × 1080', width: 1920, height: 1080 },
  { name: '3840 × 2160', width: 3840, height: 2160 },
  { name: '1180 × 800 at 200 %', width: 590, height: 400, density: 2 },
  { name: '1180 × 800 at 300 %', width: 393, height: 267, density: 3 },
];
/** A page that is told its new size lays itself out a frame later, on a busy machine some frames. */
const SETTLES_MS = 300;
const LOOKS_AGAIN = 5;
/** In other languages, whose words are longer or shorter: what is narrow and what is not. */
const TRANSLATED = SIZES.filter(({ width }) => width <= 393 || width === 1180);
/** Mirrored, what is narrow and what is not. */
const MIRRORED = SIZES.filter(({ width }) => width === 320 || width === 1180);

/** Sentences, each beginning with the name of its view. */
export interface ViewFaults {
  /** What leaves the window or its box, is covered, or scrolls sideways, read from left to right. */
  readonly layout: readonly string[];
  /** The same in German and in Chinese. */
  readonly translated: readonly string[];
  /** The same, read from right to left. */
  readonly mirrored: readonly string[];
  /** What axe-core finds in the dark theme. */
  readonly axe: readonly string[];
  /** What axe-core finds in the light theme, where only colours differ. */
  readonly contrast: readonly string[];
  /** Controls that the Tab key reaches in another order than one reads. */
  readonly focus: readonly string[];
}

/** Loads each view once: that is what costs. The stand-in may not be used meanwhile. */
export async function walkViews(standIn: StandIn): Promise<ViewFaults> {
  const { page } = standIn;
  const faults = { layout: [], translated: [], mirrored: [], axe: [], contrast: [], focus: [] } as {
    [Kind in keyof ViewFaults]: string[];
  };
  for (const { name, query, size: common = COMMON, open } of allViews(standIn.states)) {
    const note = (kind: keyof ViewFaults, where: string, found: readonly string[]): void => {
      faults[kind].push(...found.map((fault) => `${name}${where}: ${fault}`));
    };
    await standIn.resize(common);
    await standIn.show({ ...query, theme: 'dark', frames: '16' });
    await open?.(page);
    note('focus', '', await focusDisorder(page));
    note('axe', '', await accessibilityFaults(page));
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
    note('contrast', '', await contrastFaults(page));
    for (const [kind, direction, sizes] of [
      ['layout', 'ltr', SIZES],
      ['mirrored', 'rtl', MIRRORED],
    ] as const) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      for (const size of sizes) {
        await standIn.resize(size);
        note(kind, `, ${size.name}`, await lastingFaults(page));
      }
    }
    await page.evaluate(() => (document.documentElement.dir = 'ltr'));
    for (const language of ['de', 'zh'] as const) {
      await standIn.speak(language);
      for (const size of TRANSLATED) {
        await standIn.resize(size);
        note('translated', `, ${language}, ${size.name}`, await lastingFaults(page));
      }
    }
  }
  return faults;
}

/** Faults that are still there once the page has settled. */
async function lastingFaults(page: Page): Promise<readonly string[]> {
  let found = await layoutFaults(page);
  for (let again = 0; found.length > 0 && again < LOOKS_AGAIN; again++) {
    await page.waitForTimeout(SETTLES_MS);
    found = await layoutFaults(page);
  }
  return found;
}
