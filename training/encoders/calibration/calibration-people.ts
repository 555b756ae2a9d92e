import { FUSED_LENGTH } from '../../../electron/engine/vision/fusion/fusion.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { FaceEmbedding } from '../../../electron/contract/face-embedding.ts';
import type { Spectrum } from '../../../electron/contract/frame.ts';
import { partsOf, type EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { seededRandom, type Random } from '../../synthesis/people/random.ts';
import { STRONG_LOOK } from '../../synthesis/photos/kinect-look.ts';
import {
  sampleFrontView,
  sampleHeadSize,
  sampleRingView,
  sampleView,
} from '../../synthesis/photos/view-sampler.ts';
import { TEACHER_FEATURES, teacherFeatures } from '../../synthesis/photos/teacher-features.ts';
import type { PhotoView } from '../../synthesis/photos/photo-view.ts';
import type { IdentitySet } from '../../synthesis/population/identity-sets.ts';
import { openPopulation } from '../../synthesis/population/population.ts';
import type { ShotDescription } from '../../synthesis/population/shots/shot-description.ts';
import type { CalibrationSet } from './calibration.ts';
import { loadColourNetwork } from '../fused/colour-branch.ts';
import { ENROLMENT_LOOK, type PhotoViews } from '../data/photo-views.ts';

/** A fused head → what an encoder says of it. */
export type Embed = (fused: Float32Array) => Promise<FaceEmbedding>;

const PLANE = INPUT_SIZE * INPUT_SIZE;
const SEED = 31_000;
/** References of each person, as one round of an enrolment gathers them: straight ahead, and around the ring. */
const CENTRE_REFERENCES = 4;
const RING_REFERENCES = 12;
export const CALIBRATED_VIEWS = CENTRE_REFERENCES + RING_REFERENCES;
/** Enough for the strictest level among look-alikes. */
const LOOKS = 18;
/** Share of the others who count as looking like somebody. */
const ALIKE_SHARE = 0.1;

/** Which shots of rendered people are taken. */
export interface RenderedChoice {
  /** Looks; enrolled is whoever is there. */
  readonly wanted?: (shot: ShotDescription) => boolean;
  /** So many first shots of each person enrol. */
  readonly enrolled?: number;
  /** So many first shots of each person are no looks, be they enrolled or left out. */
  readonly reserved?: number;
}

/** What is known of a look besides whose it is. */
type Seen = Omit<EmbeddedShot, 'person' | 'shot' | 'role'>;
type Role = EmbeddedShot['role'];

/** Rendered people: their first shots enrol them, the others are looks. */
export function renderedPeople(
  set: IdentitySet,
  embed: Embed,
  choice?: RenderedChoice,
): Promise<CalibrationSet> {
  return seeRendered(set, async (fused) => partsOf(await embed(fused)), choice);
}

/** @param see what becomes of a shot, which it may change, and which one of the set it is */
export async function seeRendered(
  set: IdentitySet,
  see: (fused: Float32Array, role: Role, shot: number) => Promise<Seen>,
  { wanted = () => true, enrolled = ENROLLED_SHOTS, reserved = enrolled }: RenderedChoice = {},
): Promise<CalibrationSet> {
  const population = openPopulation(set);
  const input = new Float32Array(FUSED_LENGTH);
  const shots: EmbeddedShot[] = [];
  const seen = new Map<number, number>();
  for (const [i, description] of population.shots.entries()) {
    const { person, view } = description;
    const place = seen.get(person) ?? 0;
    seen.set(person, place + 1);
    const isReference = place < enrolled;
    if (!isReference && (place < reserved || !wanted(description))) continue;
    population.read(i, input);
    const role = isReference ? 'gallery' : 'probe';
    shots.push({
      person: String(person),
      shot: `view-${view}`,
      role,
      ...(await see(input, role, i)),
    });
  }
  for (const missed of population.missed) {
    if (!wanted(missed)) continue;
    const { person, view } = missed;
    shots.push({ person: String(person), shot: `view-${view}`, role: 'probe', embedding: null });
  }
  const count = population.people.length;
  population.close();
  return { people: `${count} rendered people`, shots };
}

/** How photographed people are seen. */
export interface PhotographedChoice {
  /** Looks of each; default: enough for the strictest level among look-alikes. */
  readonly looks?: number;
  /** Default: from ahead more often than not. */
  readonly lookAt?: (random: Random) => PhotoView;
  /** The views that enrol; default: `roundOfEnrolment`. */
  readonly enrol?: (random: Random) => Iterable<PhotoView>;
}

/** The references of a round: from ahead, and around the ring. Each view is drawn when the one before has been seen. */
export function* roundOfEnrolment(random: Random): Generator<PhotoView> {
  for (let k = 0; k < CENTRE_REFERENCES; k++) yield sampleFrontView(random);
  for (let k = 0; k < RING_REFERENCES; k++) {
    yield sampleRingView((360 * k) / RING_REFERENCES, random);
  }
}

/** Shots that enrol a rendered person; the first is nearly frontal, the others are turned. */
export const ENROLLED_SHOTS = 3;

/**
 * Photographed people, each with the head of a rendered one of the calibration set: real colour over measured shape,
 * as no public set of photographs has it. The first photograph enrols, looks at the others try it; of whom there is
 * one photograph, that one enrols and its looks only try the others'.
 *
 * The strangers who decide are those who look like the enrolled person: photographs from the web show people from all
 * over the world, while whoever sits down at a machine is likely of its owner's family, age and origin, which lets ten
 * to a hundred times as many in (Grother, Ngan, Hanaoka: FRVT part 3, NISTIR 8280, 2019, section 4).
 *
 * @param people lists of photographs, one list a person; nobody may share a head, so some are left out
 */
export function photographedPeople(
  views: PhotoViews,
  people: readonly (readonly number[])[],
  embed: Embed,
  choice?: PhotographedChoice,
): Promise<CalibrationSet> {
  const see = async (draw: DrawLook) => partsOf(await embed(draw('colour')));
  return seePhotographed(views, people, see, choice);
}

/** Draws a look in a spectrum, a fused head; the drawing is valid until the next. */
export type DrawLook = (spectrum: Spectrum) => Float32Array;

/** @param see what becomes of a look, which it draws in one spectrum or in both */
export async function seePhotographed(
  views: PhotoViews,
  people: readonly (readonly number[])[],
  see: (draw: DrawLook, role: Role) => Promise<Seen>,
  { looks = LOOKS, lookAt = anyView, enrol = roundOfEnrolment }: PhotographedChoice = {},
): Promise<CalibrationSet> {
  const heads = openPopulation('calibration');
  const shotsOfHead = heads.people.map((): number[] => []);
  heads.shots.forEach(({ person }, shot) => shotsOfHead[person]?.push(shot));
  const usable = shotsOfHead.filter((own) => own.length > 0);
  const head = new Float32Array(FUSED_LENGTH);
  const fused = new Float32Array(FUSED_LENGTH);
  const shots: EmbeddedShot[] = [];
  // Those with several photographs first: they are fewer, and only they can be enrolled and come back.
  const ordered = [...people].sort((a, b) => Number(b.length > 1) - Number(a.length > 1));
  const chosen = ordered.slice(0, usable.length);
  for (const [person, [first = 0, ...others]] of chosen.entries()) {
    const random = seededRandom(SEED + person);
    const headSize = sampleHeadSize(random);
    const own = usable[person] ?? [];
    const look = async (photo: number, view: PhotoView, role: Role) => {
      const kinect = role === 'gallery' ? ENROLMENT_LOOK : STRONG_LOOK;
      const draw: DrawLook = (spectrum) => {
        views.drawFused(photo, { ...view, headSize }, kinect, random, fused, spectrum);
        heads.read(own[random.below(own.length)] ?? 0, head);
        fused.set(head.subarray(3 * PLANE, 4 * PLANE), 3 * PLANE);
        return fused;
      };
      const parts = await see(draw, role);
      const pose = view.pose === null ? 'as photographed' : view.pose.yaw.toFixed(1);
      shots.push({ person: nameOf(person), shot: `look-${shots.length}`, role, pose, ...parts });
    };
    for (const view of enrol(random)) await look(first, view, 'gallery');
    const seen = others.length === 0 ? [first] : others.slice(0, 3);
    for (let k = 0; k < looks; k++) {
      await look(seen[k % seen.length] ?? first, lookAt(random), 'probe');
    }
  }
  heads.close();
  const onePhoto = new Set(
    chosen.flatMap((photos, person) => (photos.length === 1 ? [nameOf(person)] : [])),
  );
  const resemblance = await lookAlikes(views, chosen);
  return {
    people: `${chosen.length} photographed people (LFW) with heads of rendered ones; strangers: the tenth that the teacher finds most alike`,
    shots,
    isTrial: (looking, enrolled) => looking !== enrolled || !onePhoto.has(looking),
    resembles: (stranger, enrolled) => resemblance.get(enrolled)?.has(stranger) ?? false,
  };
}

const nameOf = (person: number): string => `photo-${person}`;

/** For each person the tenth of the others whose photographs are closest to theirs, by the teacher's features. */
async function lookAlikes(
  { photos }: PhotoViews,
  people: readonly (readonly number[])[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const features = await teacherFeatures(photos, writeModel(await loadColourNetwork()));
  const means = people.map((own) => {
    const mean = new Float64Array(TEACHER_FEATURES);
    for (const photo of own) {
      for (let k = 0; k < TEACHER_FEATURES; k++) {
        mean[k] = (mean[k] ?? 0) + (features[photo * TEACHER_FEATURES + k] ?? 0);
      }
    }
    const norm = Math.hypot(...mean) || 1;
    return mean.map((x) => x / norm);
  });
  const cosine = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
  const count = Math.floor((people.length - 1) * ALIKE_SHARE);
  return new Map(
    means.map((mean, person) => {
      const others = means
        .map((other, index) => ({ name: nameOf(index), index, alike: cosine(mean, other) }))
        .filter(({ index }) => index !== person)
        .sort((a, b) => b.alike - a.alike);
      return [nameOf(person), new Set(others.slice(0, count).map(({ name }) => name))] as const;
    }),
  );
}

/** People who want in look at the camera more often than not. */
const anyView = (random: Random): PhotoView =>
  random.chance(0.6) ? sampleFrontView(random) : sampleView(random);
