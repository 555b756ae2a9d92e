/** A session whose frames are listed beforehand, each of which is read from files of its own. */
import { realpathSync } from 'node:fs';
import { dirname, join, basename } from 'node:path';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import type { LeftOut } from '../../../contract/reading.ts';
import type { FrameSource, LabelledFrame, ShotLabel } from '../frame-source.ts';

/** One frame in a list: what its files are, and when it was taken. */
export interface Shot {
  /** Null where the session has no depth at all. */
  readonly depth: string | null;
  /** Null where the session has no colour at all. */
  readonly color: string | null;
  /** Other files that stand for it, such as the pose of a head. */
  readonly others?: readonly string[];
  readonly timeMs: number;
  /** Counts every frame that the sensor delivered. */
  readonly sequence: number;
  readonly label?: ShotLabel;
}

interface ShotSession {
  readonly sensor: SensorModel;
  readonly shots: readonly Shot[];
  readonly leftOut: LeftOut;
  readonly notices: readonly string[];
  /** Reads one frame; its problem names the file. */
  readonly read: (shot: Shot) => Promise<Result<LabelledFrame>>;
}

/** The session as a source of frames; pictures are opened only when their frame is asked for. */
export function sourceOfShots({ sensor, shots, leftOut, notices, read }: ShotSession): FrameSource {
  return {
    sensor,
    frames: shots.length,
    leftOut,
    notices,
    ...(shots.every(({ depth }) => depth === null) ? { hasDepth: false as const } : {}),
    indexOf: (file) => indexOfFile(shots, file),
    async *read(signal, first = 0) {
      for (const shot of shots.slice(first)) {
        if (signal.aborted) return;
        yield await read(shot);
      }
    },
    close: () => Promise.resolve(),
  };
}

function indexOfFile(shots: readonly Shot[], file: string): number | null {
  const wanted = placeOf(file);
  const index = shots.findIndex(({ depth, color, others = [] }) =>
    [depth, color, ...others].some((name) => name !== null && isSame(name, file, wanted)),
  );
  return index === -1 ? null : index;
}

/** Names are compared first: asking the system about each of thousands of files takes long. */
function isSame(name: string, file: string, wanted: string): boolean {
  return basename(name) === basename(file) && placeOf(name) === wanted;
}

/** The path without links in its folders. */
function placeOf(file: string): string {
  try {
    return join(realpathSync(dirname(file)), basename(file));
  } catch {
    return file;
  }
}

/** The problem of a session in which nothing can be read, with the first reason. */
export function nothingToRead(what: string, { count, reasons }: LeftOut): Result<never> {
  const [first] = reasons;
  if (first === undefined) return fail('files-unreadable', `There is no frame in ${what}.`);
  const why =
    count === 1 ? `One frame cannot be used: ${first}` : `${count} frames cannot be used: ${first}`;
  return fail('files-unreadable', `There is no frame in ${what}. ${why}`);
}

/** The first of the shots that can be read, of the first few; or the problem of the first. */
export async function firstReadable<T>(
  shots: readonly Shot[],
  read: (shot: Shot) => Promise<Result<T>>,
): Promise<Result<T>> {
  let problem: Result<never> | null = null;
  for (const shot of shots) {
    const tried = await read(shot);
    if (tried.ok) return succeed(tried.value);
    problem ??= tried;
  }
  return problem ?? fail('files-unreadable', 'There is no frame in the session.');
}
