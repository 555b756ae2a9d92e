/**
 * `npx tsx training/encoders/trials/compare-looks.ts [DATASET]`: what the second look at a face is worth where the head is
 * nearly straight ahead. Measures the default encoder on the rendered people of the set `calibration`
 * (`npx tsx training/synthesis/population/main.ts --set calibration --people 450`), or on a folder dataset. References always
 * have both looks.
 */
import { join } from 'node:path';
import { FUSED_LENGTH, LOOK_CHANNELS } from '../../../electron/engine/vision/fusion/fusion.ts';
import { openOnOnnxruntime } from '../../../electron/engine/vision/encode/engines/onnxruntime.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { EMBEDDING_LENGTH } from '../../../electron/contract/face-embedding.ts';
import { embeddingOf } from '../../../electron/engine/vision/encode/face-embedding.ts';
import { lookTwice } from '../../../electron/engine/vision/encode/two-looks.ts';
import {
  openFolderDataset,
  type FolderDataset,
} from '../../../electron/engine/exchange/dataset/folder-dataset.ts';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { openPopulation } from '../../synthesis/population/population.ts';
import { ENROLLED_SHOTS } from '../calibration/calibration-people.ts';
import { errorRates } from '../calibration/error-rates.ts';
import { fuseFrames } from '../data/fused-frames.ts';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
/** Largest |yaw| and |pitch|, degrees, that count as straight ahead. */
const LIMITS = [5, 8, 10, 15, 20];
const LOOK = LOOK_CHANNELS * INPUT_SIZE ** 2;

interface LookedAt {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
  readonly yaw: number;
  readonly pitch: number;
  readonly both: Float32Array;
  /** Embedding of the face as seen, alone. */
  readonly seen: Float32Array;
}

try {
  const [folder] = process.argv.slice(2);
  const looks = folder === undefined ? await rendered() : await ofDataset(folder);
  for (const line of compared(looks)) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function rendered(): Promise<LookedAt[]> {
  const population = openPopulation('calibration');
  const embed = await openEmbedder();
  const fused = new Float32Array(FUSED_LENGTH);
  const places = new Map<number, number>();
  const looks: LookedAt[] = [];
  for (const [i, { person, view, measured }] of population.shots.entries()) {
    const place = places.get(person) ?? 0;
    places.set(person, place + 1);
    population.read(i, fused);
    const role = place < ENROLLED_SHOTS ? 'gallery' : 'probe';
    const { yaw = Infinity, pitch = Infinity } = measured ?? {};
    const name = { person: String(person), shot: `view-${view}`, role } as const;
    looks.push({ ...name, yaw, pitch, ...(await embed(fused)) });
  }
  population.close();
  return looks;
}

async function ofDataset(folder: string): Promise<LookedAt[]> {
  const dataset = await openFolderDataset(folder);
  if (!dataset.ok) throw new Error(dataset.problem.message);
  const embed = await openEmbedder();
  const faces = await fuseFrames(framesOf(dataset.value), ASSETS);
  const looks: LookedAt[] = [];
  for (const [i, { person, shot, role }] of dataset.value.shots.entries()) {
    const face = faces[i];
    if (!face) continue;
    const { yaw, pitch } = face.pose;
    looks.push({ person, shot, role, yaw, pitch, ...(await embed(face.fused)) });
  }
  return looks;
}

async function* framesOf(dataset: FolderDataset): AsyncGenerator<RgbdFrame> {
  for (const shot of dataset.shots) {
    const frame = await dataset.read(shot);
    if (!frame.ok) throw new Error(frame.problem.message);
    yield frame.value;
  }
}

async function openEmbedder() {
  const network = await openOnOnnxruntime(ASSETS, 'encoder');
  if (!network.ok) throw new Error(network.problem.message);
  const { run } = network.value;
  return async (fused: Float32Array) => ({
    both: embeddingOf(await lookTwice(run, fused), null).vector,
    seen: (await run(fused.slice(0, LOOK))).subarray(0, EMBEDDING_LENGTH),
  });
}

/** A table of error rates: looks within each limit, with both looks and with one. */
function* compared(looks: readonly LookedAt[]): Generator<string> {
  yield `all: ${words(looks.map((look) => rate(look, look.both)))}`;
  for (const limit of LIMITS) {
    const isAhead = ({ yaw, pitch }: LookedAt) =>
      Math.abs(yaw) <= limit && Math.abs(pitch) <= limit;
    const wanted = looks.filter((look) => look.role === 'gallery' || isAhead(look));
    const both = wanted.map((look) => rate(look, look.both));
    const one = wanted.map((look) => rate(look, look.role === 'probe' ? look.seen : look.both));
    yield `|yaw|, |pitch| ≤ ${limit}°, both looks: ${words(both)}`;
    yield `|yaw|, |pitch| ≤ ${limit}°, one look:   ${words(one)}`;
  }
}

function rate({ person, shot, role }: LookedAt, embedding: Float32Array): EmbeddedShot {
  return { person, shot, role, embedding };
}

function words(shots: readonly EmbeddedShot[]): string {
  const { genuineTrials, impostorTrials, eer, frr } = errorRates(shots);
  const levels = Object.entries(frr).map(
    ([far, share]) => `FRR at FAR ${far} ${share === null ? '—' : `${share} %`}`,
  );
  return `${genuineTrials} / ${impostorTrials} trials, EER ${eer} %, ${levels.join(', ')}`;
}
