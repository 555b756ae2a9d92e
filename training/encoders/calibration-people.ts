import { FUSED_LENGTH } from '../../electron/engine/vision/fusion.ts';
import { INPUT_SIZE } from '../../electron/engine/vision/template.ts';
import type { EmbeddedShot } from '../evaluation/embedded-shot.ts';
import { seededRandom, type Random } from '../people/random.ts';
import { STRONG_LOOK } from '../photos/kinect-look.ts';
import { sampleFrontView, sampleView } from '../photos/view-sampler.ts';
import type { PhotoView } from '../photos/photo-view.ts';
import type { IdentitySet } from '../population/identity-sets.ts';
import { openPopulation } from '../population/population.ts';
import type { ShotDescription } from '../population/shot-description.ts';

import type { CalibrationSet } from './calibration.ts';
import { ENROLMENT_LOOK, type PhotoViews } from './photo-views.ts';

/** A fused head → a vector of unit length. */
export type Embed = (fused: Float32Array) => Promise<Float32Array>;

const PLANE = INPUT_SIZE * INPUT_SIZE;
const SEED = 31_000;
/** References of each person, as an enrolment gathers them. */
const REFERENCES = 5;
/** Looks at each photograph. */
const LOOKS = 2;
/** Looks at a person of whom there is one photograph, who can only be a stranger to others. */
const STRANGER_LOOKS = 4;

/** Rendered people: their first shots enrol them, the others are looks. */
export async function renderedPeople(
  set: IdentitySet,
  embed: Embed,
  wanted: (shot: ShotDescription) => boolean = () => true,
): Promise<CalibrationSet> {
  const population = openPopulation(set);
  const input = new Float32Array(FUSED_LENGTH);
  const shots: EmbeddedShot[] = [];
  const enrolled = new Map<number, number>();
  for (const [i, description] of population.shots.entries()) {
    const { person, view } = description;
    const references = enrolled.get(person) ?? 0;
    const isReference = references < ENROLLED_SHOTS;
    if (isReference) enrolled.set(person, references + 1);
    else if (!wanted(description)) continue;
    population.read(i, input);
    const role = isReference ? 'gallery' : 'probe';
    shots.push({
      person: String(person),
      shot: `view-${view}`,
      role,
      embedding: await embed(input),
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

/** Shots that enrol a rendered person; the first is nearly frontal, the others are turned. */
const ENROLLED_SHOTS = 3;

/**
 * Photographed people, each with the head of a rendered one of the calibration set: real colour over measured shape,
 * as no public set of photographs has it. The first photograph enrols, the others are looks.
 *
 * @param people lists of photographs, one list a person; nobody may share a head, so some are left out
 */
export async function photographedPeople(
  views: PhotoViews,
  people: readonly (readonly number[])[],
  embed: Embed,
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
  for (const [person, photos] of ordered.slice(0, usable.length).entries()) {
    const random = seededRandom(SEED + person);
    const own = usable[person] ?? [];
    const look = async (photo: number, view: PhotoView, role: EmbeddedShot['role']) => {
      const kinect = role === 'gallery' ? ENROLMENT_LOOK : STRONG_LOOK;
      views.drawFused(photo, view, kinect, random, fused);
      heads.read(own[random.below(own.length)] ?? 0, head);
      fused.set(head.subarray(3 * PLANE, 4 * PLANE), 3 * PLANE);
      const embedding = await embed(fused);
      shots.push({ person: `photo-${person}`, shot: `look-${shots.length}`, role, embedding });
    };
    const [first = 0, ...others] = photos;
    if (others.length === 0) {
      for (let k = 0; k < STRANGER_LOOKS; k++) await look(first, anyView(random), 'probe');
      continue;
    }
    for (let k = 0; k < REFERENCES; k++) await look(first, sampleFrontView(random), 'gallery');
    for (const photo of others.slice(0, 3)) {
      for (let k = 0; k < LOOKS; k++) await look(photo, anyView(random), 'probe');
    }
  }
  heads.close();
  const count = Math.min(ordered.length, usable.length);
  return { people: `${count} photographed people (LFW) with heads of rendered ones`, shots };
}

/** People who want in look at the camera more often than not. */
const anyView = (random: Random): PhotoView =>
  random.chance(0.6) ? sampleFrontView(random) : sampleView(random);
