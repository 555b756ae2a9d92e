import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../contract/problem.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import type { Recording } from '../../camera/recording/recording.ts';
import { recordingsOver, serveRecordings } from './recordings-port.ts';

const NONE = fail('recording-unreadable', 'It is none.');
const channels: MessageChannel[] = [];

/** Recordings whose frames are their numbers, by a port. */
function connect() {
  const closed: string[] = [];
  const channel = new MessageChannel();
  channels.push(channel);
  serveRecordings(channel.port1, (file) => {
    if (file === 'none') return Promise.resolve(NONE);
    const recording: unknown = {
      info: { frames: 3, file },
      times: [0, 40, 80],
      frameAt: (index: number) => Promise.resolve(index < 3 ? succeed({ file, index }) : NONE),
      close: () => Promise.resolve(void closed.push(file)),
    };
    return Promise.resolve(succeed(recording as Recording));
  });
  return { open: recordingsOver(channel.port2), closed, channel };
}

afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
});

describe('recordings by a port', () => {
  it('are what they are: information, times, frames, problems', async () => {
    const { open } = connect();
    const recording = orThrow(await open('visit'));
    expect(recording.info).toEqual({ frames: 3, file: 'visit' });
    expect(recording.indexAt(79)).toBe(1);
    const asked = [2, 0, 1, 9].map((index) => recording.frameAt(index));
    expect(await Promise.all(asked)).toEqual([
      ...[2, 0, 1].map((index) => succeed({ file: 'visit', index })),
      NONE,
    ]);
    expect(await open('none')).toEqual(NONE);
  });

  it('are told apart, and closed one by one', async () => {
    const { open, closed } = connect();
    const [one, other] = [orThrow(await open('one')), orThrow(await open('other'))];
    await one.close();
    expect(closed).toEqual(['one']);
    expect(orThrow(await other.frameAt(1))).toEqual({ file: 'other', index: 1 });
  });

  it('are closed when whoever reads them is gone', async () => {
    const { open, closed, channel } = connect();
    orThrow(await open('one'));
    orThrow(await open('other'));
    const gone = new Promise((resolve) => channel.port1.once('close', resolve));
    channel.port2.close();
    await gone;
    expect(closed.sort()).toEqual(['one', 'other']);
  });
});
