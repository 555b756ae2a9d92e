import { glassesMesh } from '../../people/wear/glasses.ts';
import { SMALL_FACE_DETAIL } from '../../people/skin/detail.ts';
import { handProps } from '../../people/wear/hand.ts';
import { hairUnderHat, hatProps, sampleHat } from '../../people/wear/hat.ts';
import { landmarkOf } from '../../people/render/mesh.ts';
import { sampleAppearance } from '../../people/person.ts';
import type { Appearance, GlassesAppearance, Identity } from '../../people/person.ts';
import { joinProps } from '../../people/wear/props.ts';
import { seededRandom } from '../../people/random.ts';
import type { Random } from '../../people/random.ts';
import { buildBody, dressBody } from '../../people/atlas/virtual-person.ts';
import type { Person } from '../../people/atlas/virtual-person.ts';
import type { ViewPlan } from './view-plan.ts';

/** The person as needed for a view: hair and clothes of the look, glasses on or off. */
export type Dresser = (
  plan: Pick<ViewPlan, 'look' | 'glasses' | 'hat' | 'hand'>,
  view: number,
) => Person;

/** The two looks of a person, without glasses. */
export const sampleLooks = (identity: Identity, random: Random): readonly Appearance[] =>
  [random.below(1000), 1000 + random.below(1000)].map((seed) => ({
    ...sampleAppearance(identity, seed),
    glasses: undefined,
  }));

/** Draws two looks of a person, built when first worn, and their own pair of glasses and hat. */
export function wardrobe(identity: Identity, random: Random): Dresser {
  const body = buildBody(identity);
  const looks = sampleLooks(identity, random);
  const own = ownGlasses(identity, random);
  const built = new Map<number, Person>();
  const hat = sampleHat(random);
  const hands = random.below(1_000_000);
  return ({ look, glasses, hat: withHat, hand }, view) => {
    const appearance = looks[look] ?? looks[0];
    if (appearance === undefined) throw new RangeError('A person has no look.');
    const person = built.get(look) ?? dressBody(body, appearance, SMALL_FACE_DETAIL);
    built.set(look, person);
    const props = [
      ...(withHat ? hatProps(hat, body.skull) : []),
      ...(hand ? handProps(identity, seededRandom(hands + view)) : []),
    ];
    return {
      ...person,
      ...(glasses ? wearing(person, own) : {}),
      ...(withHat ? { hair: hairUnderHat(person.hair, hat) } : {}),
      props: joinProps(props),
    };
  };
}

function ownGlasses(identity: Identity, random: Random): GlassesAppearance {
  for (;;) {
    const { glasses } = sampleAppearance(identity, random.below(1_000_000));
    if (glasses !== undefined) return glasses;
  }
}

function wearing(
  { appearance, eyes, shape }: Person,
  glasses: GlassesAppearance,
): Pick<Person, 'appearance' | 'glasses'> {
  return {
    appearance: { ...appearance, glasses },
    glasses: glassesMesh(glasses, eyes, landmarkOf(shape, 27)),
  };
}
