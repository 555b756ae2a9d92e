/** Holds docs/verify.md to what exists: commands, their options, the files they name, and links. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from './commands.ts';
import { anchorsOf, codeOf, commandsOf, faultOf, ROOT } from './page-commands-fixture.ts';

const PAGE = join(ROOT, 'docs/verify.md');
const page = readFileSync(PAGE, 'utf8');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

const commands = commandsOf(page);

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
