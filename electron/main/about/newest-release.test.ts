import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { newestRelease, releaseAddress } from './newest-release.ts';

let server: Server | undefined;
const asked: IncomingMessage[] = [];

afterEach(() => {
  server?.close();
  server = undefined;
  asked.length = 0;
});

/** A server on this machine that answers so, and its address. */
async function serve(status: number, body: string, headers = {}): Promise<string> {
  server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases/latest`;
}
const released = (tag: string): string => JSON.stringify({ tag_name: tag, draft: false });

describe('the newest release', () => {
  it.each([
    ['v0.2.0', true],
    ['0.1.1', true],
    ['v0.10.0', true],
    ['v1.0.0-beta.1', true],
    ['v0.1.0', false],
    ['v0.0.9', false],
  ])('%s beside 0.1.0 is newer: %s', async (tag, isNewer) => {
    const address = await serve(200, released(tag));
    expect(await newestRelease(address, '0.1.0', fetch)).toEqual({
      ok: true,
      value: { version: tag.replace('v', ''), isNewer },
    });
  });

  it('is asked for once, by a GET without a body, a cookie or anything of the installation', async () => {
    await newestRelease(await serve(200, released('v1.0.0')), '0.1.0', fetch);
    expect(asked).toHaveLength(1);
    const [request] = asked;
    expect(request?.method).toBe('GET');
    expect(request?.url).toBe('/releases/latest');
    expect(request?.headers.cookie).toBeUndefined();
    expect(request?.headers['content-length']).toBeUndefined();
    expect(JSON.stringify(request?.headers)).not.toMatch(/0\.1\.0|depthlock|electron/i);
  });

  it.each([
    [404, '', 'No version has been released'],
    [500, '', 'answered with 500'],
    [403, '{}', 'answered with 403'],
    [200, '<html>', 'does not name a version'],
    [200, '{}', 'does not name a version'],
    [200, released('next'), 'does not name a version'],
    [200, ' '.repeat(2_000_000) + released('v1.0.0'), 'does not name a version'],
  ])('is told in a sentence where the answer is %d %.20s', async (status, body, sentence) => {
    const answer = await newestRelease(await serve(status, body), '0.1.0', fetch);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'release-unknown' } });
    expect(JSON.stringify(answer)).toContain(sentence);
  });

  it('follows no one elsewhere', async () => {
    const address = await serve(302, '', { location: 'http://127.0.0.1:9/' });
    const answer = await newestRelease(address, '0.1.0', fetch);
    expect(JSON.stringify(answer)).toContain('could not be reached');
    expect(asked).toHaveLength(1);
  });

  it('is not there without a network', async () => {
    const address = await serve(200, '');
    server?.close();
    await once(server ?? createServer(), 'close');
    const answer = await newestRelease(address, '0.1.0', fetch);
    expect(JSON.stringify(answer)).toContain('could not be reached');
  });

  it('is newer by its numbers, whichever they are', async () => {
    const part = fc.nat({ max: 30 });
    const version = fc.tuple(part, part, part);
    await fc.assert(
      fc.asyncProperty(version, version, async (theirs, ours) => {
        const get = () => Promise.resolve(new Response(released(theirs.join('.'))));
        const answer = await newestRelease('x', ours.join('.'), get);
        const rank = ([a, b, c]: readonly [number, number, number]) => a * 1e4 + b * 100 + c;
        expect(answer).toMatchObject({ ok: true, value: { isNewer: rank(theirs) > rank(ours) } });
      }),
    );
  });
});

describe('the address of releases', () => {
  it('follows from the repository that package.json names', () => {
    const address = 'https://api.github.com/repos/someone/depthlock/releases/latest';
    for (const url of [
      'https://github.com/someone/depthlock',
      'git+https://github.com/someone/depthlock.git',
    ]) {
      expect(releaseAddress({ repository: { type: 'git', url } })).toBe(address);
      expect(releaseAddress({ repository: url })).toBe(address);
    }
  });

  it('is none where it names none, or somewhere else', () => {
    for (const other of [
      {},
      { repository: 'https://example.org/depthlock' },
      { repository: 'https://github.com.example.org/a/b' },
      { repository: 'http://github.com/a/b' },
      { repository: 5 },
      null,
    ]) {
      expect(releaseAddress(other)).toBeNull();
    }
  });
});
