import { z } from 'zod';

/** Description of one view, as shards store it. */
export const shotDescriptionSchema = z.object({
  /** Index of the person in the set. */
  person: z.int().nonnegative(),
  /** 0 is the one like an enrolment. */
  view: z.int().nonnegative(),
  sensor: z.enum(['kinect-v1', 'kinect-v2']),
  /** True pose, degrees, and distance of the face, mm. */
  yaw: z.number(),
  pitch: z.number(),
  roll: z.number(),
  distanceMm: z.number(),
  /** Which of the person's looks. */
  look: z.int().nonnegative(),
  glasses: z.boolean(),
  hat: z.boolean(),
  hand: z.boolean(),
  /** Shift of colour against depth, pixels. */
  misregistration: z.tuple([z.int(), z.int()]).readonly(),
  blur: z.int().nonnegative(),
  coarseDepth: z.boolean(),
  cutOut: z.boolean(),
  /** Whether the engine found a face and measured the head: only then is there an input. */
  acquired: z.boolean(),
  /** The engine's measurements: null without a face. */
  measured: z
    .object({
      yaw: z.number(),
      pitch: z.number(),
      roll: z.number(),
      distanceMm: z.number(),
      /** Distance of the surface from the mean head after alignment, mm; null if the alignment failed. */
      residualMm: z.number().nullable(),
    })
    .nullable(),
});

export type ShotDescription = Readonly<z.infer<typeof shotDescriptionSchema>>;
