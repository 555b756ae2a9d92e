import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEAD_GRID, type MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { trainingCache } from '../cache-folder.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { ShapeSampler, STORED_POOL, type ShapeSample } from './shape-samples.ts';

/** Raise whenever samples come out differently: stored ones are then made again. */
const VERSION = 1;
/** People in a file: what an interruption costs at most. */
const PEOPLE_PER_FILE = 25;
const CELLS = (HEAD_GRID.size / STORED_POOL) ** 2;
const HOLE = -32768;
const PER_MM = 100;

type About = Omit<ShapeSample, 'differences' | 'counts'>;

/** Renders the samples of a set's first people, or reads those rendered before. */
export function makeShapeSamples(
  set: IdentitySet,
  people: number,
  mean: MeanHead,
  report: (line: string) => void,
): ShapeSample[] {
  const sampler = new ShapeSampler(mean);
  const samples: ShapeSample[] = [];
  for (let first = 0; first < people; first += PEOPLE_PER_FILE) {
    const stem = join(trainingCache('shape'), `v${VERSION}-${set}-${first}`);
    let chunk = readSamples(stem);
    if (chunk === null) {
      report(`${set}: person ${first} of ${people}`);
      chunk = Array.from({ length: PEOPLE_PER_FILE }, (_, k) => [
        ...sampler.looks(set, first + k),
      ]).flat();
      writeSamples(stem, chunk);
    }
    for (const sample of chunk) if (sample.person < people) samples.push(sample);
  }
  return samples;
}

function writeSamples(stem: string, samples: readonly ShapeSample[]): void {
  const differences = new Int16Array(samples.length * CELLS);
  const counts = new Uint8Array(samples.length * CELLS);
  samples.forEach((sample, i) => {
    sample.differences.forEach((value, cell) => {
      differences[i * CELLS + cell] = Number.isNaN(value) ? HOLE : Math.round(PER_MM * value);
    });
    counts.set(sample.counts, i * CELLS);
  });
  writeFileSync(`${stem}.i16`, new Uint8Array(differences.buffer));
  writeFileSync(`${stem}.u8`, counts);
  const list = samples.map(
    ({ person, sitting, name, pose, yaw, pitch, distanceMm, size }): About => ({
      ...{ person, sitting, name, pose, yaw, pitch, distanceMm, size },
    }),
  );
  writeFileSync(`${stem}.partial`, JSON.stringify(list));
  renameSync(`${stem}.partial`, `${stem}.json`);
}

function readSamples(stem: string): ShapeSample[] | null {
  if (!existsSync(`${stem}.json`)) return null;
  const list = JSON.parse(readFileSync(`${stem}.json`, 'utf8')) as About[];
  const bytes = readFileSync(`${stem}.i16`);
  const packed = new Int16Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  const counts = readFileSync(`${stem}.u8`);
  return list.map((about, i) => ({
    ...about,
    differences: Float32Array.from(packed.subarray(i * CELLS, (i + 1) * CELLS), (value) =>
      value === HOLE ? NaN : value / PER_MM,
    ),
    counts: counts.subarray(i * CELLS, (i + 1) * CELLS),
  }));
}
