/**
 * `npx tsx training/encoders/trials/turned-looks.ts [--people 450]`: what looks do at the thresholds that ship, by how far the head is
 * turned, and what the references of an enrolment do that keeps more of the lower and outer views: false accepts and
 * rejects of photographed people with heads of rendered ones, and of the virtual camera's people. The data must be
 * prepared (`depthlock calibrate` does).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { reasonOf } from '../../../electron/base/error-words.ts';
import type { Random } from '../../synthesis/people/random.ts';
import type { PhotoView } from '../../synthesis/photos/photo-view.ts';
import {
  sampleFrontView,
  sampleRingView,
  sampleView,
} from '../../synthesis/photos/view-sampler.ts';
import {
  poseOf,
  shotName,
  type EmbeddedShot,
} from '../../../electron/analysis/trials/embedded-shot.ts';
import { galleryTrials } from '../../../electron/analysis/trials/protocols.ts';
import { operatingPoint } from '../../../electron/analysis/metrics/operating-point.ts';
import { thresholdAtFar } from '../../../electron/analysis/metrics/verification-metrics.ts';
import {
  selectProbes,
  selectTrials,
  splitTrials,
  type TrialTable,
} from '../../../electron/analysis/trials/trial-table.ts';
import type { CalibrationSet } from '../calibration/calibration.ts';
import {
  CALIBRATED_VIEWS,
  photographedPeople,
  renderedPeople,
  roundOfEnrolment,
  type Embed,
} from '../calibration/calibration-people.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import { embedderOf } from '../network-runner.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
/** |yaw|, degrees. The lock judges the first two as usual, and the others if they match. */
const BANDS = [
  [0, 15],
  [15, 25],
  [25, 35],
  [35, 45],
] as const;
const LARGEST_PITCH = 20;
const LOOKS = 16;
/** Views of an enrolment: the places of `identity/head-places.ts`. */
const AHEAD = 4;
const UPPER_RING = [0, 22.5, 52.5, 82.5, 277.5, 307.5, 337.5];
const LOWER_RING = [105, 120, 135, 150, 165, 180, 195, 210, 225, 240, 255];
const BEYOND = [
  { yaw: 34, pitch: 0 },
  { yaw: -34, pitch: 0 },
  { yaw: 28, pitch: 18 },
  { yaw: -28, pitch: 18 },
  { yaw: 0, pitch: 26 },
] as const;

const cardSchema = z.object({
  thresholds: z.object({
    levels: z.array(z.object({ name: z.string(), threshold: z.number() })),
    renderedPeople: z.object({
      levels: z.array(z.object({ name: z.string(), threshold: z.number() })),
    }),
  }),
  quality: z.object({ usual: z.number(), weight: z.number() }).optional(),
});
type Level = z.infer<typeof cardSchema>['thresholds']['levels'][number];
const FARS = [1e-3, 1e-4, 1e-5];

