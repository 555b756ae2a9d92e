import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../../electron/base/error-words.ts';
import { FACE_KIT, type FaceKitSize } from './public-sets.ts';

const tableSchema = z.object({
  file: z.string().regex(/^[\w.-]+$/),
  modes: z.array(z.string()),
  /** Centimetres of one step of each mode. */
  scale: z.array(z.number().nonnegative()),
});

/**
 * `modes.json` of the folder `ict-facekit`: mode k moves coordinate i by `scale[k] · value[k][i]` cm, values being
 * 16-bit little-endian integers [mode][vertex][xyz] in the file that the table names.
 */
export const faceKitSchema = z.object({
  vertices: z.int().positive(),
  unit: z.string(),
  layout: z.string(),
  identity: tableSchema,
  expression: tableSchema,
});

export type FaceKitModes = z.infer<typeof faceKitSchema>;

/** Files of the folder. */
export const FACE_KIT_FILES = ['neutral.obj', 'identity.i16', 'expression.i16', 'modes.json'];

/** Shapes of the face that rendered people make. */
export const EXPRESSIONS = ['eyeBlink_L', 'eyeBlink_R', 'jawOpen', 'mouthSmile_L', 'mouthSmile_R'];

/** What is wrong with a folder `ict-facekit`, file by file; nothing if it can be trained with. Quick. */
export function faultsOfFaceKit(folder: string, size: FaceKitSize = FACE_KIT): string[] {
  const missing = FACE_KIT_FILES.filter(
    (file) => statSync(join(folder, file), { throwIfNoEntry: false })?.isFile() !== true,
  );
  if (missing.length > 0) return missing.map((file) => `${file} is missing`);
  let modes: FaceKitModes;
  try {
    modes = faceKitSchema.parse(JSON.parse(readFileSync(join(folder, 'modes.json'), 'utf8')));
  } catch (error) {
    return [`modes.json is damaged: ${reasonOf(error)}`];
  }
  return faultsOfModes(folder, modes, size);
}

function faultsOfModes(folder: string, modes: FaceKitModes, size: FaceKitSize): string[] {
  const faults: string[] = [];
  const { vertices, identity, expression } = modes;
  if (vertices !== size.vertices) {
    faults.push(`modes.json is of a head of ${vertices} vertices, not ${size.vertices}`);
  }
  if (identity.modes.length < size.identities) {
    faults.push(`modes.json names ${identity.modes.length} of ${size.identities} identity modes`);
  }
  const unnamed = EXPRESSIONS.filter((name) => !expression.modes.includes(name));
  if (unnamed.length > 0) faults.push(`modes.json lacks the expressions ${unnamed.join(', ')}`);
  for (const table of [identity, expression]) {
    if (table.scale.length !== table.modes.length) {
      faults.push(`modes.json has ${table.scale.length} scales for ${table.modes.length} modes`);
    }
    const expected = 6 * vertices * table.modes.length;
    const found = statSync(join(folder, table.file), { throwIfNoEntry: false })?.size ?? 0;
    if (found !== expected) faults.push(`${table.file} has ${found} bytes instead of ${expected}`);
  }
  const neutral = readFileSync(join(folder, 'neutral.obj'), 'latin1');
  const found = neutral.match(/^v /gm)?.length ?? 0;
  const polygons = neutral.match(/^f /gm)?.length ?? 0;
  if (found !== vertices || polygons !== size.polygons) {
    faults.push(
      `neutral.obj has ${found} vertices and ${polygons} polygons instead of ${vertices} and ${size.polygons}`,
    );
  }
  return faults;
}
