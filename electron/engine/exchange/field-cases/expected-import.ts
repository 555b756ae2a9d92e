/** A table of inputs and what importing each must give; the same for the field cases and for cases made by tests. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ImportArguments } from '../../../contract/exchange.ts';
import type { Origin, Reading } from '../../../contract/reading.ts';
import { createRegistration } from '../../camera/registration/register.ts';
import { convertFiles } from '../convert-files.ts';
import { neverAborted, readAll } from '../frame-source-fixture.ts';
import { openFrameSource } from '../open-frame-source.ts';

export interface Expected {
  /** Relative to the folder of the cases. */
  readonly input: string;
  readonly given?: ImportArguments;
  readonly frames: number;
  /** `fx fy cx cy`, rounded to a hundredth, and who says so. */
  readonly intrinsics: string;
  readonly from: Origin;
  /** Millimetres a unit, or the kind of another scale, and who says so. */
  readonly scale: string;
  /** Millimetres of the registered first frame: the most frequent readings, the more frequent first; none: not looked at. */
  readonly millimetres: readonly number[];
  /** Frames that are left out: what the first reason says. */
  readonly leftOut?: { readonly count: number; readonly reason: string };
  /** What warnings say, in their order. */
  readonly notices?: readonly string[];
  /** Times of the frames from the first on. */
  readonly timesMs?: readonly number[];
}

export interface Refused {
  readonly input: string;
  readonly given?: ImportArguments;
  readonly sentence: string;
}

/** Imports into a recording and compares all that the table says. */
export async function expectImport(folder: string, expected: Expected): Promise<void> {
  const output = join(folder, 'out.mcap');
  await rm(output, { force: true });
  const request = { input: join(folder, expected.input), output, format: 'recording' } as const;
  const converted = await convertFiles({ ...request, ...expected.given }, neverAborted());
  if (!converted.ok) throw new Error(converted.problem.message);
  const { frames, leftOut, notices = [], reading } = converted.value;
  if (reading === undefined) throw new Error('nothing says how it was read');
  expect({
    frames,
    ...wordsOf(reading),
    leftOut: leftOut?.count ?? 0,
  }).toEqual({
    frames: expected.frames,
    intrinsics: expected.intrinsics,
    from: expected.from,
    scale: expected.scale,
    leftOut: expected.leftOut?.count ?? 0,
  });
  if (expected.leftOut !== undefined)
    expect(leftOut?.reasons[0]).toContain(expected.leftOut.reason);
  expect(notices).toEqual((expected.notices ?? []).map((words): unknown => expect.stringContaining(words)));
  const read = await readAll(await openFrameSource(output));
  await rm(output);
  const [first] = read;
  if (first === undefined) throw new Error('no frame');
  // What was assumed stays known.
  expect(first.sensor.reading).toEqual(reading);
  const { depth } = createRegistration(first.sensor)(first);
  const { millimetres } = expected;
  if (millimetres.length > 0) {
    // One alone means that there is no other.
    const found = mostFrequent(depth).slice(0, Math.max(2, millimetres.length));
    expect(found).toEqual(millimetres);
  }
  if (expected.timesMs !== undefined) {
    expect(read.map(({ timeMs }) => Math.round((timeMs - first.timeMs) * 1000) / 1000)).toEqual(
      expected.timesMs,
    );
  }
}

/** Expects the sentence, and that nothing was written. */
export async function expectRefusal(
  folder: string,
  { input, given, sentence }: Refused,
): Promise<void> {
  const output = join(folder, 'out.mcap');
  const request = { input: join(folder, input), output, format: 'recording' } as const;
  const converted = await convertFiles({ ...request, ...given }, neverAborted());
  if (converted.ok) throw new Error(`${converted.value.frames} frames were imported`);
  expect(converted.problem.message).toContain(sentence);
}

function wordsOf({ intrinsics, scale }: Reading) {
  const { fx, fy, cx, cy } = intrinsics.value;
  const numbers = [fx, fy, cx, cy].map((value) => Math.round(value * 100) / 100);
  const unit = scale.value.kind === 'linear' ? String(scale.value.millimetres) : scale.value.kind;
  return { intrinsics: numbers.join(' '), from: intrinsics.from, scale: `${unit} ${scale.from}` };
}

function mostFrequent(depth: Uint16Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const mm of depth) if (mm > 0) counts.set(mm, (counts.get(mm) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([mm]) => mm);
}
