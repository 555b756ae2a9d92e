/** Holds docs/tutorial.md and the pages for people to commands that exist. `tools/site/try-tutorial.ts` runs them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tutorialSteps } from '../../tools/site/tutorial-steps.ts';
import { commandsOf, faultOf, ROOT } from './page-commands-fixture.ts';

const PAGES = ['tutorial', 'faq', 'drivers', 'scale', 'soak'] as const;
const textOf = (page: string): string => readFileSync(join(ROOT, 'docs', `${page}.md`), 'utf8');

describe.each(PAGES)('docs/%s.md', (page) => {
  it.each([...new Set(commandsOf(textOf(page)))])('can be followed: %s', (command) => {
    expect(faultOf(command)).toBeNull();
  });
});

describe('docs/tutorial.md', () => {
  it('runs what it marks, from a camera to error rates', () => {
    const steps = tutorialSteps(textOf('tutorial'));
    for (const name of ['devices', 'record', 'info', 'replay', 'convert', 'evaluate']) {
      expect(steps.some((step) => step.includes(`depthlock ${name}`))).toBe(true);
    }
    // Hours of work are not run.
    expect(steps.join('\n')).not.toContain('depthlock train');
  });
});
