/**
 * A disk in memory whose power can be cut before any system call, or which is full from one on. As POSIX allows: a
 * file that was not flushed may come back empty, torn or whole, and a name that was not flushed with its folder may come
 * back or not, each by itself.
 */
import { dirname, join, basename } from 'node:path';
import type { FileSystem, OpenFile } from './file-system.ts';

interface Inode {
  cached: Uint8Array;
  /** What survives for certain. */
  flushed: Uint8Array;
  mtimeMs: number;
}

interface PendingName {
  readonly folder: string;
  readonly apply: (names: Map<string, Inode>) => void;
}

/** Chance: 0 to 1. */
export type Chance = () => number;

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

export class FakeDisk implements FileSystem {
  /** System calls so far. */
  calls = 0;
  #cutBefore = Infinity;
  #fullFrom = Infinity;
  #names = new Map<string, Inode>();
  #flushedNames = new Map<string, Inode>();
  #pending: PendingName[] = [];
  readonly #folders = new Set<string>();

  /** From this call on nothing reaches the disk; every call throws. */
  cutBefore(call: number): void {
    this.#cutBefore = call;
  }

  /** The call with this number, if it needs space, and all later ones that do fail with `ENOSPC`. */
  fullFrom(call: number): void {
    this.#fullFrom = call;
  }

  /** The disk as it is found when the power is back. */
  afterPowerCut(chance: Chance): FakeDisk {
    const disk = new FakeDisk();
    for (const folder of this.#folders) disk.#folders.add(folder);
    const names = new Map(this.#flushedNames);
    for (const { apply } of this.#pending) if (chance() < 0.5) apply(names);
    const copies = new Map<Inode, Inode>();
    for (const [name, inode] of names) {
      const copy = copies.get(inode) ?? survivor(inode, chance);
      copies.set(inode, copy);
      disk.#names.set(name, copy);
    }
    disk.#flushedNames = new Map(disk.#names);
    return disk;
  }

  /** A disk with the same files, all of them flushed. */
  copy(): FakeDisk {
    const disk = new FakeDisk();
    for (const folder of this.#folders) disk.#folders.add(folder);
    for (const [name, { cached, mtimeMs }] of this.#names) {
      disk.#names.set(name, { cached, flushed: cached, mtimeMs });
    }
    disk.#flushedNames = new Map(disk.#names);
    return disk;
  }

  async open(path: string, flags: 'r' | 'w' | 'wx'): Promise<OpenFile> {
    await this.#call(flags !== 'r');
    if (this.#folders.has(path)) return this.#openFolder(path);
    const there = this.#names.get(path);
    if (flags === 'r') {
      if (there === undefined) throw systemError('ENOENT');
      return this.#openFile(there);
    }
    if (!this.#folders.has(dirname(path))) throw systemError('ENOENT');
    if (there !== undefined && flags === 'wx') throw systemError('EEXIST');
    if (there !== undefined) {
      there.cached = new Uint8Array();
      return this.#openFile(there);
    }
    const inode = { cached: new Uint8Array(), flushed: new Uint8Array(), mtimeMs: Date.now() };
    this.#rename(path, (names) => names.set(path, inode));
    return this.#openFile(inode);
  }

  async readFile(path: string): Promise<Uint8Array> {
    await this.#call(false);
    return Uint8Array.from(this.#there(path).cached);
  }

  async stat(path: string): Promise<{ size: number; mtimeMs: number }> {
    await this.#call(false);
    const { cached, mtimeMs } = this.#there(path);
    return { size: cached.length, mtimeMs };
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#call(false);
    const inode = this.#there(from);
    this.#rename(to, (names) => {
      if (names.get(from) === inode) names.delete(from);
      names.set(to, inode);
    });
  }

  async remove(path: string): Promise<void> {
    await this.#call(false);
    if (!this.#names.has(path)) return;
    this.#rename(path, (names) => names.delete(path));
  }

  async readdir(folder: string): Promise<string[]> {
    await this.#call(false);
    if (!this.#folders.has(folder)) throw systemError('ENOENT');
    return [...this.#names.keys()]
      .filter((name) => dirname(name) === folder)
      .map((name) => basename(name));
  }

  async makeFolder(folder: string): Promise<void> {
    await this.#call(!this.#folders.has(folder));
    this.#folders.add(folder);
  }

  /** All files and their contents, without counting as calls. */
  contents(folder: string): ReadonlyMap<string, Uint8Array> {
    const within = [...this.#names].filter(([name]) => name.startsWith(join(folder, '/')));
    return new Map(within.map(([name, { cached }]) => [name, cached]));
  }

  #openFile(inode: Inode): OpenFile {
    return {
      writeFile: async (bytes) => {
        await this.#call(false);
        // A full disk takes a part of it.
        if (this.calls >= this.#fullFrom) {
          inode.cached = bytes.slice(0, bytes.length / 2);
          throw systemError('ENOSPC');
        }
        inode.cached = Uint8Array.from(bytes);
        inode.mtimeMs = Date.now();
      },
      sync: async () => {
        await this.#call(false);
        inode.flushed = inode.cached;
      },
      close: () => this.#call(false),
    };
  }

  #openFolder(folder: string): OpenFile {
    return {
      writeFile: () => Promise.reject(systemError('EISDIR')),
      sync: async () => {
        await this.#call(false);
        const flushed = this.#pending.filter((pending) => pending.folder === folder);
        for (const { apply } of flushed) apply(this.#flushedNames);
        this.#pending = this.#pending.filter((pending) => pending.folder !== folder);
      },
      close: () => this.#call(false),
    };
  }

  #rename(path: string, apply: (names: Map<string, Inode>) => void): void {
    apply(this.#names);
    this.#pending.push({ folder: dirname(path), apply });
  }

  #there(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw systemError('ENOENT');
    return inode;
  }

  async #call(needsSpace: boolean): Promise<void> {
    await Promise.resolve();
    this.calls += 1;
    if (this.calls >= this.#cutBefore) throw systemError('EIO');
    if (needsSpace && this.calls >= this.#fullFrom) throw systemError('ENOSPC');
  }
}

function survivor({ cached, flushed }: Inode, chance: Chance): Inode {
  const isFlushed = cached === flushed;
  const torn = (): Uint8Array =>
    [flushed, cached, cached.slice(0, chance() * cached.length)][Math.floor(chance() * 3)] ??
    cached;
  const content = isFlushed ? cached : torn();
  // Power cuts take time.
  return { cached: content, flushed: content, mtimeMs: 0 };
}
