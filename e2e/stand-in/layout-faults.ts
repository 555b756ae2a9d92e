/** Looks for what a person could not see, reach or read in the page that is shown. */
import type { Page } from 'playwright';

/** A sentence for each fault; empty in a sound page. Scrolls, and leaves the page scrolled to its start. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(findFaults);
}

/** Runs in the page, so it carries all that it needs. */
async function findFaults(): Promise<readonly string[]> {
  /** Rounding of positions, CSS pixels. */
  const SLACK = 1;
  /** Words of a line that are no words any more: letters. */
  const FEWEST_LETTERS = 4;
  const CONTROLS =
    'a[href], button, input, select, textarea, summary, [tabindex="0"], [role="img"], [role="progressbar"]';
  const TEXTS = 'h1, h2, h3, p, li, dt, dd, td, th, label, legend, time, strong, figcaption';
  /** Lines of a shell or of a table of figures may be scrolled sideways by themselves; a page may not. */
  const SCROLLS_SIDEWAYS = 'pre, [data-scrolls-sideways]';

  const found: string[] = [];
  // A transition that still runs would be measured in its middle.
  for (const animation of document.getAnimations()) {
    const timing = animation.effect?.getComputedTiming();
    if (timing?.iterations !== Infinity) animation.finish();
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));

  const called = (element: Element): string => {
    const name =
      element.getAttribute('data-testid') ??
      element.getAttribute('aria-label') ??
      element.textContent.trim().slice(0, 40);
    return `${element.tagName.toLowerCase()} “${name}”`;
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('.visually-hidden, [aria-hidden="true"], [inert]') === null;

  const root = document.querySelector('dialog:modal') ?? document.body;
  const { innerWidth, innerHeight } = window;

  /** What a person sees of an element: cut by everything around it that hides what leaves it. */
  const seen = (element: Element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const box = { left, top, right, bottom };
    const cut = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      if (overflowX !== 'visible') {
        cut.left = Math.max(cut.left, edge.left);
        cut.right = Math.min(cut.right, edge.right);
      }
      if (overflowY !== 'visible') {
        cut.top = Math.max(cut.top, edge.top);
        cut.bottom = Math.min(cut.bottom, edge.bottom);
      }
      if (position === 'fixed' || around.matches('dialog:modal')) break;
    }
    return { box, cut };
  };

  const scrolling = document.documentElement;
  if (scrolling.scrollWidth > innerWidth + SLACK) {
    found.push(`The page is ${scrolling.scrollWidth} wide, the window ${innerWidth}.`);
  }
  for (const element of root.querySelectorAll('*')) {
    if (element.closest(SCROLLS_SIDEWAYS) !== null || !isShown(element)) continue;
    const { overflowX } = getComputedStyle(element);
    if (overflowX !== 'auto' && overflowX !== 'scroll') continue;
    if (element.scrollWidth > element.clientWidth + SLACK) {
      found.push(
        `${called(element)} (${element.className}) scrolls sideways: ${element.scrollWidth} in ${element.clientWidth}.`,
      );
    }
  }

  for (const element of root.querySelectorAll(CONTROLS)) {
    // A hidden radio button or check box is pressed by its label.
    const hidden = element.closest('.visually-hidden');
    const target = hidden === null ? element : hidden.closest('label');
    if (target === null || !isShown(target)) continue;
    target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const { box, cut } = seen(target);
    const width = Math.min(box.right, cut.right) - Math.max(box.left, cut.left);
    const height = Math.min(box.bottom, cut.bottom) - Math.max(box.top, cut.top);
    const isSideways = target.closest(SCROLLS_SIDEWAYS) !== null;
    if (!isSideways && width < box.right - box.left - SLACK) {
      found.push(
        `${called(target)} is cut at its side: ${Math.round(width)} of ${Math.round(box.right - box.left)}.`,
      );
      continue;
    }
    const room = Math.min(box.bottom - box.top, cut.bottom - cut.top, innerHeight);
    if (height < room - SLACK || height < 8) {
      found.push(
        `${called(target)} is cut above or below: ${Math.round(height)} of ${Math.round(box.bottom - box.top)}.`,
      );
      continue;
    }
    const x = (Math.max(box.left, cut.left) + Math.min(box.right, cut.right)) / 2;
    const y = (Math.max(box.top, cut.top) + Math.min(box.bottom, cut.bottom)) / 2;
    const top = document.elementFromPoint(x, y);
    const isOn =
      top !== null &&
      (target.contains(top) || top.contains(target) || top.closest('label')?.contains(target));
    if (!isOn && getComputedStyle(target).pointerEvents !== 'none') {
      found.push(`${called(target)} is covered by ${top === null ? 'nothing' : called(top)}.`);
    }
  }

  for (const element of root.querySelectorAll<HTMLElement>(`${TEXTS}, button, span`)) {
    if (!isShown(element) || element.closest(SCROLLS_SIDEWAYS) !== null) continue;
    const text = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
    if (text.length === 0) continue;
    const range = document.createRange();
    for (const node of text) {
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()];
      const { cut } = seen(element);
      const isShortened = getComputedStyle(element).textOverflow === 'ellipsis';
      for (const line of lines) {
        if (line.left < cut.left - SLACK || line.right > cut.right + SLACK) {
          found.push(`${called(element)}: its text leaves what can be seen.`);
          break;
        }
        const own = element.getBoundingClientRect();
        if (!isShortened && (line.right > own.right + SLACK || line.left < own.left - SLACK)) {
          if (getComputedStyle(element).display !== 'inline') {
            found.push(`${called(element)}: its text leaves its own box.`);
            break;
          }
        }
      }
      const letters = (node: Node): number => (node.textContent ?? '').trim().length;
      if (lines.length > 2 && letters(node) / lines.length < FEWEST_LETTERS) {
        found.push(`${called(element)}: its text is broken into letters.`);
      }
      if (isShortened && element.clientWidth < 24) {
        found.push(`${called(element)}: nothing is left of its text.`);
      }
    }
  }

  for (const element of root.querySelectorAll('*')) {
    if (element.scrollTop > 0) element.scrollTop = 0;
  }
  return [...new Set(found)];
}
