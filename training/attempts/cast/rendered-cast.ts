import { succeed } from '../../../electron/contract/problem.ts';
import type { Atlas, AtlasView } from '../../../electron/engine/camera/virtual/atlas/atlas.ts';
import type { AtlasArchive } from '../../../electron/engine/camera/virtual/atlas/atlas-file.ts';
import { VirtualPerson } from '../../../electron/engine/camera/virtual/virtual-person.ts';
import { bakePerson, type AtlasGrid } from '../../synthesis/people/atlas/atlas-bake.ts';
import {
  lampDirection,
  sampleLight,
  STUDIO_LIGHT,
  type Light,
} from '../../synthesis/people/render/light.ts';
import type { Person } from '../../synthesis/people/atlas/virtual-person.ts';
import { sampleIdentity } from '../../synthesis/people/person.ts';
import { seededRandom, type Random } from '../../synthesis/people/random.ts';
import { identitySeed, type IdentitySet } from '../../synthesis/population/identity-sets.ts';
import { sampleLooks, wardrobe } from '../../synthesis/population/views/wardrobe.ts';
import { keepLast } from './keep-last.ts';
import { orThrow } from '../../../electron/contract/result-fixture.ts';
import type { Cast, Subject } from './subject.ts';
import { sensorOf } from './virtual-cast.ts';

/** A head that turns round to enrol is seen from here, degrees. */
const ENROLLED: AtlasGrid = { yaws: [-22, 0, 22], pitches: [-16, 0, 16] };
/** Whoever comes back looks at the camera, and turns the head if asked to. */
const COMING_BACK: AtlasGrid = { yaws: [-22, 0, 22], pitches: [-16, 0, 16] };
const STREAM = 40_009;
const DARK_SKIN = 1;
/** One in so many is as small as a child, by this factor. */
const CHILD = { every: 8, least: 0.8, most: 0.88 } as const;
/** How people come back, in turn. */
const OTHER_DAYS = ['other hair', 'glasses', 'hat', 'side light', 'smile', 'other light'] as const;
const KEPT = 6;

/** People of an identity set as a virtual Kinect sees them. Deterministic. */
export function renderedCast(set: IdentitySet, people: number): Cast {
  const keep = keepLast<VirtualPerson>(KEPT);
  const subjects = Array.from({ length: people }, (_, index) => renderedSubject(set, index, keep));
  return { source: `rendered people, set ${set}`, subjects };
}

function renderedSubject(
  set: IdentitySet,
  index: number,
  keep: (key: string, make: () => Promise<VirtualPerson>) => Promise<VirtualPerson>,
): Subject {
  const id = `${set}-${index}`;
  const identity = sampleIdentity(identitySeed(set, index));
  const random = seededRandom(identity.seed * 29 + STREAM);
  const size = index % CHILD.every === 5 ? random.range(CHILD.least, CHILD.most) : 1;
  const wearsGlasses = random.chance(0.3);
  const dressSeed = random.below(1_000_000);
  const [first, second] = [random.below(2), random.below(2)];
  const day = OTHER_DAYS[index % OTHER_DAYS.length] ?? 'other hair';
  const light =
    day === 'side light'
      ? fromTheSide(random)
      : day === 'other light'
        ? sampleLight(random)
        : STUDIO_LIGHT;
  const dress = (look: number, glasses: boolean, hat: boolean): Person => {
    const plan = { look, glasses, hat, hand: false };
    return wardrobe(identity, seededRandom(dressSeed))(plan, 0);
  };
  const enrolledLook = () => dress(first, wearsGlasses, false);
  const anotherLook = () =>
    dress(
      day === 'other hair' ? 1 - first : second,
      wearsGlasses || day === 'glasses',
      day === 'hat',
    );
  const permanent = [
    ...(identity.skin.melanin > DARK_SKIN ? ['dark skin'] : []),
    ...(size < 1 ? ['child-sized'] : []),
  ];
  const looks = sampleLooks(identity, seededRandom(dressSeed));
  const wornGroups = (look: number): readonly string[] => [
    ...(looks[look]?.beard.kind === 'full' ? ['beard'] : []),
    ...(looks[look]?.hair.style === 'long' ? ['long hair'] : []),
  ];
  const otherLook = day === 'other hair' ? 1 - first : second;
  const expression = day === 'smile' ? { mouthSmile_L: 0.7, mouthSmile_R: 0.65 } : {};
  const build = (person: Person, grid: AtlasGrid, bakedLight: Light, own: typeof expression) => {
    const about = { id, name: id, description: '' };
    const atlas = bakePerson(person, about, grid, { light: bakedLight, expression: own });
    return openAtlas(scaled(atlas, size));
  };
  return {
    id,
    sensor: sensorOf(index),
    groups: [...permanent, ...wornGroups(first), ...(wearsGlasses ? ['glasses'] : [])],
    otherDay: {
      groups: [
        ...permanent,
        ...wornGroups(otherLook),
        ...(wearsGlasses || day === 'glasses' ? ['glasses'] : []),
        ...(day === 'glasses' && wearsGlasses ? [] : [day]),
      ].filter((name, place, all) => all.indexOf(name) === place),
    },
    enrolled: () => keep(id, () => build(enrolledLook(), ENROLLED, STUDIO_LIGHT, {})),
    another: () =>
      keep(`${id}-another`, () => build(anotherLook(), COMING_BACK, light, expression)),
  };
}

/** The brightest lamp beside the head, and little other light. */
function fromTheSide(random: Random): Light {
  const side = random.chance(0.5) ? 1 : -1;
  const [key] = STUDIO_LIGHT.lamps;
  const lamp = {
    direction: lampDirection(side * random.range(1, 1.4), random.range(0, 0.6)),
    colour: key?.colour ?? ([1, 1, 1] as const),
  };
  const dim = 0.5;
  const dimmed = ([r, g, b]: Light['sky']): Light['sky'] => [dim * r, dim * g, dim * b];
  const { sky, ground } = STUDIO_LIGHT;
  return { ...STUDIO_LIGHT, lamps: [lamp], sky: dimmed(sky), ground: dimmed(ground) };
}

/** The same pictures, of a head of another size at the distance at which it looks the same. */
function scaled(atlas: Atlas, size: number): Atlas {
  if (size === 1) return atlas;
  const view = (own: AtlasView): AtlasView => ({
    ...own,
    depth: own.depth.map((z) => Math.round(size * z)),
  });
  const [x, y, z] = atlas.pivot;
  return {
    ...atlas,
    pivot: [size * x, size * y, size * z],
    faceDistanceMm: size * atlas.faceDistanceMm,
    interOcularMm: size * atlas.interOcularMm,
    head: atlas.head.map(view),
    torso: view(atlas.torso),
  };
}

async function openAtlas(atlas: Atlas): Promise<VirtualPerson> {
  const archive: AtlasArchive = {
    ...atlas,
    readHead: (index) => {
      const view = atlas.head[index];
      if (view === undefined)
        throw new RangeError(`An atlas of ${atlas.head.length} has no picture ${index}.`);
      return Promise.resolve(succeed(view));
    },
    readTorso: () => Promise.resolve(succeed(atlas.torso)),
  };
  return orThrow(await VirtualPerson.create(archive));
}
