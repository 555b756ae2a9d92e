import type { SensorFrame } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Problem, type Result } from '../../../contract/problem.ts';
import type { FrameSink } from '../frame-source.ts';
import type { UnfinishedOutput } from '../files/unfinished-output.ts';

/** A recording that is being written: the part of it that an import needs. */
export interface WritableRecording {
  /** Takes a frame; false when the queue is full. */
  offer(frame: SensorFrame): boolean;
  /** Resolves when the queue has room again, or at the first problem. */
  ready(): Promise<void>;
  /** The problem that stopped writing, or null. */
  readonly problem: Problem | null;
  close(): Promise<Result<unknown>>;
}

/**
 * A recording as an output. A live recorder drops frames when the disk is slow; this waits, so nothing is lost. The
 * names of people and shots in datasets are not kept.
 * @param writer writes to the path of `output`
 */
export function sinkOfRecording(
  writer: WritableRecording,
  { output, finish, discard }: UnfinishedOutput,
): FrameSink {
  let frames = 0;
  let labelled = 0;
  return {
    async write(frame) {
      // Before the frame is offered: a refused frame counts as dropped.
      await writer.ready();
      if (writer.problem !== null) return { ok: false, problem: writer.problem };
      if (!writer.offer(frame)) {
        return fail('files-unwritable', `Frame ${frame.sequence} was not taken by ${output}.`);
      }
      frames++;
      if (frame.label !== undefined) labelled++;
      return succeed(undefined);
    },
    async finish() {
      const closed = await writer.close();
      const finished = closed.ok ? await finish() : closed;
      if (!finished.ok) {
        await discard();
        return finished;
      }
      const losses =
        labelled === 0
          ? []
          : [`The names of people and shots (${labelled}) are not in a recording.`];
      return succeed({ output, frames, losses });
    },
    async discard() {
      await writer.close();
      await discard();
    },
  };
}
