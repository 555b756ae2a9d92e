/** Holds docs/verify.md to what exists: commands, their options, the files they name, and links. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from './commands.ts';
import { createProgram } from './program.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/verify.md');
const page = readFileSync(PAGE, 'utf8');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const program = await createProgram();
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What stands in code: spans, and the lines of blocks. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, body = '']) =>
    body.split('\n').map((line) => line.replace(/\s*#.*$/, '')),
  );
  const spans = [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)];
  return [...blocks, ...spans.map(([, span = '']) => span)].map((code) => code.trim());
}

const commands = codeOf(page).filter((code) => /^(npm|npx|depthlock) /.test(code));

/** Why a command cannot be run; null if it can. */
function faultOf(command: string): string | null {
  const [, script, rest = ''] = /^npm (?:run )?([\w:]+)(?: -- (.*))?$/.exec(command) ?? [];
  if (/^npm run depthlock -- /.test(command)) return depthlockFault(rest);
  if (command.startsWith('depthlock ')) return depthlockFault(command.slice('depthlock '.length));
  if (command.startsWith('npx vitest run ')) {
    return firstMissing(command.slice('npx vitest run '.length).split(' '));
  }
  if (script === undefined || (scripts[script] === undefined && script !== 'ci')) {
    return 'no such script';
  }
  if (script === 'test:e2e' && rest !== '') return firstMissing(rest.split(' '));
  return script === 'bench' ? benchFault(rest.split(' ').filter(Boolean)) : null;
}

function depthlockFault(words: string): string | null {
  const [name = '', ...rest] = words.split(/\s+/);
  const command = program.commands.find((known) => known.name() === name);
  if (command === undefined) return `no command ${name}`;
  const known = command.options.map(({ long }) => long);
  const unknown = rest.find((word) => word.startsWith('--') && !known.includes(word));
  return unknown === undefined ? null : `${name} has no ${unknown}`;
}

function benchFault(rows: readonly string[]): string | null {
  const table = readFileSync(join(ROOT, 'bench/main.ts'), 'utf8');
  const unknown = rows.find((row) => !new RegExp(`^  ${row}: bench`, 'm').test(table));
  return unknown === undefined ? null : `no row ${unknown}`;
}

function firstMissing(paths: readonly string[]): string | null {
  const missing = paths.find((path) => !existsSync(join(ROOT, path)));
  return missing === undefined ? null : `${missing} is not there`;
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('docs/verify.md', () => {
  it('names commands, and knows a wrong one', () => {
    expect(commands.length).toBeGreaterThan(40);
    expect(faultOf('npm run depthlock -- evaluate DATASET --fast')).toBe('evaluate has no --fast');
    expect(faultOf('npm run depthlock -- guess')).toBe('no command guess');
    expect(faultOf('npm run nothing')).toBe('no such script');
    expect(faultOf('npm run bench -- decision guess')).toBe('no row guess');
    expect(faultOf('npm run test:e2e -- e2e/none.test.ts')).toContain('is not there');
    expect(faultOf('npx vitest run electron/none')).toContain('is not there');
  });

  it.each([...new Set(commands)])('can be followed: %s', (command) => {
    expect(faultOf(command)).toBeNull();
  });

  it('links to pages and headings that are there', () => {
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) {
      const [path = '', anchor] = link.split('#');
      const file = resolve(dirname(PAGE), path);
      expect(existsSync(file), link).toBe(true);
      if (anchor !== undefined) {
        expect(anchorsOf(readFileSync(file, 'utf8')), link).toContain(anchor);
      }
    }
  });

  it('leaves out no command and no page of figures that the README names', () => {
    const named = codeOf(readme).flatMap((code) => [...code.matchAll(/depthlock -- ([a-z]+)/g)]);
    const wanted = new Set(named.map(([, name = '']) => name));
    expect(wanted.size).toBeGreaterThan(5);
    const shown = new Set(
      commands.flatMap((command) => /depthlock (?:-- )?([a-z]+)/.exec(command)?.[1] ?? []),
    );
    for (const name of wanted) expect(shown).toContain(name);
    // What evaluates, measures or attacks is a claim too.
    for (const name of COMMAND_NAMES) expect(page).toContain(name);
    for (const figures of ['evaluation.md', 'cameras.md', 'recordings.md', 'training.md']) {
      expect(readme).toContain(`docs/${figures}`);
      expect(page).toContain(`(${figures}`);
    }
    expect(readme).toContain('(docs/verify.md)');
  });
});
