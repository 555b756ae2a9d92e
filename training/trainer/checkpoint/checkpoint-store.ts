/** The checkpoints of one run folder: the newest and the previous one. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SYSTEM_FILES, type FileSystem } from '../../../electron/base/file-system.ts';
import { readIfThere, removeUnfinished, replaceFile } from '../../../electron/base/durable-file.ts';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type Checkpoint,
  type CheckpointIdentity,
} from './checkpoint-format.ts';
import type { TaskOptions } from '../training-task.ts';
import { errorCode } from '../../../electron/base/error-words.ts';

const CURRENT = 'checkpoint.bin';
const PREVIOUS = 'checkpoint.previous.bin';
const NEW = 'checkpoint.new.bin';
const MAXIMUM_BYTES = 2 ** 31;

export type LoadedCheckpoint =
  | { readonly kind: 'none' }
  /** `notice`: a sentence if the newest checkpoint could not be used and this is the previous one. */
  | { readonly kind: 'loaded'; readonly checkpoint: Checkpoint; readonly notice: string | null }
  /** `message`: what happened, what it means, what to do. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * The newest checkpoint that is intact and belongs to this run. `refused` if there are checkpoints, but none to resume
 * from: the caller must not start over on its own.
 */
export async function loadCheckpoint(
  folder: string,
  identity: CheckpointIdentity,
): Promise<LoadedCheckpoint> {
  const complaints: string[] = [];
  for (const name of [CURRENT, PREVIOUS]) {
    const path = join(folder, name);
    const read = await readCheckpoint(path, identity);
    if (read.kind === 'missing') continue;
    if (read.kind === 'checkpoint') {
      return { kind: 'loaded', checkpoint: read.checkpoint, notice: fallbackNotice(complaints) };
    }
    complaints.push(`${path} ${read.what}.`);
  }
  if (complaints.length === 0) return { kind: 'none' };
  return {
    kind: 'refused',
    message: `${complaints.join(' ')} Training cannot go on from there, and nothing was changed. Give the options and the version it was started with, another --folder, or --fresh to discard it and begin anew.`,
  };
}

/**
 * Writes a new checkpoint and keeps the previous one. However this ends, the folder holds at least one intact
 * checkpoint if it held one before. Throws the system's error, e.g. `ENOSPC`.
 */
export async function saveCheckpoint(
  folder: string,
  checkpoint: Checkpoint,
  files: FileSystem = SYSTEM_FILES,
): Promise<void> {
  const path = join(folder, NEW);
  await removeUnfinished(path, files);
  await replaceFile(path, encodeCheckpoint(checkpoint), files);
  await renameIfThere(join(folder, CURRENT), join(folder, PREVIOUS));
  await rename(path, join(folder, CURRENT));
}

export async function discardCheckpoints(folder: string): Promise<void> {
  for (const name of [CURRENT, PREVIOUS, NEW]) await rm(join(folder, name), { force: true });
}

type ReadCheckpoint =
  | { readonly kind: 'missing' }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'unusable'; readonly what: string };

async function readCheckpoint(path: string, wanted: CheckpointIdentity): Promise<ReadCheckpoint> {
  const content = await readIfThere(path, MAXIMUM_BYTES);
  if (content.kind === 'missing') return content;
  if (content.kind === 'too-large') return { kind: 'unusable', what: 'is far too large' };
  const decoded = decodeCheckpoint(content.bytes);
  if (decoded.kind === 'unusable') return decoded;
  const difference = differenceOf(decoded.checkpoint.header.identity, wanted);
  return difference === null ? decoded : { kind: 'unusable', what: difference };
}

/** End of a sentence about the checkpoint, or null if it belongs to the run. */
function differenceOf(found: CheckpointIdentity, wanted: CheckpointIdentity): string | null {
  if (found.task !== wanted.task) return `is of the network “${found.task}”, not “${wanted.task}”`;
  if (found.architecture !== wanted.architecture) {
    return `is of another architecture of ${found.task} (${found.architecture}, now ${wanted.architecture})`;
  }
  const names = new Set([...Object.keys(found.options), ...Object.keys(wanted.options)]);
  const changes = [...names]
    .filter((name) => found.options[name] !== wanted.options[name])
    .map((name) => `${describe(found.options, name)}, now ${describe(wanted.options, name)}`);
  return changes.length === 0 ? null : `was made with other options (${changes.join('; ')})`;
}

function describe(options: TaskOptions, name: string): string {
  const value = options[name];
  return value === undefined ? `no ${name}` : `${name} ${String(value)}`;
}

function fallbackNotice(complaints: readonly string[]): string | null {
  if (complaints.length === 0) return null;
  return `${complaints.join(' ')} Training goes on from the checkpoint before it; nothing else is lost.`;
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
