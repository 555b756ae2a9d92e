import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../contract/problem.ts';
import { freenect2Problem } from './freenect2-problem.ts';
import { freenect2Source, probeFreenect2 } from './freenect2-source.ts';
import type { LoadedModule, NativeProbe } from './native-module.ts';

const FOUND: NativeProbe = { cause: null, detail: '', serials: ['0042'], libraryFile: 'x' };

/** Native code that counts its calls. */
function native(probe: () => Promise<NativeProbe>) {
  const asked = { times: 0 };
  const loaded: LoadedModule = {
    ok: true,
    native: {
      version: '0.2.1',
      start: () => {
        throw new Error('A look starts nothing.');
      },
      probe: () => {
        asked.times += 1;
        return probe();
      },
    },
  };
  return { loaded, asked };
}

const answering = (probe: Partial<NativeProbe>) =>
  native(() => Promise.resolve({ ...FOUND, ...probe }));

describe('the Kinect v2 through libfreenect2 as a source', () => {
  it('is ready with its serial number', async () => {
    const ready = { kind: 'ready', serials: ['0042'], certain: true };
    expect(await probeFreenect2(answering({}).loaded, null)).toEqual(ready);
    const allowed = [{ productId: '02c4', isAllowed: true }];
    expect(await probeFreenect2(answering({}).loaded, allowed)).toEqual(ready);
  });

  it('does not trouble the library where the system sees no Kinect', async () => {
    const { loaded, asked } = answering({});
    expect(await probeFreenect2(loaded, [])).toMatchObject({ obstacle: 'not-plugged-in' });
    expect(asked.times).toBe(0);
  });

  it('brings the udev rule where the person may not use it', async () => {
    const forbidden = [{ productId: '02d8', isAllowed: false }];
    for (const probe of [
      await probeFreenect2(answering({}).loaded, forbidden),
      await probeFreenect2(answering({ cause: 'no-permission', serials: [] }).loaded, null),
    ]) {
      expect(probe).toMatchObject({ kind: 'blocked', obstacle: 'no-permission' });
      const remedy = probe.kind === 'blocked' ? probe.remedy : '';
      for (const id of ['02c4', '02d8', '02d9']) expect(remedy).toContain(`"${id}"`);
    }
  });

  it.each([
    ['no-headers', 'is not installed here'],
    ['no-library', 'only the headers'],
    ['other-version', 'too old'],
    ['no-compiler', 'Install a C++ compiler'],
    ['build-failed', 'could not be built'],
    ['not-built', 'without the part'],
    ['library-missing', 'no longer where it was'],
    ['library-incompatible', 'built anew'],
    ['not-loaded', 'cannot be loaded'],
    ['other-platform', 'Linux and macOS only'],
  ] as const)('says what to do about %s', async (cause, words) => {
    const probe = await probeFreenect2({ ok: false, cause, detail: 'why' }, null);
    expect(probe).toMatchObject({ kind: 'blocked', obstacle: 'no-driver' });
    expect(probe.kind === 'blocked' && probe.reason).toContain(words);
  });

  it('is not answering where the library fails', async () => {
    const { loaded } = native(() => Promise.reject(new Error('out of memory')));
    const probe = await probeFreenect2(loaded, null);
    expect(probe).toMatchObject({ kind: 'blocked', obstacle: 'not-answering' });
    expect(probe.kind === 'blocked' && probe.reason).toContain('out of memory');
  });

  it('explains what only a start could tell', () => {
    const explain = (problem: Problem) => freenect2Source.explain?.(problem);
    expect(explain(freenect2Problem('busy', ''))).toEqual({ obstacle: 'in-use' });
    expect(explain(freenect2Problem('no-permission', ''))?.remedy).toContain('02d8');
    expect(explain({ code: 'internal', message: 'Of another part.' })).toBeNull();
  });
});
