/** What the scale bench measured, as it is kept for docs/scale.md. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export const FIGURES_FILE = join(import.meta.dirname, 'figures.json');

const points = z.array(z.tuple([z.number(), z.number()]));
const figuresSchema = z.object({
  /** Day, as 2026-11-30. */
  date: z.iso.date(),
  processor: z.string(),
  cores: z.number().int().positive(),
  node: z.string(),
  curves: z.array(
    z.object({
      name: z.string(),
      xTitle: z.string(),
      yTitle: z.string(),
      measured: points.min(1),
      extrapolated: points,
    }),
  ),
  /** Beside the nearest, by faces in view. */
  othersSeen: z.array(z.number().int().nonnegative()),
  /** Index and message headers of a recording, KiB a frame. */
  kibPerFrame: z.number().positive(),
  /** KiB of the disk a rendered person, or why none was rendered. */
  renderedPerson: z.union([z.number().positive(), z.string()]),
});

export type ScaleFigures = Readonly<z.infer<typeof figuresSchema>>;

/** The figures that docs/scale.md shows. Throws where they are not there or damaged. */
export async function keptFigures(): Promise<ScaleFigures> {
  return figuresSchema.parse(JSON.parse(await readFile(FIGURES_FILE, 'utf8')));
}
