/** The site is built, and every link in it is followed: files, anchors, pictures. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../child.ts';
import { buildSite } from './build-site.ts';
import { deadLinks, type Page } from './dead-links.ts';
import { CHAPTERS } from './pages.ts';

let out: string;
let doubts: readonly string[];
let pages: readonly Page[];

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'depthlock-site-'));
  doubts = await buildSite(out);
  const files = await readdir(out, { recursive: true });
  pages = await Promise.all(
    files
      .filter((file) => file.endsWith('.html'))
      .map(async (file) => ({ file, html: await readFile(path.join(out, file), 'utf8') })),
  );
});
afterAll(() => rm(out, { recursive: true, force: true }));

const pageOf = (file: string): string => {
  const page = pages.find((one) => one.file === file);
  if (page === undefined) throw new Error(`There is no page ${file}.`);
  return page.html;
};

describe('the site', () => {
  it('is built without a doubt of its generator', () => expect(doubts).toEqual([]));

  it('has no link that leads nowhere', () => {
    expect(pages.length).toBeGreaterThan(Object.values(CHAPTERS).flat().length);
    expect(deadLinks(pages, (file) => existsSync(path.join(out, file)))).toEqual([]);
  });

  it('holds every page of docs/, in a chapter', async () => {
    const written = (await readdir(path.join(root, 'docs'))).filter((file) => file.endsWith('.md'));
    const told = Object.values(CHAPTERS).flat();
    expect(written.filter((file) => !told.includes(`docs/${file}`))).toEqual([]);
    // Of two whose names differ in their case alone, one gets a number.
    for (const file of told) {
      const name = new RegExp(`^documents/${path.basename(file, '.md')}(?:-1)?\\.html$`);
      expect(pages.filter((page) => name.test(page.file))).toHaveLength(1);
    }
  });

  it('tells of the engine what its docstrings say', () => {
    expect(pageOf('interfaces/electron_contract_frame.RgbdFrame.html')).toMatch(/millimetres/i);
  });
});
