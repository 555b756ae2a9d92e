/** Links and pictures of pages that lead nowhere. */
import path from 'node:path';

export interface Page {
  /** Below the site's folder, with slashes. */
  readonly file: string;
  readonly html: string;
}

const LINK = /<(?:a|img|link|script|source)\b[^>]*?\s(?:href|src|srcset)="([^"]*)"/g;
const ANCHOR = /\s(?:id|name)="([^"]+)"/g;
const ELSEWHERE = /^(?:[a-z][a-z+.-]*:|\/\/)/i;

/**
 * One line a link: the page, and where it should have led. What lies on other computers is not looked for.
 * @param exists whether a file is there, its path below the site's folder
 */
export function deadLinks(
  pages: readonly Page[],
  exists: (file: string) => boolean,
): readonly string[] {
  const anchors = new Map(pages.map(({ file, html }) => [file, anchorsOf(html)]));
  return pages.flatMap(({ file, html }) =>
    [...html.matchAll(LINK)].flatMap(([, link = '']) => {
      const [target = '', anchor = ''] = decode(link).split('#');
      if (ELSEWHERE.test(target) || (target === '' && anchor === '')) return [];
      const led = target === '' ? file : resolve(file, target);
      const isThere = anchors.get(led)?.has(anchor) ?? (anchor === '' && exists(led));
      return isThere || (anchor === '' && exists(led)) ? [] : [`${file}: ${link}`];
    }),
  );
}

const anchorsOf = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(ANCHOR)].map(([, name = '']) => decode(name)));

/** Of a link as a page has it, without what follows a question mark. */
function resolve(page: string, target: string): string {
  const [file = ''] = target.split('?');
  const led = path.posix.join(path.posix.dirname(page), file);
  return led.endsWith('/') || led === '.' ? path.posix.join(led, 'index.html') : led;
}

const decode = (link: string): string => decodeURIComponent(link.replaceAll('&amp;', '&'));
