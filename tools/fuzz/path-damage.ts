/** Replaces a file by something else under the same name. */
import { execFileSync } from 'node:child_process';
import { mkdir, open, rm, symlink, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Chance } from './chance.ts';

const GIGABYTES = 4 * 2 ** 30;

type Replacement = (path: string, chance: Chance) => Promise<void>;

const FOREIGN: readonly string[] = [
  '',
  'hello\n',
  '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0',
  'PK\x03\x04\x14\0\0\0\x08\0',
  '%PDF-1.7\n%âãÏÓ\n',
  '\x1f\x8b\x08\0\0\0\0\0\0\x03',
  '#ROSBAG V2.0\n',
  'RIFF\xff\xff\xff\xffWEBPVP8 ',
  'GIF89a\xff\xff\xff\xff\xf7\0\0',
  '<svg xmlns="http://www.w3.org/2000/svg" width="1000000000" height="1000000000"/>',
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x3b\x9a\xca\0\x3b\x9a\xca\0\x10\0\0\0\0\0\0\0\0',
  'P5 99999 99999 65535\n',
  '[[[['.repeat(100_000),
  '{"a":'.repeat(100_000),
];

const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  'another kind of file': (path, chance) => writeFile(path, chance.pick(FOREIGN), 'latin1'),
  'random bytes': (path, chance) => writeFile(path, chance.bytes(chance.below(2000))),
  'an empty file': (path) => writeFile(path, ''),
  'a folder': (path) => mkdir(path).then(() => undefined),
  nothing: () => Promise.resolve(),
  'a link to itself': (path) => symlink(basename(path), path),
  'a device without end': (path) => symlink('/dev/zero', path),
  'a pipe that nobody writes to': (path) => {
    execFileSync('mkfifo', [path]);
    return Promise.resolve();
  },
};
const NAMES = Object.keys(REPLACEMENTS).slice(0, process.platform === 'win32' ? 5 : undefined);

/** Replaces a file or removes it; returns what was done. */
export async function replacePath(path: string, chance: Chance): Promise<string> {
  await rm(path);
  const name = chance.pick(NAMES);
  await REPLACEMENTS[name]?.(path, chance);
  return `${name} in its place`;
}

/** Extends a small file to 4 GB: zeros that take no space on disk. The name must not be a link. */
export async function growToGigabytes(path: string, end: Buffer): Promise<string> {
  const handle = await open(path, 'r+');
  try {
    await handle.write(end, 0, end.length, GIGABYTES);
  } finally {
    await handle.close();
  }
  return '4 GB of zeros in it';
}
