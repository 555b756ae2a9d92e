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
  /** What is shortened shows at least this much of itself, CSS pixels. */
  const LEAST_SHORTENED = 24;
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

  const leaves = (line: DOMRect, { left, right }: { left: number; right: number }): boolean =>
    line.left < left - SLACK || line.right > right + SLACK;
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

  interface Clip {
    readonly around: Element;
    readonly cutsX: boolean;
    readonly cutsY: boolean;
  }
  const knownClips = new Map<Element, readonly Clip[]>();
  /** What around an element hides what leaves it. */
  const clipsAround = (element: Element): readonly Clip[] => {
    const around = element.parentElement;
    if (around === null || element.matches('dialog:modal')) return [];
    const known = knownClips.get(around);
    if (known !== undefined) return known;
    const { overflowX, overflowY } = getComputedStyle(around);
    const own = { around, cutsX: overflowX !== 'visible', cutsY: overflowY !== 'visible' };
    const clips = [...(own.cutsX || own.cutsY ? [own] : []), ...clipsAround(around)];
    knownClips.set(around, clips);
    return clips;
  };
  const isShortened = (element: Element): boolean =>
    getComputedStyle(element).textOverflow === 'ellipsis' ||
    clipsAround(element).some(({ around }) => getComputedStyle(around).textOverflow === 'ellipsis');

  /** What a person sees of an element: cut by everything around it that hides what leaves it. */
  const seen = (element: Element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const box = { left, top, right, bottom };
    const cut = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (const { around, cutsX, cutsY } of clipsAround(element)) {
      const edge = around.getBoundingClientRect();
      if (cutsX) {
        cut.left = Math.max(cut.left, edge.left);
        cut.right = Math.min(cut.right, edge.right);
      }
      if (cutsY) {
        cut.top = Math.max(cut.top, edge.top);
        cut.bottom = Math.min(cut.bottom, edge.bottom);
      }
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
    // A bar that only shows may be thin.
    if (height < room - SLACK || height < Math.min(8, box.bottom - box.top)) {
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
      (target.contains(top) ||
        top.contains(target) ||
        top.closest('label')?.contains(target) ||
        // What lies on a picture is meant to.
        (target.matches('[role]') && target.closest('figure, div')?.parentElement?.contains(top)));
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
    const isCutShort = isShortened(element);
    if (isCutShort && element.getBoundingClientRect().width < LEAST_SHORTENED) {
      found.push(`${called(element)}: nothing is left of its text.`);
    }
    const { box, cut } = seen(element);
    const isInline = getComputedStyle(element).display === 'inline';
    const range = document.createRange();
    for (const node of text) {
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()];
      if (!isCutShort && lines.some((line) => leaves(line, cut))) {
        found.push(`${called(element)}: its text leaves what can be seen.`);
      }
      if (!isCutShort && !isInline && lines.some((line) => leaves(line, box))) {
        found.push(`${called(element)}: its text leaves its own box.`);
      }
      const letters = (node.textContent ?? '').trim().length;
      // Numbers and words that are read in opposite directions are rectangles of one line.
      const count = new Set(lines.map(({ top }) => Math.round(top))).size;
      if (count > 2 && letters / count < FEWEST_LETTERS) {
        found.push(`${called(element)}: its text is broken into letters.`);
      }
    }
  }

  for (const element of root.querySelectorAll('*')) {
    if (element.scrollTop > 0) element.scrollTop = 0;
  }
  return [...new Set(found)];
}
