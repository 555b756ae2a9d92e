import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { isThere, LARGEST_PICTURE_BYTES, readWholeFile } from '../files/files.ts';
import { faultInWords } from '../../../base/schema-fault.ts';
import { reasonOf } from '../../../base/error-words.ts';

/**
 * A folder of registered RGB-D shots of people: `dataset.json` names the camera and, for every person, the gallery and
 * probe shots; each shot is `<person>/<shot>.color.png`, `<person>/<shot>.depth.png` (16 bit, mm) and, where the sensor
 * gave it, `<person>/<shot>.ir.png` (16 bit, brightness in infrared).
 */
export interface FolderDataset {
  readonly name: string;
  readonly people: number;
  readonly camera: CameraModel;
  readonly shots: readonly DatasetShot[];
  read(shot: DatasetShot): Promise<Result<RgbdFrame>>;
}

export interface DatasetShot {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
}

/** A picture larger than any depth camera makes is a mistake or an attack. */
const LARGEST_SIDE = 4096;
/** Room for more than a million shots. */
const LARGEST_DESCRIPTION_BYTES = 64 * 1024 * 1024;
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
// File names are joined to the folder, so a name must not escape from it.
const fileName = z
  .string()
  .regex(/^[\w.-]{1,100}$/)
  .refine((name) => !/^\.+$/.test(name));
const datasetSchema = z.object({
  name: z.string().max(200),
  camera: z.object({
    model: z.string().max(200),
    width: z.number().int().min(8).max(LARGEST_SIDE),
    height: z.number().int().min(8).max(LARGEST_SIDE),
    fx: z.number().positive(),
    fy: z.number().positive(),
    cx: z.number(),
    cy: z.number(),
  }),
  people: z.record(
    fileName,
    z.object({ gallery: z.array(fileName).max(10_000), probe: z.array(fileName).max(10_000) }),
  ),
});
type Description = z.infer<typeof datasetSchema>;

/** Opens a dataset folder; the problem says which file is wrong and how. */
export async function openFolderDataset(folder: string): Promise<Result<FolderDataset>> {
  const file = join(folder, 'dataset.json');
  const text = await readWholeFile(file, LARGEST_DESCRIPTION_BYTES);
  if (!text.ok) {
    return fail(
      'dataset-unreadable',
      `There is no dataset in ${folder}: ${text.problem.message} Give the folder that holds dataset.json.`,
    );
  }
  const description = parseDescription(text.value.toString('utf8'));
  if (!description.ok) {
    return fail(
      'dataset-unreadable',
      `${file} is not a dataset description (${description.reason}). It must name the camera and each person's gallery and probe shots.`,
    );
  }
  const { value } = description;
  return succeed({
    name: value.name,
    people: Object.keys(value.people).length,
    camera: cameraModel(value.name, value.camera),
    shots: shotsOf(value),
    read: (shot) => readShot(folder, value, shot),
  });
}

function parseDescription(
  text: string,
): { readonly ok: true; readonly value: Description } | { readonly ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  const parsed = datasetSchema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, reason: faultInWords(parsed.error) };
}

function shotsOf({ people }: Description): DatasetShot[] {
  return Object.entries(people).flatMap(([person, { gallery, probe }]) => [
    ...gallery.map((shot): DatasetShot => ({ person, shot, role: 'gallery' })),
    ...probe.map((shot): DatasetShot => ({ person, shot, role: 'probe' })),
  ]);
}

async function readShot(
  folder: string,
  { name, camera }: Description,
  { person, shot }: DatasetShot,
): Promise<Result<RgbdFrame>> {
  const path = (kind: string) => join(folder, person, `${shot}.${kind}.png`);
  const { width, height } = camera;
  const color = await readPixels(path('color'), width, height, 'color');
  if (!color.ok) return color;
  const depth = await readPixels(path('depth'), width, height, 'depth');
  if (!depth.ok) return depth;
  const numbers = ({ buffer, byteOffset }: Uint8Array) =>
    new Uint16Array(buffer, byteOffset, width * height);
  const infrared = (await isThere(path('ir')))
    ? await readPixels(path('ir'), width, height, 'infrared')
    : null;
  if (infrared?.ok === false) return infrared;
  return succeed({
    sequence: 0,
    timeMs: 0,
    width,
    height,
    color: color.value,
    depth: numbers(depth.value),
    ...(infrared === null ? {} : { infrared: numbers(infrared.value) }),
    camera: cameraModel(name, camera),
  });
}

const cameraModel = (dataset: string, camera: Description['camera']): CameraModel => ({
  name: camera.model,
  serial: dataset,
  intrinsics: { fx: camera.fx, fy: camera.fy, cx: camera.cx, cy: camera.cy },
  trust: 'recording',
});

async function readPixels(
  file: string,
  width: number,
  height: number,
  kind: 'color' | 'depth' | 'infrared',
): Promise<Result<Uint8Array>> {
  const bytes = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!bytes.ok) return fail('dataset-unreadable', bytes.problem.message);
  if (!PNG.equals(bytes.value.subarray(0, PNG.length))) {
    return fail(
      'dataset-unreadable',
      `${file} cannot be used: it does not begin as a PNG picture.`,
    );
  }
  try {
    const image = sharp(bytes.value, { limitInputPixels: LARGEST_SIDE * LARGEST_SIDE });
    const pipeline =
      kind === 'color'
        ? image.toColourspace('srgb').ensureAlpha().raw()
        : image.toColourspace('grey16').raw({ depth: 'ushort' });
    const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
    const channels = kind === 'color' ? 4 : 1;
    if (info.width !== width || info.height !== height || info.channels !== channels) {
      return fail(
        'dataset-unreadable',
        `${file} is ${info.width}×${info.height} with ${info.channels} channels; dataset.json promises ${width}×${height}.`,
      );
    }
    // Copied, so that 16-bit readings are aligned.
    return succeed(Uint8Array.from(data));
  } catch (error) {
    const reason = reasonOf(error);
    return fail('dataset-unreadable', `${file} cannot be read as a picture (${reason}).`);
  }
}
