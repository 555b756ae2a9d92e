/** The only parts of Node that tests here need. The window itself runs without Node, so it has no types for it. */
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
  export function readdirSync(
    path: URL,
    options: { readonly recursive: true; readonly encoding: 'utf8' },
  ): string[];
}
