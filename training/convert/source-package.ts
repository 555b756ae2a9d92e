import { withNpmPackage } from '../npm-package.ts';

/** The npm package the models come from, pinned by content. */
export const SOURCE_PACKAGE = {
  name: '@vladmandic/human',
  version: '3.3.6',
  tarball: 'vladmandic-human-3.3.6.tgz',
  integrity:
    'sha512-Nr5mPfq1gQ+uKeXY5uM3Fj8UxvF5CEh2s6txM5wRThqaW0mF9huooOuZSrT8hhGho0hGaXLFdAwfD/2+teCv6A==',
} as const;

/** Passes the unpacked models and licence of the pinned package to `use`; see `withNpmPackage`. */
export function withSourcePackage<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const { name, version } = SOURCE_PACKAGE;
  const pinned = { ...SOURCE_PACKAGE, specifier: `${name}@${version}` };
  return withNpmPackage(pinned, ['package/models', 'package/LICENSE'], use);
}
