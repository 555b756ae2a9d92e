/** Shape of what a conversion answers. Not for windows: the schema library probes for `eval`, which pages refuse. */
import { z } from 'zod';
import { ORIGINS, REGISTRATIONS, TIME_UNITS } from './reading.ts';

const object = z.object;
const text = z.string();
const count = z.number().int().min(0);
const number = z.number();

const stated = <T extends z.ZodType>(value: T) => object({ value, from: z.enum(ORIGINS) });

const readingSchema = object({
  intrinsics: stated(object({ fx: number, fy: number, cx: number, cy: number })),
  scale: stated(
    z.discriminatedUnion('kind', [
      object({ kind: z.literal('linear'), millimetres: number }),
      object({ kind: z.literal('rotated') }),
      object({ kind: z.literal('disparity') }),
    ]),
  ),
  invalid: stated(z.array(number)),
  time: stated(z.enum(TIME_UNITS)),
  registration: stated(z.enum(REGISTRATIONS)),
});

export const exportSummarySchema = object({
  output: text,
  frames: count,
  losses: z.array(text),
  leftOut: object({ count, reasons: z.array(text) }).exactOptional(),
  notices: z.array(text).exactOptional(),
  reading: readingSchema.exactOptional(),
});
