/** What axe-core finds in the page that is shown (WCAG 2.2 AA and its best practices). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';

declare global {
  interface Window {
    readonly axe?: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const OPTIONS: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

const COLORS: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['color-contrast', 'link-in-text-block'],
};

/** A sentence for each fault. */
export function accessibilityFaults(page: Page): Promise<readonly string[]> {
  return axeFaults(page, OPTIONS);
}

/** A sentence for each text that is hard to tell from what it lies on. */
export function contrastFaults(page: Page): Promise<readonly string[]> {
  return axeFaults(page, COLORS);
}

/** The page takes no script tag, so axe is evaluated in it. */
async function axeFaults(page: Page, options: RunOptions): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  return page.evaluate(async (given) => {
    // Half of a fade-in has half of the contrast.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
    }
    const results = await window.axe?.run(document, given);
    if (results === undefined) throw new Error('axe is not in the page.');
    return results.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ html, any }) => `${id}: ${help}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`,
      ),
    );
  }, options);
}

/**
 * Where the Tab key would jump back: controls with an order of their own, and neighbours of which the later lies above
 * the earlier, in the same part of the page.
 */
export async function focusDisorder(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('dialog:modal') ?? document.body;
    const controls = [
      ...root.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex]'),
    ].filter((control) => control.checkVisibility() && control.tabIndex >= 0);
    const ordered = controls.filter(({ tabIndex }) => tabIndex > 0);
    const jumps = controls.slice(1).flatMap((control, index) => {
      const before = controls[index];
      if (before === undefined || before.parentElement !== control.parentElement) return [];
      const [from, to] = [before.getBoundingClientRect(), control.getBoundingClientRect()];
      const isAbove = to.bottom <= from.top;
      const isBeforeInLine = to.right <= from.left && to.top < from.bottom && to.bottom > from.top;
      return isAbove || isBeforeInLine ? [control] : [];
    });
    return [...ordered, ...jumps].map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}

/** How long live regions are listened to, milliseconds: several frames of the camera, and a steady hint. */
const LISTENED_MS = 400;

/** What a screen reader would say twice: the same words in two live regions, or again and again in one. */
export async function announcements(
  page: Page,
): Promise<{ readonly repeated: readonly string[]; readonly restless: readonly string[] }> {
  return page.evaluate(async (listenedMs) => {
    const LIVE = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
    const regions = [...document.querySelectorAll(LIVE)];
    const words = regions
      .map(({ textContent }) => textContent.trim())
      .filter((text) => text !== '');
    const repeated = words.filter((text, index) =>
      words.some((other, place) => place !== index && other.includes(text)),
    );
    // The first words of a hint may still be held back.
    await new Promise((resolve) => setTimeout(resolve, listenedMs));
    const changes = new Map<string, number>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(LIVE);
        const name = region?.textContent.trim() ?? '';
        if (region !== null && region !== undefined)
          changes.set(name, (changes.get(name) ?? 0) + 1);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    await new Promise((resolve) => setTimeout(resolve, listenedMs));
    observer.disconnect();
    return { repeated, restless: [...changes.keys()] };
  }, LISTENED_MS);
}
