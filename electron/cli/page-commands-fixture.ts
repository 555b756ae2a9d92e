/** For tests that hold a page to what exists: its commands, their options, the files they name. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from './program.ts';

export const ROOT = join(import.meta.dirname, '../..');
const program = await createProgram();
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What stands in code: spans, and the lines of blocks. */
export function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, body = '']) =>
    body.split('\n').map((line) => line.replace(/\s*#.*$/, '')),
  );
  const spans = [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)];
  return [...blocks, ...spans.map(([, span = '']) => span)].map((code) => code.trim());
}

/** The commands among what stands in code. */
export const commandsOf = (text: string): string[] =>
  codeOf(text).filter((code) => /^(npm|npx|depthlock) /.test(code));

/** Why a command cannot be run; null if it can. */
export function faultOf(given: string): string | null {
  const command = given.replace(/^npm run -s /, 'npm run ');
  const rebuilt = /^npm rebuild (\S+)/.exec(command)?.[1];
  if (rebuilt !== undefined) return firstMissing([`node_modules/${rebuilt}`]);
  const [, script, rest = ''] = /^npm (?:run )?([\w:]+)(?: -- (.*))?$/.exec(command) ?? [];
  if (/^npm run depthlock -- /.test(command)) return depthlockFault(rest);
  if (command.startsWith('depthlock ')) return depthlockFault(command.slice('depthlock '.length));
  if (command.startsWith('npx tsx ')) {
    return firstMissing(command.slice('npx tsx '.length).split(' ').slice(0, 1));
  }
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
export function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
