import type { ExplorerPoint, ExplorerSet } from '../../electron/contract/explorer.ts';
import type { AppState } from '../../electron/contract/window/app-state.ts';

const LENGTH = 128;
const YAWS = [-28, -14, 0, 14, 28];
const PITCHES = [-13, 0, 13];
const NAMES = ['Ada', 'Bruno', 'Chidi', 'Dorothea', 'Emi', 'Farid', 'Grace', 'Henrik'];

const OPENED = ['Femi', 'Grace', 'Henrik'];

/** Embeddings of made-up people, and of the attempts of whoever is enrolled; none before the engine is ready. */
export function sampleEmbeddings({
  people,
  virtualPeople,
  openedSources,
}: AppState): readonly ExplorerSet[] {
  if (virtualPeople.length === 0) return [];
  const encoder = { name: 'fused', version: '4' };
  const virtual = NAMES.flatMap((name, index) => looksOf(name, index, 'virtual'));
  const sets: ExplorerSet[] = [{ kind: 'virtual-people', name: '', encoder, points: virtual }];
  const opened = openedSources.flatMap(({ kind, name, progress }): ExplorerSet[] =>
    progress.phase === 'read'
      ? [
          {
            kind,
            name,
            encoder,
            points: OPENED.flatMap((who, i) => looksOf(who, 60 + i, 'recording')),
          },
        ]
      : [],
  );
  const enrolled = people.flatMap(({ name, trust }, i) => looksOf(name, NAMES.length + i, trust));
  if (enrolled.length === 0) return [...opened, ...sets];
  const attempts = enrolled.slice(0, 4).map((point, i): ExplorerPoint => ({
    ...{ ...point, opened: i !== 2, person: i === 2 ? null : point.person },
    embedding: near(point.embedding, 1000 + i),
    timeIso: `2026-11-30T09:0${i}:00.000Z`,
  }));
  return [
    { kind: 'references', name: '', encoder, points: enrolled },
    { kind: 'attempts', name: '', encoder, points: attempts },
    // Somebody who has not enrolled again since the encoder changed.
    {
      ...{ kind: 'references', name: '', encoder: { name: 'fused', version: '3' } },
      points: looksOf('Tomás', 40, 'sensor'),
    },
    ...opened,
    ...sets,
  ];
}

function looksOf(person: string, seed: number, trust: ExplorerPoint['trust']): ExplorerPoint[] {
  const middle = direction(seed);
  return PITCHES.flatMap((pitch, row) =>
    YAWS.map((yaw, column) => ({
      embedding: near(middle, 97 * seed + 5 * row + column + 1),
      ...{ person, yaw, pitch, trust, handicap: 0, spectrum: 'colour', timeIso: null },
    })),
  );
}

function near(middle: Float32Array, seed: number): Float32Array {
  const aside = direction(seed + 5000);
  return unit(middle.map((value, i) => value + 0.45 * (aside[i] ?? 0)));
}

/** A direction that looks random. */
const direction = (seed: number): Float32Array =>
  unit(
    Float32Array.from({ length: LENGTH }, (_, i) => {
      const chance = Math.sin(12.9898 * (i + 1) + 78.233 * (seed + 1)) * 43758.5453;
      return chance - Math.floor(chance) - 0.5;
    }),
  );

function unit(values: Float32Array): Float32Array {
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}