try {
  const { values } = parseArgs({ options: { people: { type: 'string', default: '450' } } });
  const folder = join(ASSETS, 'models');
  const { thresholds, quality } = cardSchema.parse(
    JSON.parse(await readFile(join(folder, 'encoder.json'), 'utf8')),
  );
  const embed = await embedderOf(await readFile(join(folder, 'encoder.onnx')), quality ?? null);
  const photographs = await ofPhotographs(embed, thresholds.levels, Number(values.people));
  for (const line of photographs) console.log(line);
  for (const line of await ofRendered(embed, thresholds.renderedPeople.levels)) console.log(line);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

/** The same looks against what a round kept that thresholds are set with, and against the places of an enrolment. */
async function ofPhotographs(
  embed: Embed,
  levels: readonly Level[],
  people: number,
): Promise<string[]> {
  const views = await openPhotoViews(ASSETS);
  const photographed = views.people.calibration.slice(0, people);
  const set = await photographedPeople(views, photographed, embed, {
    looks: LOOKS,
    lookAt: turned,
    enrol: bothEnrolments,
  });
  const places = new Map<string, number>();
  const isCalibrated = new Set<EmbeddedShot>();
  for (const shot of set.shots) {
    const place = places.get(shot.person) ?? 0;
    places.set(shot.person, place + 1);
    if (place < CALIBRATED_VIEWS) isCalibrated.add(shot);
  }
  const enrolledBy = (wanted: boolean) => ({
    ...set,
    shots: set.shots.filter((shot) => shot.role === 'probe' || isCalibrated.has(shot) === wanted),
  });
  return [
    ...described(enrolledBy(true), levels).map((line) => `a round as calibrated: ${line}`),
    ...described(enrolledBy(false), levels).map((line) => `every place of a round: ${line}`),
  ];
}

async function ofRendered(embed: Embed, levels: readonly Level[]): Promise<string[]> {
  const poses = new Map<string, number>();
  const set = await renderedPeople('calibration', embed, {
    wanted: ({ person, view, measured }) => {
      if (measured === null || Math.abs(measured.pitch) > LARGEST_PITCH) return false;
      poses.set(`${person}/view-${view}`, measured.yaw);
      return true;
    },
  });
  const table = galleryTrials(set.shots);
  return BANDS.flatMap(([least, most]) => {
    const isWanted = (shot: EmbeddedShot) =>
      isWithin(poses.get(shotName(shot)) ?? NaN, least, most);
    const lines = inWords(selectProbes(table, isWanted), levels);
    return lines.map((line) => `${set.people}, |yaw| ${least} to ${most}°: ${line}`);
  });
}

function isWithin(yaw: number, least: number, most: number): boolean {
  return Math.abs(yaw) >= least && Math.abs(yaw) < most;
}

/** Turned aside by up to 45°, half of the looks by 25 to 35°, at all distances. */
function turned(random: Random): PhotoView {
  const [least, most] = random.weighted([
    [[0, 25], 3],
    [[25, 35], 5],
    [[35, 45], 2],
  ] as const);
  const yaw = (random.chance(0.5) ? 1 : -1) * random.range(least, most);
  const pitch = Math.max(-LARGEST_PITCH, Math.min(LARGEST_PITCH, 8 * random.normal()));
  return { ...sampleView(random), pose: { yaw, pitch, roll: 4 * random.normal() } };
}

function* bothEnrolments(random: Random): Generator<PhotoView> {
  yield* roundOfEnrolment(random);
  for (let k = 0; k < AHEAD; k++) yield sampleFrontView(random);
  for (const degrees of [...UPPER_RING, ...LOWER_RING]) yield sampleRingView(degrees, random);
  for (const { yaw, pitch } of BEYOND) {
    const pose = { yaw: yaw + 2 * random.normal(), pitch: pitch + 2 * random.normal(), roll: 0 };
    yield { ...sampleFrontView(random), pose };
  }
}

function described(
  { shots, isTrial = () => true, resembles = () => true }: CalibrationSet,
  levels: readonly Level[],
): string[] {
  const table = selectTrials(galleryTrials(shots), isTrial);
  const alike = selectTrials(
    table,
    (looking, enrolled) => looking === enrolled || resembles(looking, enrolled),
  );
  return BANDS.flatMap(([least, most]) => {
    const isWanted = (shot: EmbeddedShot) => isWithin(Number(poseOf(shot)), least, most);
    const lines = inWords(selectProbes(alike, isWanted), levels);
    return lines.map((line) => `|yaw| ${least} to ${most}°, look-alikes: ${line}`);
  });
}

/** At each level: both errors, and the threshold at which FAR is what the level claims. */
function inWords(table: TrialTable, levels: readonly Level[]): string[] {
  const { impostor } = splitTrials(table);
  return levels.map(({ name, threshold }, i) => {
    const { far, frr } = operatingPoint(table, threshold);
    const claimed = FARS[i] ?? 0;
    const needed = thresholdAtFar(impostor, claimed);
    const share =
      needed === null
        ? 'too few trials'
        : `${needed.toFixed(3)}, ${(needed / threshold).toFixed(3)} times`;
    return `${name} (${threshold}): FAR ${far.rate.toExponential(1)} of ${far.trials}, FRR ${(100 * frr.rate).toFixed(1)} % of ${frr.trials}; FAR ${claimed} at ${share}`;
  });
}
