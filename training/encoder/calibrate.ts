/**
 * `npx tsx training/encoder/calibrate.ts [--people N]`: sets the unlock threshold of the encoder's card on rendered
 * people nobody was trained on: each enrols with nine poses and is seen again with other hair, light, expression and
 * distance, all through the noise of a Kinect v2 and the live pipeline. Resumes where it stopped.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { SensorNoise } from '../../electron/engine/camera/sensor-noise.ts';
import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { createVision, type Vision } from '../../electron/engine/vision/pipeline.ts';
import { trainingCache } from '../cache-folder.ts';
import { galleryProtocol, type EmbeddedShot } from '../evaluation/protocols.ts';
import { FAR_LEVELS } from '../evaluation/verification-metrics.ts';
import { sampleLight, sampleRoom } from '../people/light.ts';
import { sampleAppearance, sampleIdentity } from '../people/person.ts';
import { seededRandom, type Random } from '../people/random.ts';
import { render, type RenderOptions } from '../people/render.ts';
import { buildPerson, type Person } from '../people/virtual-person.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const CARD = join(ASSETS, 'models', 'encoder.json');
/** Seeds of these people; the cast and training use others. */
const FIRST_SEED = 700_000;
const DEFAULT_FAR = '1e-3';
const PROBES = 6;
const GRID = SENSOR_GRIDS['kinect-v2'];

const shotSchema = z.object({
  person: z.string(),
  shot: z.string(),
  role: z.enum(['gallery', 'probe']),
  embedding: z.array(z.number()).nullable(),
});
const cardSchema = z.looseObject({ sha256: z.string(), thresholds: z.looseObject({}) });

const { values } = parseArgs({ options: { people: { type: 'string', default: '100' } } });
const card = cardSchema.parse(JSON.parse(readFileSync(CARD, 'utf8')));
const shots = await embedPeople(Number(values.people), card.sha256.slice(0, 12));
const metrics = galleryProtocol(shots);
const threshold = metrics.threshold[DEFAULT_FAR];
if (threshold === null) {
  throw new Error(
    `${metrics.impostor} impostor trials cannot show FAR ${DEFAULT_FAR}: ask for more people.`,
  );
}
for (const far of FAR_LEVELS) {
  console.log(`FAR ${far}: threshold ${String(metrics.threshold[far])}, FRR ${metrics.frr[far]}`);
}
const missed = shots.filter(({ embedding }) => embedding === null).length;
const thresholds = {
  default: Number(threshold.toFixed(4)),
  derivation: `FAR ${DEFAULT_FAR} of one look against a person enrolled with nine poses: ${values.people} rendered people (seeds from ${FIRST_SEED}), ${metrics.genuine} genuine and ${metrics.impostor} impostor trials, EER ${(100 * metrics.eer).toFixed(2)} %, FRR ${(100 * metrics.frr[DEFAULT_FAR]).toFixed(2)} %, ${missed} of ${shots.length} pictures without a face`,
  byFar: metrics.threshold,
  command: 'npx tsx training/encoder/calibrate.ts',
};
writeFileSync(CARD, `${JSON.stringify({ ...card, thresholds }, null, 2)}\n`);
console.log(`threshold ${thresholds.default}: ${thresholds.derivation}`);

async function embedPeople(count: number, key: string): Promise<EmbeddedShot[]> {
  const file = join(trainingCache('calibration'), `${key}.jsonl`);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const stored = lines.map((line) => z.array(shotSchema).parse(JSON.parse(line)));
  if (stored.length < count) {
    const vision = await createVision({ assets: ASSETS });
    if (!vision.ok) throw new Error(vision.problem.message);
    for (let i = stored.length; i < count; i++) {
      const own = await embedPerson(vision.value, FIRST_SEED + i);
      stored.push(own);
      appendFileSync(file, `${JSON.stringify(own)}\n`);
      if ((i + 1) % 5 === 0) console.log(`people ${i + 1} of ${count}`);
    }
    await vision.value.dispose();
  }
  return stored.slice(0, count).flatMap((own) =>
    own.map(({ embedding, ...shot }) => ({
      ...shot,
      embedding: embedding === null ? null : Float32Array.from(embedding),
    })),
  );
}

type StoredShot = z.infer<typeof shotSchema>;

async function embedPerson(vision: Vision, seed: number): Promise<StoredShot[]> {
  const random = seededRandom(seed);
  const identity = sampleIdentity(seed);
  const noise = new SensorNoise('kinect-v2', seed);
  const enrolled = buildPerson(identity, sampleAppearance(identity, 1));
  const later = buildPerson(identity, sampleAppearance(identity, 2));
  const [light, room] = [sampleLight(random), sampleRoom(random)];
  const own: StoredShot[] = [];
  const add = async (
    role: StoredShot['role'],
    person: Person,
    options: Omit<RenderOptions, 'camera'>,
  ) => {
    vision.reset();
    const frame = photograph(person, options, noise, own.length);
    const { embedding } = await vision.process(frame, { embed: true });
    const shot = `${role}-${own.length}`;
    own.push({
      person: String(seed),
      shot,
      role,
      embedding: embedding === null ? null : [...embedding],
    });
  };
  for (const yaw of [-24, 0, 24]) {
    for (const pitch of [-16, 0, 16]) {
      const pose = { yaw, pitch, roll: 0, distanceMm: 650, y: 30 };
      await add('gallery', enrolled, { pose, light, room });
    }
  }
  for (let i = 0; i < PROBES; i++) {
    await add('probe', i % 2 === 0 ? enrolled : later, sampleLook(random));
  }
  return own;
}

function sampleLook(random: Random): Omit<RenderOptions, 'camera'> {
  const pose = {
    yaw: random.range(-20, 20),
    pitch: random.range(-14, 14),
    roll: random.range(-8, 8),
    distanceMm: random.range(500, 950),
    x: random.range(-60, 60),
    y: random.range(0, 60),
  };
  const smile = random.range(0, 0.5);
  const expression = {
    mouthSmile_L: smile,
    mouthSmile_R: smile,
    browInnerUp_L: random.range(0, 0.3),
  };
  return { pose, light: sampleLight(random), room: sampleRoom(random), expression };
}

function photograph(
  person: Person,
  options: Omit<RenderOptions, 'camera'>,
  noise: SensorNoise,
  index: number,
): RgbdFrame {
  const { width, height } = GRID;
  const { intrinsics } = GRID.camera;
  const picture = render(person, { ...options, camera: { width, height, intrinsics } });
  const color = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    color.set(picture.color.subarray(3 * i, 3 * i + 3), 4 * i);
    color[4 * i + 3] = 255;
  }
  const subject = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
  const { depth, surface } = picture;
  const noisy = noise.apply(
    { width, height, intrinsics, color, depth, surface, subject },
    33 * index,
  );
  return {
    sequence: index,
    timeMs: 33 * index,
    width,
    height,
    ...noisy,
    camera: { name: 'Rendered Kinect v2', serial: '', intrinsics, trust: 'virtual' },
  };
}
