/** Text that is already markup; everything else is escaped when inserted into a page. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | readonly Content[] | null;

/** Template tag for HTML and SVG: values are escaped, lists are joined, null becomes nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const markup = strings.reduce(
    (sum, text, i) => sum + text + (i < values.length ? render(values[i] ?? null) : ''),
    '',
  );
  return { markup };
}

/** For our own style sheets and scripts, which must not be escaped. */
export const trusted = (markup: string): Markup => ({ markup });

function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  if ('markup' in content) return content.markup;
  return content.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
