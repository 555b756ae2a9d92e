/**
 * `npx tsx training/shape/report-attacks.ts DATASET [--frames N]`: what shape alone says of attempts at a real dataset
 * with attacks (`depthlock evaluate` tells of single looks). An attempt is one shot that faces the camera, repeated with
 * fresh noise of its sensor; the owner's shape comes of their other genuine shots. Nothing is tuned on it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { facesCamera } from '../../electron/contract/head-pose.ts';
import { LEVEL_RULES, SECURITY_LEVELS } from '../../electron/contract/security.ts';
import type { FusedShape, ShapeLook } from '../../electron/contract/head-shape.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { SURFACE } from '../../electron/engine/camera/virtual/atlas/atlas.ts';
import { openFolderDataset } from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import { unlimitedRatio } from '../../electron/engine/identity/shape/compare-shapes.ts';
import { fuseShape } from '../../electron/engine/identity/shape/fuse-shape.ts';
import { ownerShapeOf } from '../../electron/engine/identity/shape/shape-estimate.ts';
import { createFaceFinder } from '../../electron/engine/vision/detect/face-finder.ts';
import { acquireHead } from '../../electron/engine/vision/head-in-depth/acquire-head.ts';
import { loadHeadGuesser } from '../../electron/engine/vision/head-in-depth/head-guesser.ts';
import { HeadMeter } from '../../electron/engine/vision/head/head-pose.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { loadHeadShape } from '../../electron/engine/vision/shape/head-shape.ts';
import { ShapeMeter } from '../../electron/engine/vision/shape/shape-meter.ts';
import { estimateRate } from '../../electron/analysis/metrics/rate-estimate.ts';
import { DepthSensors } from '../synthesis/population/views/depth-sensors.ts';
import { groupBy } from './group-by.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
/** Attacks by another head are what shape is for; sheets have a judge of their own. */
const OTHER_HEADS = ['colour-on-other-head', 'paper-mask-on-other-head'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { frames: { type: 'string', default: '15' } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Name the folder of the dataset.');
const frames = Number(values.frames);
const dataset = orThrow(await openFolderDataset(folder));
const mean = orThrow(await loadMeanHead(ASSETS));
const model = orThrow(await loadHeadShape(ASSETS));
const finder = orThrow(await createFaceFinder(ASSETS));
const guesser = orThrow(await loadHeadGuesser(ASSETS));
const meter = new HeadMeter(mean);
const shapes = new ShapeMeter(mean, model);
// A person has some shots, fewer than an enrolment has looks.
const statistics = { ...model.statistics, fewestLooks: 1, fewestOwnerLooks: 1 };

interface Measured {
  readonly person: string;
  readonly shot: string;
  /** Of the shot as it is. */
  readonly look: ShapeLook | null;
  /** With fresh noise; of shots that face the camera only. */
  readonly attempt: FusedShape | null;
  readonly facing: boolean;
}

async function measure(name: {
  readonly person: string;
  readonly shot: string;
}): Promise<Measured | null> {
  const frame = orThrow(await dataset.read(name));
  const { person, shot } = name;
  const found = await finder.find(frame);
  const acquisition = await acquireHead(frame, found, guesser, meter);
  if (acquisition.kind === 'nobody') return null;
  const { head, face } = acquisition.acquired;
  const look = shapes.measure(head.surface, head.alignment.transform, head.pose);
  const facing = facesCamera(head.pose);
  let attempt: FusedShape | null = null;
  const sensors = new DepthSensors(hash(`${person}/${shot}`));
  const { width, height, depth } = frame;
  const clean = {
    ...{ width, height, intrinsics: frame.camera.intrinsics },
    depth: Float32Array.from(depth),
    surface: new Uint8Array(depth.length).map((_, i) =>
      (depth[i] ?? 0) > 0 ? SURFACE.skin : SURFACE.none,
    ),
  };
  for (let k = 0; facing && k < frames; k++) {
    const noisy = sensors.measure(clean, 'kinect-v2', true, 33 * k);
    const again = meter.measure({ ...frame, depth: noisy.depth }, face.landmarks);
    if (again.kind !== 'pose') continue;
    const { surface, alignment, pose } = again.head;
    const seen = shapes.measure(surface, alignment.transform, pose);
    if (seen !== null) attempt = fuseShape(attempt, seen);
  }
  return { person, shot, look, attempt, facing };
}

function hash(text: string): number {
  let value = 0;
  for (const letter of text) value = (31 * value + (letter.codePointAt(0) ?? 0)) | 0;
  return value >>> 0;
}

const genuine: Measured[] = [];
for (const shot of dataset.shots) {
  const measured = await measure(shot);
  if (measured !== null) genuine.push(measured);
}
const byPerson = groupBy(genuine, ({ person }) => person);

const fuse = (looks: readonly (ShapeLook | null)[]): FusedShape | null =>
  looks.reduce<FusedShape | null>(
    (before, look) => (look === null ? before : fuseShape(before, look)),
    null,
  );

/** The owner's shape of all genuine shots but one. */
const ownerWithout = (person: string, shot: string | null) => {
  const others = (byPerson.get(person) ?? []).filter((own) => own.shot !== shot);
  return ownerShapeOf(fuse(others.map(({ look }) => look)), statistics);
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function rateOf(errors: number, trials: number): string {
  const { rate, interval } = estimateRate(errors, trials);
  return `${percent(rate)} (${percent(interval.low)} to ${percent(interval.high)})`;
}

function tell(title: string, attempts: readonly Measured[], isGenuine: boolean): void {
  for (const kind of ['look', 'attempt'] as const) {
    const ratios: number[] = [];
    let unmeasured = 0;
    for (const own of attempts.filter(({ facing }) => facing)) {
      const owner = ownerWithout(own.person, isGenuine ? own.shot : null);
      const seen = kind === 'look' ? fuse([own.look]) : own.attempt;
      const ratio = unlimitedRatio(seen, owner, statistics);
      if (ratio === null) unmeasured++;
      else ratios.push(ratio);
    }
    const levels = SECURITY_LEVELS.map((level) => {
      const { leastShape } = LEVEL_RULES[level];
      const wanted = Math.max(leastShape, statistics.refuseBelow);
      const passing = ratios.filter((own) => own >= wanted).length;
      const counted = isGenuine ? ratios.length - passing : passing;
      return `${level} ${rateOf(counted, ratios.length)}`;
    });
    const at = (share: number) => quantile(ratios, share).toFixed(1);
    console.log(
      `${title}, ${kind === 'look' ? '1 look' : `${frames} looks with fresh noise`}: ` +
        `${isGenuine ? 'refused' : 'passed'} of ${ratios.length}: ${levels.join(', ')}; ${unmeasured} not measured; ` +
        `log ratios least ${at(0)}, 5 % ${at(0.05)}, median ${at(0.5)}, 95 % ${at(0.95)}`,
    );
  }
}

console.log(`${dataset.name}: ${genuine.length} of ${dataset.shots.length} genuine shots measured`);
tell('genuine shots that face the camera', genuine, true);
for (const species of OTHER_HEADS) {
  const attacks: Measured[] = [];
  for (const attack of dataset.attacks.filter((own) => own.species === species)) {
    const measured = await measure(attack);
    if (measured !== null) attacks.push(measured);
  }
  tell(species, attacks, false);
}
await finder.dispose();
await guesser.dispose();
