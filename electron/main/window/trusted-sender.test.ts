import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './trusted-sender.ts';

describe('trusted sender', () => {
  it('is the top frame of our own page', () => {
    expect(isTrustedSender({ url: 'app://depthlock/index.html', parent: null })).toBe(true);
  });

  it.each([
    ['another site', { url: 'https://depthlock/', parent: null }],
    ['another host', { url: 'app://depthlock.example/', parent: null }],
    ['a host in the user part', { url: 'app://depthlock@evil/', parent: null }],
    ['another port', { url: 'app://depthlock:8080/', parent: null }],
    ['a file', { url: 'file:///depthlock/index.html', parent: null }],
    ['an inner frame', { url: 'app://depthlock/index.html', parent: {} }],
    ['no address', { url: '', parent: null }],
    ['a frame that has gone', null],
  ])('is not %s', (_, frame) => {
    expect(isTrustedSender(frame)).toBe(false);
  });
});
