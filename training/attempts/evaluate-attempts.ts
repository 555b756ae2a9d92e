import { join } from 'node:path';
import { succeed, type Result } from '../../electron/contract/problem.ts';
import { loadGenericFace } from '../../electron/engine/camera/virtual/presentations/generic-face.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { trainingCache } from '../cache-folder.ts';
import { trainingData } from '../data.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import type { AttemptFigures } from '../evaluation/attempt-report.ts';
import { levelFigures } from './figures/attempt-figures.ts';
import { shippedLevels, type Level } from './levels.ts';
import { looksInFolder, versionOf } from './looks/looks-store.ts';
import { makersOf } from './looks/makers.ts';
import { renderedCast } from './cast/rendered-cast.ts';
import { runAttempts } from './run-attempts.ts';
import type { Cast } from './cast/subject.ts';
import { virtualCast } from './cast/virtual-cast.ts';
import { SEEN_WELL, visitsOf, type Visit } from './looks/visit.ts';

/** All that looks are made by. */
const MAKERS = makersOf([
  ...['electron/base', 'electron/engine/camera/virtual', 'electron/engine/geometry'],
  ...['electron/engine/vision', 'training/synthesis/people', 'training/synthesis/population/views'],
  ...['cast/rendered-cast', 'cast/virtual-cast'].map((name) => `training/attempts/${name}.ts`),
  ...['frame-times', 'turn', 'visit', 'visit-frames'].map(
    (name) => `training/attempts/looks/${name}.ts`,
  ),
]);

export interface AttemptsWanted {
  readonly assets: string;
  readonly encoder?: string;
  /** Virtual people that ship; default: all. */
  readonly virtualPeople?: number;
  /** Rendered people besides. */
  readonly people: number;
  /** Rendered people more, who only enrol and try every lock, their own too: more trials of false acceptance. */
  readonly strangers: number;
  readonly set: IdentitySet;
  readonly tries: number;
  readonly seed: number;
  /** Default: as they ship. */
  readonly levels?: readonly Level[];
  readonly command: string;
  readonly date: Date;
  readonly onProgress: (done: number, total: number, what: string) => void;
  /** Where what was seen is kept; default: in the cache of training. */
  readonly folder?: string;
}

/** Figures of a run, and who could not be enrolled. */
export interface EvaluatedAttempts {
  readonly figures: AttemptFigures;
  readonly notEnrolled: readonly string[];
}

/** Plays attempts of virtual and rendered people and reports errors by level. Throws a sentence if the head model is missing. */
export async function evaluateAttempts(wanted: AttemptsWanted): Promise<Result<EvaluatedAttempts>> {
  const { assets, encoder, people, strangers, set, tries, seed, levels = shippedLevels() } = wanted;
  const cast = await castOf(wanted);
  if (!cast.ok) return cast;
  const genericFace = await loadGenericFace(assets);
  if (!genericFace.ok) return genericFace;
  const vision = await createVision({ assets, ...(encoder === undefined ? {} : { encoder }) });
  if (!vision.ok) return vision;
  try {
    const name = encoderName(vision.value.encoder);
    const played = cast.value.subjects.length - strangers;
    const folder =
      wanted.folder ??
      trainingCache(join('attempts', await versionOf(MAKERS), name.replaceAll(' ', '-')));
    const { tallies, notEnrolled } = await runAttempts({
      cast: cast.value,
      vision: vision.value,
      genericFace: genericFace.value,
      store: await looksInFolder(folder),
      visits: (place) => (place < played ? visitsOf(place) : seenWell(place)),
      ...{ levels, tries, seed, onProgress: wanted.onProgress },
    });
    const figures: AttemptFigures = {
      encoder: name,
      source: people + strangers === 0 ? cast.value.source : `${cast.value.source} (${set})`,
      people: cast.value.subjects.length - notEnrolled.length,
      ...{ tries, seed, command: wanted.command, date: wanted.date.toISOString() },
      levels: levelFigures(tallies, levels),
    };
    return succeed({ figures, notEnrolled });
  } finally {
    await vision.value.dispose();
  }
}

const seenWell = (place: number): readonly Visit[] =>
  visitsOf(place).filter(({ name }) => name === SEEN_WELL);

async function castOf({
  assets,
  virtualPeople,
  people,
  strangers,
  set,
}: AttemptsWanted): Promise<Result<Cast>> {
  const virtual = await virtualCast(assets, virtualPeople);
  if (!virtual.ok || people + strangers === 0) return virtual;
  trainingData('ict-facekit');
  const rendered = renderedCast(set, people + strangers);
  const subjects = [...virtual.value.subjects, ...rendered.subjects];
  const ours = virtual.value.subjects.length;
  const more = strangers === 0 ? '' : ` and ${strangers} more who only try the locks`;
  return succeed({
    source: `${ours} virtual people that ship, ${people} rendered ones${more}`,
    subjects,
  });
}
