import type { SensorFrame } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Problem, type Result } from '../../../contract/problem.ts';
import type { FrameSink } from '../frame-source.ts';
import type { UnfinishedOutput } from '../files/unfinished-output.ts';

/** A recording of ours that is being written: what an import needs of it. */
export interface WritableRecording {
  /** Takes a frame, or answers false when its queue is full. */
  offer(frame: SensorFrame): boolean;
  /** Resolves when the queue has room again, or at the first problem. */
  ready(): Promise<void>;
  /** What went wrong while writing; null as long as nothing did. */
  readonly problem: Problem | null;
  close(): Promise<Result<unknown>>;
}

/**
 * A recording as an output. Where a live recorder drops a frame because the disk is slow, this waits: nothing is lost.
 * Of datasets, the names of people and shots are not kept.
 *
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
      // Before it is offered: a frame that is refused counts as dropped.
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
