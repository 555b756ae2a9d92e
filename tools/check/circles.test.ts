import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Files that `source` imports by a relative path, as types or as values, statically or dynamically. */
function importsOf(file: string, source: string): string[] {
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.flatMap(({ fileName }) =>
      fileName.startsWith('.') ? [path.posix.join(path.posix.dirname(file), fileName)] : [],
    );
}

/** Circles among the imports; each begins and ends with the same file. */
function circlesIn(sources: ReadonlyMap<string, string>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    const source = sources.get(file);
    if (source === undefined || done.has(file)) return;
    const start = trail.indexOf(file);
    if (start >= 0) {
      circles.push([...trail.slice(start), file].join(' → '));
      return;
    }
    trail.push(file);
    importsOf(file, source).forEach(visit);
    trail.pop();
    done.add(file);
  };
  [...sources.keys()].forEach(visit);
  return circles;
}

describe('imports', () => {
  it('are found where they go in a circle', () => {
    const sources = new Map([
      ['a/one.ts', "import type { Two } from '../b/two.ts';"],
      ['b/two.ts', "export { three } from './three.ts';"],
      ['b/three.ts', "const one = await import('../a/one.ts');"],
      ['b/four.ts', "import { one } from '../a/one.ts';"],
    ]);
    expect(circlesIn(sources)).toEqual(['a/one.ts → b/two.ts → b/three.ts → a/one.ts']);
  });

  it('go in no circle', () => {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
      cwd: root,
      encoding: 'utf8',
    });
    const sources = new Map<string, string>();
    for (const file of listed.trim().split('\n')) {
      try {
        sources.set(file, readFileSync(path.join(root, file), 'utf8'));
      } catch {
        // Deleted, but not yet committed.
      }
    }
    expect(sources.size).toBeGreaterThan(100);
    expect(circlesIn(sources)).toEqual([]);
  });

  it('that go in a circle are found, types and late imports too', () => {
    const sources = new Map([
      ['a.ts', "import type { B } from './b/b.ts';"],
      ['b/b.ts', "export * from './c.ts';"],
      ['b/c.ts', "const a = await import('../a.ts');"],
      ['d.ts', "import { a } from './a.ts';"],
    ]);
    expect(circlesIn(sources)).toEqual(['a.ts → b/b.ts → b/c.ts → a.ts']);
  });
});
