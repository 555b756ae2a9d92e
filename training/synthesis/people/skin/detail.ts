/** Level of detail of a person: small faces need neither every hair nor every pore. */
export interface Detail {
  /** Skin of 2.5 times larger texels, without pores. */
  readonly coarseSkin: boolean;
  /** Share of the strands that grow, each wider in proportion. */
  readonly strands: number;
}

/** For pictures that people look at. */
export const FULL_DETAIL: Detail = { coarseSkin: false, strands: 1 };

/** For faces of fewer than 200 pixels, as encoders see them: four times faster to build or more. */
export const SMALL_FACE_DETAIL: Detail = { coarseSkin: true, strands: 0.2 };

/** Factor on the width of a strand: it does not compensate all of the lost cover, because strands overlap. */
export const strandWidening = ({ strands }: Detail): number => strands ** -0.75;
