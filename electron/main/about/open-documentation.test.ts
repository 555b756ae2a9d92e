import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentsFolder } from './documents-folder.ts';
import { openDocumentation } from './open-documentation.ts';

describe('the documentation', () => {
  it('is opened by the system', async () => {
    const opened: string[] = [];
    const result = await openDocumentation('/docs', (folder) => {
      opened.push(folder);
      return Promise.resolve('');
    });
    expect([result.ok, opened]).toEqual([true, ['/docs']]);
  });

  it('that cannot be shown is said, and where it lies', async () => {
    const result = await openDocumentation('/docs', () => Promise.resolve('no file manager'));
    expect(result).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
    expect(JSON.stringify(result)).toContain('(no file manager). Open /docs in a file manager.');
  });

  it('is there in a checkout, and beside the archive of an installed app', () => {
    expect(existsSync(path.join(documentsFolder(null), 'faq.md'))).toBe(true);
    expect(documentsFolder('/opt/Depthlock/resources')).toBe('/opt/Depthlock/resources/docs');
  });
});
