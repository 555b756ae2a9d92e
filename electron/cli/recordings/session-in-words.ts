import {
  assumptionsInWords,
  leftOutInWords,
  readingInWords,
  type LeftOut,
  type Reading,
} from '../../contract/reading.ts';
import type { FrameSource } from '../../engine/exchange/frame-source.ts';

/** What is known of a session that can be imported, before any of its frames is read. */
export interface SessionInfo {
  readonly format: string;
  /** Null where only reading would tell. */
  readonly frames: number | null;
  /** What its lists name and cannot be read. */
  readonly leftOut: LeftOut;
  readonly notices: readonly string[];
  /** Null for a recording of a camera, which says all of it. */
  readonly reading: Reading | null;
}

export function sessionInfo({ sensor, frames, leftOut, notices = [] }: FrameSource): SessionInfo {
  const reading = sensor.reading ?? null;
  const assumed = reading === null ? null : assumptionsInWords(reading);
  return {
    format: sensor.name,
    frames,
    leftOut: leftOut ?? { count: 0, reasons: [] },
    notices: [...notices, ...(assumed === null ? [] : [assumed])],
    reading,
  };
}

export function sessionInWords({ format, frames, leftOut, notices, reading }: SessionInfo): string {
  const lost = leftOutInWords(leftOut);
  return [
    frames === null ? format : `${format}, ${frames} ${frames === 1 ? 'frame' : 'frames'}`,
    ...(reading === null ? [] : readingInWords(reading)),
    ...(lost === null ? [] : [lost]),
    ...notices,
  ].join('\n');
}
