/** The notices of a package for people: every package in it with its licence, the models, Electron and Chromium. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ShippedPackage } from './shipped-packages.ts';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|third[-_]party)/i;
const RULE = '-'.repeat(100);

export interface Notices {
  readonly text: string;
  /** Packages that name no licence at all: a sentence each. */
  readonly faults: readonly string[];
}

/** @param ownNotices `docs/notices.md`: models and people */
export function notices(packages: readonly ShippedPackage[], ownNotices: string): Notices {
  const parts = packages.map((shipped) => ({ shipped, texts: licenceTexts(shipped.folder) }));
  const sections = parts.map(({ shipped, texts }) =>
    [
      `${shipped.name} ${shipped.version}`,
      `Licence: ${shipped.licence === '' ? 'see below' : shipped.licence}`,
      ...texts.map((text) => `\n${text.trim()}`),
    ].join('\n'),
  );
  return {
    text: [INTRODUCTION, ownNotices.trim(), ...sections].join(`\n\n${RULE}\n\n`).concat('\n'),
    faults: parts
      .filter(({ shipped, texts }) => shipped.licence === '' && texts.length === 0)
      .map(({ shipped }) => `${shipped.name} ${shipped.version} names no licence.`),
  };
}

const INTRODUCTION = `Depthlock holds work of others, with thanks. Their licences follow.

Electron's own licence is in LICENSE.electron.txt, and those of Chromium and of what it holds in LICENSES.chromium.html,
both beside the program.`;

/** In the order of their names, so that the same packages give the same text. */
function licenceTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}
