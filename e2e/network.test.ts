/** Nothing reaches the network: neither what a page may ask for, nor what Chromium does by itself. */
import { expect, test } from 'playwright/test';
import { launch, type RunningApp } from './app.ts';
import { listen } from './listener.ts';

let app: RunningApp;

test.beforeAll(async () => {
  app = await launch();
});
test.afterAll(() => app.close());

test('the page sends no packet, whatever it asks of WebRTC', async () => {
  const ear = await listen();
  try {
    const found = await app.page.evaluate(
      async ({ udp, tcp }) => {
        const credentials = { username: 'depthlock', credential: 'depthlock' };
        const connection = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${udp}` },
            { urls: `turn:127.0.0.1:${udp}?transport=udp`, ...credentials },
            { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...credentials },
          ],
        });
        const candidates: string[] = [];
        const gathered = new Promise<void>((resolve) => {
          connection.addEventListener('icecandidate', ({ candidate }) => {
            if (candidate === null) resolve();
            else candidates.push(candidate.candidate);
          });
        });
        connection.createDataChannel('out');
        await connection.setLocalDescription();
        await gathered;
        connection.close();
        return candidates;
      },
      { udp: ear.udp, tcp: ear.tcp },
    );
    expect(found.filter((candidate) => candidate !== '')).toEqual([]);
    // Chromium gathers for long enough to be heard, had it sent anything.
    expect(ear.heard()).toEqual({ packets: 0, connections: 0 });
  } finally {
    await ear.close();
  }
});

test('every web contents keeps WebRTC behind the proxy', async () => {
  const policies = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getWebRTCIPHandlingPolicy()),
  );
  expect(policies).toEqual(['disable_non_proxied_udp']);
});

test('what passes the request handler ends at a dead proxy, also on this machine', async () => {
  const ear = await listen();
  try {
    const answer = await app.electron.evaluate(async ({ session }, port) => {
      const all = session.defaultSession;
      const proxies = await Promise.all(
        [`http://127.0.0.1:${port}/`, 'https://example.org/', 'ws://localhost/'].map((url) =>
          all.resolveProxy(url),
        ),
      );
      // As if a request were not seen by the handler.
      all.webRequest.onBeforeRequest(null);
      const fetched = await all.fetch(`http://127.0.0.1:${port}/`).then(
        () => 'fetched',
        (error: unknown) => String(error),
      );
      return { proxies, fetched };
    }, ear.tcp);
    expect(answer.proxies).toEqual(Array.from(answer.proxies, () => 'PROXY 127.0.0.1:1'));
    expect(answer.fetched).toContain('ERR_PROXY_CONNECTION_FAILED');
    expect(ear.heard().connections).toBe(0);
  } finally {
    await ear.close();
  }
});

test('no name is resolved', async () => {
  const answer = await app.electron.evaluate(({ session }) =>
    session.defaultSession.resolveHost('localhost').then(
      ({ endpoints }) => endpoints.length,
      (error: unknown) => String(error),
    ),
  );
  expect(answer).toContain('ERR_NAME_NOT_RESOLVED');
});
