/** `npm run site`: the pages of docs/ and the engine's API as a site in out/site, made by TypeDoc. */
import path from 'node:path';
import {
  Application,
  Converter,
  KindRouter,
  type DocumentReflection,
  type Reflection,
} from 'typedoc';
import { root } from '../child.ts';
import { isMain } from '../is-main.ts';
import { CHAPTERS, MODULES } from './pages.ts';

const absolute = (file: string): string => path.join(root, file);
const OUT = absolute('out/site');
const TITLE = /^# (.+)$/m;

/** Documents have the addresses of their files, whatever their titles. */
const stems = new WeakMap<Reflection, string>();

class PageRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    const stem = stems.get(reflection);
    if (stem === undefined) return super.getIdealBaseName(reflection);
    return `documents/${path.basename(stem)}`;
  }
}

/**
 * Replaces the folder `out` by the site. Throws where a page or a module is missing or cannot be read.
 * @returns sentences of TypeDoc about what it doubts
 */
export async function buildSite(out = OUT): Promise<readonly string[]> {
  const app = await Application.bootstrap({
    name: 'Depthlock',
    readme: absolute('README.md'),
    projectDocuments: Object.values(CHAPTERS).flat().map(absolute),
    entryPoints: MODULES.map(absolute),
    tsconfig: absolute('tools/site/typedoc.tsconfig.json'),
    // `npm run typecheck` checks types.
    skipErrorChecking: true,
    basePath: root,
    disableGit: true,
    disableSources: true,
    out,
    cleanOutputDir: true,
    router: 'pages',
    customCss: absolute('tools/site/site.css'),
    favicon: absolute('assets/icons/icon.svg'),
    hideGenerator: true,
    searchInDocuments: true,
    searchInComments: true,
    sort: ['source-order'],
    sortEntryPoints: false,
    excludePrivate: true,
    categorizeByGroup: false,
    categoryOrder: [...Object.keys(CHAPTERS), '*'],
    defaultCategory: 'The engine, module by module',
    navigation: { includeCategories: true, includeFolders: false },
    headings: { readme: false, document: false },
    validation: { notExported: false, invalidLink: true, invalidPath: true },
  });
  const doubts: string[] = [];
  app.logger.warn = (text: string) => {
    doubts.push(text);
  };
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    entitle(document);
  });
  app.renderer.defineRouter('pages', PageRouter);
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the modules.');
  app.validate(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error('TypeDoc could not write the site.');
  return doubts;
}

/** A document is called after its file until here: it gets the title that stands in it, and its chapter. */
function entitle(document: DocumentReflection): void {
  const stem = document.name;
  stems.set(document, stem);
  const text = document.content.map((part) => part.text).join('');
  document.name = (TITLE.exec(text)?.[1] ?? stem).replaceAll('`', '');
  const chapter = Object.entries(CHAPTERS).find(([, files]) => files.includes(`${stem}.md`));
  if (chapter !== undefined) document.frontmatter['category'] = chapter[0];
}

if (isMain(import.meta)) {
  const doubts = await buildSite();
  console.log([...doubts, `The site is in ${OUT}.`].join('\n'));
}
