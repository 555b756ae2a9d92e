/** For tests: a real file system of a few kilobytes that can be filled. Needs Linux and root. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Enlarges it, keeping its content. */
  grow(kibibytes: number): void;
}

/** Mounts a disk, runs the test on it, and removes it. */
export async function onSmallDisk(
  kibibytes: number,
  test: (disk: SmallDisk) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-small-disk-'));
  try {
    mount('-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder);
    try {
      await test({ folder, grow: (size) => mount('-o', `remount,size=${size}k`, folder) });
    } finally {
      // Lazily: a failed test may have left a file open.
      execFileSync('umount', ['--lazy', folder]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Why no disk can be mounted here, or null. */
export async function whyNoSmallDisk(): Promise<string | null> {
  if (process.platform !== 'linux') return 'small disks are mounted on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount a small disk';
  try {
    await onSmallDisk(64, () => Promise.resolve());
    return null;
  } catch (error) {
    return `no disk may be mounted here (${error instanceof Error ? error.message.trim() : String(error)})`;
  }
}

function mount(...options: string[]): void {
  execFileSync('mount', options, { stdio: 'pipe' });
}
