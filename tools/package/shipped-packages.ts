/** The npm packages whose code a package for people holds: in the bundles, as their source maps tell, and beside them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says it, an SPDX expression; empty if it says nothing. */
  readonly licence: string;
  /** Absolute. */
  readonly folder: string;
}

const sourceMap = z.object({ sources: z.array(z.string()) });
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
});

/**
 * Sorted by name.
 * @param root the checkout, with `dist/` built
 * @param packed paths of files in the archive, of which those in `node_modules` count
 */
export function shippedPackages(
  root: string,
  packed: readonly string[],
): readonly ShippedPackage[] {
  const folders = new Set([
    ...bundledFolders(path.join(root, 'dist')),
    ...packed.flatMap(folderOf),
  ]);
  return [...folders]
    .map((folder) => path.join(root, folder))
    .filter((folder) => existsSync(path.join(folder, 'package.json')))
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function bundledFolders(dist: string): string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.map'))
    .map((file) => sourceMap.parse(JSON.parse(readFileSync(path.join(dist, file), 'utf8'))))
    .flatMap(({ sources }) => sources.flatMap(folderOf));
}

/** `node_modules/a` of `../../node_modules/a/b.js`; the innermost one where they are nested. */
export function folderOf(file: string): string[] {
  const found = /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/@]+)\//.exec(
    file.replaceAll('\\', '/'),
  );
  return found?.[1] === undefined ? [] : [found[1]];
}

function describe(folder: string): ShippedPackage {
  const { name, version, license } = manifest.parse(
    JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')),
  );
  const licence = typeof license === 'object' ? license.type : (license ?? '');
  return { name, version, licence, folder };
}
