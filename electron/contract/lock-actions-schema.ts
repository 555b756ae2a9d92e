/** Checks what may run at lock and unlock. Not for windows: the schema library probes for `eval`, which pages refuse. */
import { z } from 'zod';

const LONGEST_PATH = 1000;
const LONGEST_ARGUMENT = 1000;
const MOST_ARGUMENTS = 32;

const withoutNul = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !text.includes('\0'));

const programSchema = z.strictObject({
  file: withoutNul(LONGEST_PATH).min(1),
  arguments: z.array(withoutNul(LONGEST_ARGUMENT)).max(MOST_ARGUMENTS),
});

export const lockActionsSchema = z.strictObject({
  lock: programSchema.nullable(),
  unlock: programSchema.nullable(),
});
