/** The one thing a test here needs of Node. The window itself runs without Node, so it has no types of it. */
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
}
