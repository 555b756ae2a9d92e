import { sampleAppearance, sampleIdentity } from './person.ts';
import type { Appearance, Identity } from './person.ts';

/** A virtual person that ships with Depthlock. */
export interface CastMember {
  readonly id: string;
  readonly name: string;
  /** One short line for the list of people. */
  readonly description: string;
  readonly identity: Identity;
  readonly appearance: Appearance;
}

interface Part {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly seed: number;
  readonly identity: Partial<Identity>;
  readonly melanin: number;
  readonly appearance: Partial<Appearance>;
}

const NO_BEARD: Appearance['beard'] = { kind: 'none', density: 0, length: 0 };

const PARTS: readonly Part[] = [
  {
    id: 'ada',
    name: 'Ada',
    description: 'woman, 31, long brown hair',
    seed: 3,
    melanin: 0.22,
    identity: {
      masculine: false,
      age: 31,
      greying: 0,
      hairColour: [0.06, 0.034, 0.019],
      iris: [0.1, 0.15, 0.17],
      smile: 0.34,
    },
    appearance: {
      hair: { style: 'long', length: 1, volume: 1, part: 0.25, fringe: 0, wave: 0.2 },
      beard: NO_BEARD,
      glasses: undefined,
      clothes: { colour: [0.05, 0.13, 0.15], collar: -12, stripe: 0 },
      eyeMakeup: 0.25,
      lipstick: 0.15,
    },
  },
  {
    id: 'bruno',
    name: 'Bruno',
    description: 'man, 44, short dark hair, beard',
    seed: 6,
    melanin: 0.48,
    identity: {
      masculine: true,
      age: 44,
      greying: 0.03,
      hairColour: [0.028, 0.018, 0.012],
      smile: 0.26,
    },
    appearance: {
      hair: { style: 'crop', length: 1, volume: 0.95, part: 0.5, fringe: 0, wave: 0.1 },
      beard: { kind: 'full', density: 0.95, length: 0.55 },
      glasses: undefined,
      clothes: { colour: [0.28, 0.27, 0.25], collar: -12, stripe: 0 },
    },
  },
  {
    id: 'chidi',
    name: 'Chidi',
    description: 'man, 27, very short hair, stubble',
    seed: 2,
    melanin: 1.75,
    identity: {
      masculine: true,
      age: 27,
      greying: 0,
      hairColour: [0.011, 0.009, 0.008],
      smile: 0.3,
    },
    appearance: {
      hair: { style: 'buzz', length: 1, volume: 1, part: 0, fringe: 0, wave: 0.8 },
      beard: { kind: 'shadow', density: 0.4, length: 0.3 },
      glasses: undefined,
      clothes: { colour: [0.42, 0.3, 0.06], collar: -12, stripe: 0 },
    },
  },
  {
    id: 'dorothea',
    name: 'Dorothea',
    description: 'woman, 63, grey bob, glasses',
    seed: 14,
    melanin: 0.14,
    identity: {
      masculine: false,
      age: 63,
      greying: 0.85,
      hairColour: [0.1, 0.085, 0.07],
      iris: [0.13, 0.2, 0.27],
      smile: 0.36,
    },
    appearance: {
      hair: { style: 'bob', length: 1, volume: 1.1, part: -0.6, fringe: 0, wave: 0.14 },
      beard: NO_BEARD,
      glasses: {
        colour: [0.05, 0.012, 0.015],
        halfWidth: 2.4,
        halfHeight: 1.8,
        squareness: 2.6,
        thickness: 0.16,
      },
      clothes: { colour: [0.18, 0.07, 0.12], collar: -11.8, stripe: 0 },
      eyeMakeup: 0,
      lipstick: 0.2,
    },
  },
  {
    id: 'emi',
    name: 'Emi',
    description: 'woman, 24, black hair tied back',
    seed: 5,
    melanin: 0.36,
    identity: {
      masculine: false,
      age: 24,
      greying: 0,
      hairColour: [0.012, 0.01, 0.009],
      iris: [0.045, 0.022, 0.012],
      smile: 0.28,
    },
    appearance: {
      hair: { style: 'tied', length: 1, volume: 0.9, part: 0, fringe: 0, wave: 0 },
      beard: NO_BEARD,
      glasses: undefined,
      clothes: { colour: [0.5, 0.48, 0.44], collar: -12, stripe: 1.6 },
      eyeMakeup: 0.3,
      lipstick: 0.2,
    },
  },
  {
    id: 'farid',
    name: 'Farid',
    description: 'man, 35, side parting, glasses, stubble',
    seed: 11,
    melanin: 0.62,
    identity: {
      masculine: true,
      age: 35,
      greying: 0,
      hairColour: [0.014, 0.011, 0.009],
      smile: 0.25,
    },
    appearance: {
      hair: { style: 'side-part', length: 1, volume: 1, part: -0.8, fringe: 0, wave: 0.1 },
      beard: { kind: 'stubble', density: 0.55, length: 0.3 },
      glasses: {
        colour: [0.012, 0.012, 0.012],
        halfWidth: 2.5,
        halfHeight: 1.85,
        squareness: 3.6,
        thickness: 0.24,
      },
      clothes: { colour: [0.04, 0.06, 0.14], collar: -12, stripe: 0 },
    },
  },
  {
    id: 'grace',
    name: 'Grace',
    description: 'woman, 38, natural curls',
    seed: 16,
    melanin: 1.35,
    identity: {
      masculine: false,
      age: 38,
      greying: 0,
      hairColour: [0.018, 0.012, 0.009],
      smile: 0.36,
    },
    appearance: {
      hair: { style: 'afro', length: 0.95, volume: 1, part: 0, fringe: 0, wave: 1 },
      beard: NO_BEARD,
      glasses: undefined,
      clothes: { colour: [0.34, 0.09, 0.05], collar: -12, stripe: 0 },
      eyeMakeup: 0.25,
      lipstick: 0.3,
    },
  },
  {
    id: 'henrik',
    name: 'Henrik',
    description: 'man, 68, bald, white moustache',
    seed: 15,
    melanin: 0.12,
    identity: {
      masculine: true,
      age: 68,
      greying: 0.9,
      hairColour: [0.2, 0.17, 0.14],
      iris: [0.14, 0.22, 0.3],
      hairline: { lift: 1.2, temples: 1.8 },
      smile: 0.3,
    },
    appearance: {
      hair: { style: 'bald', length: 1, volume: 1, part: 0, fringe: 0, wave: 0 },
      beard: { kind: 'moustache', density: 0.9, length: 0.6 },
      glasses: undefined,
      clothes: { colour: [0.1, 0.13, 0.09], collar: -12, stripe: 0 },
    },
  },
];

/** Eight people of different age, sex, skin, hair and glasses: sampled faces with chosen appearances. */
export const CAST: readonly CastMember[] = PARTS.map((part) => {
  const sampled = sampleIdentity(part.seed);
  const identity: Identity = {
    ...sampled,
    skin: skinOf(sampled, part.melanin),
    ...part.identity,
  };
  const appearance = { ...sampleAppearance(identity, 1), ...part.appearance };
  const { id, name, description } = part;
  return { id, name, description, identity, appearance };
});

/** The sampled skin with another amount of melanin; blood is less visible through dark skin. */
function skinOf({ skin }: Identity, melanin: number): Identity['skin'] {
  const paler = (1 + skin.melanin) / (1 + melanin);
  return {
    ...skin,
    melanin,
    blood: skin.blood * paler,
    flush: skin.flush * paler,
    freckles: melanin < 0.6 ? skin.freckles : 0,
  };
}
