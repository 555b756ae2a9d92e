import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../child.ts';

const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

interface Row {
  readonly threat: string;
  readonly defence: string;
  readonly tests: string;
}

/** The rows of every table with these columns, without heads. */
const rows: readonly Row[] = [...page.matchAll(/^\|(.*)\|(.*)\|(.*)\|$/gm)]
  .map(([, threat = '', defence = '', tests = '']) => ({
    threat: threat.trim(),
    defence: defence.trim(),
    tests: tests.trim(),
  }))
  .filter(({ threat }) => threat !== 'threat' && !/^-+$/.test(threat));

/** Rows in bold with nothing beside them are headings inside a table. */
const isHeading = ({ threat, defence, tests }: Row) =>
  threat.startsWith('**') && defence === '' && tests === '';
const claims = rows.filter((row) => !isHeading(row));

describe('docs/security.md', () => {
  it('has a table of threats', () => {
    expect(claims.length).toBeGreaterThan(10);
  });

  it.each(claims)('names a defence, and tests that exist: $threat', ({ defence, tests }) => {
    expect(defence).not.toBe('');
    const named = tests.split('<br>').map((test) => /^`([^`]+)`: (.+)$/.exec(test.trim()));
    expect(named.length).toBeGreaterThan(0);
    for (const found of named) {
      const [, file = '', name = ''] = found ?? [];
      expect(existsSync(path.join(root, file)), file).toBe(true);
      // The packaging check is a test too: of the packed app.
      expect(file).toMatch(/\.test\.ts$|^tools\/check\/package-\w+\.ts$/);
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(text.includes(name), `${file}: ${name}`).toBe(true);
    }
  });
});
