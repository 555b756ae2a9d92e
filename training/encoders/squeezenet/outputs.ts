/** Numbers of the embedding that carry colour, and those after them that carry shape. */
export const COLOUR_OUTPUTS = 96;
export const SHAPE_OUTPUTS = 32;
