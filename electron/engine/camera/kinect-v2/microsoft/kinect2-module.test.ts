import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRequire } from './kinect2-module.ts';
import { probeKinect2 } from './kinect2-probe.ts';
import { Kinect2StandIn } from './kinect2-stand-in.ts';

const realRequire = createRequire(import.meta.url);

/** A `require` that fails as a given system's does. */
function failing(error: Error) {
  const require = (): unknown => {
    throw error;
  };
  return Object.assign(require, {
    resolve: Object.assign(require, { paths: () => null }),
  }) as never;
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

describe('the package kinect2', () => {
  it.runIf(process.platform !== 'win32')('has no native build for this system', () => {
    const kinect2 = fromRequire(realRequire, 'win32', 'x64');
    for (const answer of [kinect2.locate(), kinect2.load()]) {
      expect(answer.ok ? '' : answer.problem.message).toContain('npm rebuild');
    }
  });

  it('is sought in its own folder, which holds package.json', () => {
    const folders: string[] = [];
    const build = Object.assign(() => undefined, {
      resolve: (folder: string) => folders.push(folder),
    });
    const require = (id: string): unknown => (id === 'node-gyp-build' ? build : null);
    const installed = path.join(path.sep, 'node_modules', 'kinect2');
    const resolve = Object.assign(() => path.join(installed, 'lib', 'kinect2.js'), {
      paths: () => null,
    });
    const withResolve = Object.assign(require, { resolve });
    expect(fromRequire(withResolve, 'win32', 'x64', () => true).locate().ok).toBe(true);
    expect(folders).toEqual([installed]);
    // The folder above all others, where anybody may put a package on Windows.
    const foreign = fromRequire(withResolve, 'win32', 'x64');
    for (const answer of [foreign.locate(), foreign.load()]) {
      expect(answer.ok ? '' : answer.problem.message).toContain('outside of Depthlock');
    }
    expect(folders).toEqual([installed]);
  });

  it('is not asked for where it cannot work', async () => {
    const asked = failing(new Error('was asked for'));
    for (const [platform, arch, reason] of [
      ['linux', 'x64', 'on Windows only'],
      ['darwin', 'arm64', 'on Windows only'],
      ['win32', 'arm64', 'only on 64-bit PCs'],
    ] as const) {
      const kinect2 = fromRequire(asked, platform, arch);
      const probe = await probeKinect2(kinect2);
      expect(probe).toMatchObject({ kind: 'blocked', obstacle: 'no-driver' });
      expect(probe.kind === 'blocked' && probe.reason).toContain(reason);
      expect(kinect2.load()).toMatchObject({ ok: false });
    }
  });

  it.each([
    [coded('MODULE_NOT_FOUND', "Cannot find module 'kinect2'\nRequire stack:"), 'is not installed'],
    [new Error('No native build was found for platform=win32\n    loaded from: x'), 'npm rebuild'],
    [coded('ERR_DLOPEN_FAILED', 'The specified module could not be found.'), 'Runtime 2.0'],
    [new Error('something else'), 'something else'],
  ])('says what is missing: %s', (error, words) => {
    const kinect2 = fromRequire(failing(error), 'win32', 'x64');
    for (const answer of [kinect2.locate(), kinect2.load()]) {
      expect(answer.ok ? '' : answer.problem.message).toContain(words);
      expect(answer.ok ? '' : answer.problem.message).not.toContain('\n');
    }
  });

  it('refuses a module of another shape', () => {
    const require = Object.assign(() => ({}), realRequire);
    expect(fromRequire(require, 'win32', 'x64').load()).toMatchObject({ ok: false });
  });

  it('is ready, but does not know whether a sensor is there', async () => {
    expect(await probeKinect2(new Kinect2StandIn().package)).toEqual({
      kind: 'ready',
      serials: [],
      certain: false,
    });
  });
});
