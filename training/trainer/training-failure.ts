import { z } from 'zod';
import { WorkerFailure } from './shards/shard-pool.ts';
import { errorCode } from '../../electron/base/error-words.ts';

/** Ends a run for a reason that people can act on; the message is ready to show. */
export class TrainingStopped extends Error {}

/** A number of the run is NaN or infinite. */
export class Divergence extends Error {
  constructor(passes: number, what: string) {
    super(
      `After ${count(passes)} passes ${what} became NaN or infinite: the network has diverged, and going on would only spoil it. The same options diverge at the same step again, so lower the learning rate or change the seed, and begin anew with --fresh.`,
    );
  }
}

/** The newest checkpoint of a run; `passes` is null if there is none yet. */
export interface KeptCheckpoint {
  readonly passes: number | null;
  readonly folder: string;
}

export interface FailedTraining {
  readonly kind: 'failed';
  /** What happened, what it means, what to do. */
  readonly message: string;
  /** Where it happened, for errors in the code; null if the message says it all. */
  readonly detail: string | null;
}

/** What can be resumed, and how. */
export function keptSentence({ passes, folder }: KeptCheckpoint): string {
  return passes === null
    ? 'There was no checkpoint yet, so the same command begins at the start.'
    : `The checkpoint of ${count(passes)} passes is in ${folder}: the same command goes on from there.`;
}

/** @param kept null if the run had not begun */
export function describeFailure(thrown: unknown, kept: KeptCheckpoint | null): FailedTraining {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const remedy = kept === null ? '' : ` ${keptSentence(kept)}`;
  if (error instanceof Divergence) return failed(`${error.message}${lastGood(kept)}`);
  if (error instanceof z.ZodError) {
    return failed(`These options cannot be trained with. ${z.prettifyError(error)}${remedy}`);
  }
  if (error instanceof WorkerFailure) {
    return failed(`A training thread stopped (${unended(error.message)}).${remedy}`, error);
  }
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return failed(
      `The disk is full (${error.message}), so nothing more can be kept; make room, then run the same command again.${remedy}`,
    );
  }
  if (isSentence(error)) return failed(`${error.message}${remedy}`);
  return failed(`Training stopped on an error (${unended(error.message)}).${remedy}`, error);
}

function failed(message: string, error?: Error): FailedTraining {
  return { kind: 'failed', message, detail: error?.stack ?? null };
}

function lastGood(kept: KeptCheckpoint | null): string {
  if (kept === null || kept.passes === null) return '';
  return ` The last good checkpoint, of ${count(kept.passes)} passes, stays in ${kept.folder}.`;
}

/** Tasks and the readers of training data throw plain errors with a message for people. */
function isSentence(error: Error): boolean {
  if (error instanceof TrainingStopped) return true;
  return error.constructor === Error && errorCode(error) === undefined;
}

const unended = (sentence: string): string => sentence.replace(/\.$/, '');
const count = (number: number): string => number.toLocaleString('en');
