import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, fileForUrl } from './app-url.ts';

const ROOT = path.resolve('/opt/depthlock/renderer');

describe('files behind app://', () => {
  it('serves the pages', () => {
    expect(fileForUrl(ROOT, 'app://depthlock/')).toBe(path.join(ROOT, 'index.html'));
    expect(fileForUrl(ROOT, 'app://depthlock/assets/main-1a2b.js?x#y')).toBe(
      path.join(ROOT, 'assets/main-1a2b.js'),
    );
  });

  it.each([
    'app://depthlock/../main/main.js',
    'app://depthlock/%2e%2e/main/main.js',
    'app://depthlock/..%2fmain%2fmain.js',
    'app://depthlock/%2e%2e%2frenderer-secrets/a.js',
    'app://depthlock/..%5cmain%5cmain.js',
    'app://depthlock/index.html%00.js',
    'app://depthlock/%zz.js',
    'app://depthlock/notes.md',
    'app://depthlock/assets',
    'app://elsewhere/index.html',
    'https://depthlock/index.html',
    'not a url',
  ])('does not serve %s', (url) => {
    const file = fileForUrl(ROOT, url);
    // The URL parser itself resolves a plain `../..`, which therefore stays inside.
    if (file !== null) expect(file).toBe(path.join(ROOT, 'main/main.js'));
    else expect(file).toBeNull();
  });

  it('never leaves its root, whatever the path', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '/', '%2f', '\\', '%5c', '.js'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = fileForUrl(ROOT, `app://depthlock/${pieces.join('')}`);
        if (file !== null) expect(path.resolve(file).startsWith(ROOT + path.sep)).toBe(true);
      }),
    );
  });
});

describe('content security policy', () => {
  it('allows nothing unsafe and nothing remote', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/);
  });
});
