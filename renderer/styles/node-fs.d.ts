/** The only part of Node that a test here needs. The window itself runs without Node, so it has no types for it. */
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
}
