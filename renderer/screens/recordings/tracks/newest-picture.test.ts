import { describe, expect, it } from 'vitest';
import { NewestPicture } from './newest-picture.ts';

/** Answers when the test says so. */
function pictures() {
  const asked: number[] = [];
  const shown: (string | null)[] = [];
  const waiting: ((picture: string | null) => void)[] = [];
  const newest = new NewestPicture<string>(
    (timeMs) => {
      asked.push(timeMs);
      return new Promise((resolve) => waiting.push(resolve));
    },
    (picture) => shown.push(picture),
  );
  const answer = async (picture: string | null): Promise<void> => {
    waiting.shift()?.(picture);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { newest, asked, shown, answer };
}

describe('the picture under a pointer', () => {
  it('is asked for one at a time, and only where the pointer is by then', async () => {
    const { newest, asked, shown, answer } = pictures();
    for (const timeMs of [10, 20, 30]) newest.wish(timeMs);
    expect(asked).toEqual([10]);
    await answer('ten');
    expect(asked).toEqual([10, 30]);
    await answer('thirty');
    expect(asked).toEqual([10, 30]);
    expect(shown).toEqual(['ten', 'thirty']);
  });

  it('is asked for once', async () => {
    const { newest, asked, shown, answer } = pictures();
    newest.wish(10);
    await answer('ten');
    newest.wish(20);
    await answer('twenty');
    newest.wish(10);
    expect(asked).toEqual([10, 20]);
    expect(shown).toEqual(['ten', 'twenty', 'ten']);
  });

  it('is not shown when nobody looks any more, and asked for again where there was none', async () => {
    const { newest, asked, shown, answer } = pictures();
    newest.wish(10);
    newest.wish(null);
    await answer(null);
    expect(shown).toEqual([]);
    newest.wish(10);
    await answer(null);
    expect(asked).toEqual([10, 10]);
    expect(shown).toEqual([null]);
  });
});
