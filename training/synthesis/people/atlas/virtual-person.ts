import { torsoMesh } from '../wear/clothes.ts';
import { FULL_DETAIL } from '../skin/detail.ts';
import type { Detail } from '../skin/detail.ts';
import type { Mesh, Torso } from '../wear/clothes.ts';
import { growBeard, growBrows, growLashes } from '../hair/face-strands.ts';
import { restingShape } from '../face-shape.ts';
import { glassesMesh } from '../wear/glasses.ts';
import type { Glasses } from '../wear/glasses.ts';
import { growHair } from '../hair/hair.ts';
import { difference, length } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import { centreOf, landmarkOf, VERTICES } from '../render/mesh.ts';
import type { Appearance, Identity } from '../person.ts';
import { bakeSkin } from '../skin/skin.ts';
import type { SkinTextures } from '../skin/skin.ts';
import { joinProps } from '../wear/props.ts';
import type { JoinedProps } from '../wear/props.ts';
import { measureSkull } from '../skull.ts';
import type { Skull } from '../skull.ts';
import { strandSet } from '../hair/strands.ts';
import type { StrandSet } from '../hair/strands.ts';

/** The parts of a person that do not change from picture to picture. */
export interface Person {
  readonly identity: Identity;
  readonly appearance: Appearance;
  /** Vertices of the head model at rest, cm. */
  readonly shape: Float32Array;
  readonly skin: SkinTextures;
  /** Hair and beard: they stand off the skin and show in depth. */
  readonly hair: StrandSet;
  /** Brows and lashes: they colour the picture only. */
  readonly fineHair: StrandSet;
  readonly torso: Torso;
  readonly clothes: Mesh;
  readonly glasses: Glasses | undefined;
  /** Hats and hands. */
  readonly props: JoinedProps;
  /** Centres of the eyeballs at positive and negative x, cm. */
  readonly eyes: readonly [Vec3, Vec3];
  readonly interOcularMm: number;
}

const NO_PROPS = joinProps([]);

/** The parts of a person that are the same in every appearance. */
export interface Body {
  readonly identity: Identity;
  readonly shape: Float32Array;
  readonly skull: Skull;
  readonly fineHair: StrandSet;
  readonly eyes: readonly [Vec3, Vec3];
}

export function buildBody(identity: Identity): Body {
  const shape = restingShape(identity);
  return {
    identity,
    shape,
    skull: measureSkull(shape),
    fineHair: strandSet([...growBrows(identity, shape), ...growLashes(identity, shape)]),
    eyes: [centreOf(shape, VERTICES.scleraLeft), centreOf(shape, VERTICES.scleraRight)],
  };
}

/** Gives a body skin, hair, clothes and glasses. Deterministic. */
export function dressBody(
  { identity, shape, skull, fineHair, eyes }: Body,
  appearance: Appearance,
  detail: Detail = FULL_DETAIL,
): Person {
  const torso: Torso = { collar: appearance.clothes.collar, shoulders: identity.shoulders };
  return {
    identity,
    appearance,
    shape,
    skin: bakeSkin(identity, appearance, detail),
    hair: strandSet([
      ...growHair(identity, appearance, shape, skull, torso, detail),
      ...growBeard(identity, appearance, shape, detail),
    ]),
    fineHair,
    torso,
    clothes: torsoMesh(torso, identity.seed),
    glasses: appearance.glasses && glassesMesh(appearance.glasses, eyes, landmarkOf(shape, 27)),
    props: NO_PROPS,
    eyes,
    interOcularMm: 10 * length(difference(eyes[0], eyes[1])),
  };
}

/**
 * Builds a person: shape, skin, hair, clothes. Deterministic; takes about a second, so build once and render often.
 * Throws a sentence for people if the head model is missing.
 */
export const buildPerson = (
  identity: Identity,
  appearance: Appearance,
  detail: Detail = FULL_DETAIL,
): Person => dressBody(buildBody(identity), appearance, detail);
