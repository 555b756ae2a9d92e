import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { tellStreamLines } from './stream-lines.ts';

function told() {
  const stream = new PassThrough();
  const lines: string[] = [];
  return { stream, lines, telling: tellStreamLines(stream, (line) => lines.push(line)) };
}

describe('the lines of a process', () => {
  it('are told as they come, whole, whatever pieces they come in', async () => {
    const { stream, lines, telling } = told();
    stream.write('one\ntw');
    stream.write(Buffer.from('o\r\nthr\u00e9e'));
    stream.end();
    const finished = telling.finish();
    await finished;
    expect(lines).toEqual(['one', 'two', 'thr\u00e9e']);
  });

  it('are all told though the listeners are taken away when it ends', async () => {
    const { stream, lines, telling } = told();
    stream.write('one\n');
    const finished = telling.finish();
    // As Electron does, right after it has told of the end.
    stream.removeAllListeners('data');
    stream.removeAllListeners('end');
    stream.write('two\n');
    stream.end('three');
    await finished;
    expect(lines).toEqual(['one', 'two', 'three']);
  });

  it('are over where the stream is over before', async () => {
    const { stream, lines, telling } = told();
    stream.end('one\n');
    await new Promise((resolve) => stream.once('close', resolve));
    await telling.finish();
    expect(lines).toEqual(['one']);
  });
});
