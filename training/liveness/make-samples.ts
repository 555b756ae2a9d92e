import { join } from 'node:path';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { FACE_CELLS } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { trainingCache } from '../cache-folder.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { ReliefSampler, type ReliefSample } from './relief-samples.ts';

/** Raise whenever samples come out differently: stored ones are then made again. */
const VERSION = 4;

export interface SampleCount {
  readonly set: IdentitySet;
  readonly people: number;
  readonly views: number;
  readonly sheets: number;
}

/** Renders the samples of a set, or reads those rendered before. */
export function makeSamples(
  { set, people, views, sheets }: SampleCount,
  mean: MeanHead,
  report: (line: string) => void,
): ReliefSample[] {
  const stem = join(trainingCache('relief'), `v${VERSION}-${set}-${people}x${views}-${sheets}`);
  const stored = readSamples(stem);
  if (stored !== null) return stored;
  const sampler = new ReliefSampler(mean);
  const samples: ReliefSample[] = [];
  for (let index = 0; index < people; index++) {
    for (const sample of sampler.heads(set, index, views)) samples.push(sample);
    const share =
      Math.round((sheets * (index + 1)) / people) - Math.round((sheets * index) / people);
    for (const sample of sampler.sheets(set, index, share)) samples.push(sample);
    if (index % 20 === 0) report(`${set}: ${index} of ${people} people`);
  }
  writeSamples(stem, samples);
  return samples;
}

function writeSamples(stem: string, samples: readonly ReliefSample[]): void {
  const numbers = new Float32Array(samples.length * FACE_CELLS);
  samples.forEach(({ differences }, i) => {
    numbers.set(differences, i * FACE_CELLS);
  });
  writeFileSync(`${stem}.f32`, new Uint8Array(numbers.buffer));
  const list = samples.map(({ kind, traits }) => [kind, traits]);
  writeFileSync(`${stem}.partial`, JSON.stringify(list));
  renameSync(`${stem}.partial`, `${stem}.json`);
}

function readSamples(stem: string): ReliefSample[] | null {
  if (!existsSync(`${stem}.json`)) return null;
  const list = JSON.parse(readFileSync(`${stem}.json`, 'utf8')) as [
    ReliefSample['kind'],
    string[],
  ][];
  const bytes = readFileSync(`${stem}.f32`);
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  return list.map(([kind, traits], i) => ({
    kind,
    traits,
    differences: numbers.subarray(i * FACE_CELLS, (i + 1) * FACE_CELLS),
  }));
}
