import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreenect2 } from './find-freenect2.ts';

const LIBRARY = process.platform === 'darwin' ? 'libfreenect2.dylib' : 'libfreenect2.so';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'depthlock-find-freenect2-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(name: string, text = ''): Promise<void> {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), text);
}

async function putHeaders(minor: number | null): Promise<void> {
  await put('include/libfreenect2/libfreenect2.hpp');
  const version = `#define LIBFREENECT2_VERSION "0.${minor ?? 0}.0"\n`;
  const number = `#define LIBFREENECT2_API_VERSION ((0 << 16) | ${minor ?? 0})\n`;
  await put('include/libfreenect2/config.h', version + (minor === null ? '' : number));
}

const found = () => findFreenect2({ FREENECT2: root });

describe.skipIf(process.platform === 'win32')('findFreenect2', () => {
  it('finds headers and library where it is told', async () => {
    await putHeaders(2);
    await put(`lib/${LIBRARY}`);
    expect(found()).toEqual({
      ok: true,
      include: path.join(root, 'include'),
      library: path.join(root, 'lib', LIBRARY),
      version: '0.2.0',
    });
  });

  it('finds a library in the folders of other systems', async () => {
    await putHeaders(2);
    await put(`lib/x86_64-linux-gnu/${LIBRARY}`);
    expect(found()).toMatchObject({ ok: true });
    await put(`lib64/${LIBRARY}`);
    expect(found()).toMatchObject({ library: path.join(root, 'lib64', LIBRARY) });
  });

  it('tells no headers', () => {
    const answer = found();
    expect(answer).toMatchObject({ ok: false, cause: 'no-headers' });
    expect(!answer.ok && answer.detail).toContain(root);
  });

  it('tells headers without a library', async () => {
    await putHeaders(2);
    const answer = found();
    expect(answer).toMatchObject({ ok: false, cause: 'no-library' });
    expect(!answer.ok && answer.detail).toContain(LIBRARY);
  });

  it.each([1, null])('tells a version that is too old (0.%s)', async (minor) => {
    await putHeaders(minor);
    await put(`lib/${LIBRARY}`);
    expect(found()).toMatchObject({ ok: false, cause: 'other-version' });
  });

  it('tells a version from before there were numbers', async () => {
    await put('include/libfreenect2/libfreenect2.hpp');
    await put(`lib/${LIBRARY}`);
    expect(found()).toMatchObject({ ok: false, cause: 'other-version' });
  });
});
