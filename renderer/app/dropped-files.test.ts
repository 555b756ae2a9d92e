import { describe, expect, it } from 'vitest';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import { acceptDroppedFiles } from './dropped-files.ts';
import type { WindowStore } from './store.ts';

type Listener = (event: DragEvent) => void;

function page(answer: Result<undefined>) {
  const listeners = new Map<string, Listener>();
  const asked: unknown[] = [];
  const pages: string[] = [];
  const act = ((name: string, argument: unknown) => {
    asked.push([name, argument]);
    return Promise.resolve(answer);
  }) as WindowStore['act'];
  acceptDroppedFiles(
    { addEventListener: (kind, listener) => listeners.set(kind, listener) },
    { act, openPage: (opened) => pages.push(opened) },
    { pathOfFile: (file) => Reflect.get(file, 'path') as string },
  );
  async function drag(kind: 'dragover' | 'drop', paths: readonly string[]): Promise<boolean> {
    let isTaken = false;
    const files = paths.map((path) => ({ path }));
    const dataTransfer = { files, types: paths.length > 0 ? ['Files'] : ['text/plain'] };
    const preventDefault = (): void => {
      isTaken = true;
    };
    listeners.get(kind)?.({ dataTransfer, preventDefault } as unknown as DragEvent);
    await new Promise((resolve) => setTimeout(resolve));
    return isTaken;
  }
  return { asked, pages, drag };
}

describe('files that are dropped', () => {
  it('are imported one after another', async () => {
    const { asked, pages, drag } = page(succeed(undefined));
    expect(await drag('dragover', ['/a.mcap'])).toBe(true);
    expect(await drag('drop', ['/a.mcap', '/folder'])).toBe(true);
    expect(asked).toEqual([
      ['exchange.importDropped', { path: '/a.mcap' }],
      ['exchange.importDropped', { path: '/folder' }],
    ]);
    expect(pages).toEqual(['recordings', 'recordings']);
  });

  it('end with the first that is refused', async () => {
    const { asked, pages, drag } = page(fail('locked', 'Locked.'));
    await drag('drop', ['/a.mcap', '/b.mcap']);
    expect([asked.length, pages]).toEqual([1, []]);
  });

  it('that lie nowhere, and text, are nothing to import', async () => {
    const { asked, drag } = page(succeed(undefined));
    expect(await drag('dragover', [])).toBe(false);
    expect(await drag('drop', [])).toBe(false);
    await drag('drop', ['']);
    expect(asked).toEqual([]);
  });
});
