import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { isThere } from '../../../base/is-there.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile } from '../files/files.ts';
import { NO_READING_16 } from '../reading/depth-millimetres.ts';
import { faultInWords } from '../../../base/schema-fault.ts';
import { reasonOf } from '../../../base/error-words.ts';

/**
 * A folder of registered RGB-D shots of people: `dataset.json` names the camera and, for every person, the gallery and
 * probe shots; each shot is `<person>/<shot>.color.png` (or `.jpg`), `<person>/<shot>.depth.png` (16 bit, mm, 0 and 65535
 * = no reading) and, where the sensor gave it, `<person>/<shot>.ir.png` (16 bit, brightness in infrared). It may also name presentation attacks, by species
 * and by the owner whose lock they were shown to: pictures of the same kind in the owner's folder.
 */
export interface FolderDataset {
  readonly name: string;
  readonly people: number;
  readonly camera: CameraModel;
  /** Of the people themselves; no attack is among them. */
  readonly shots: readonly DatasetShot[];
  readonly attacks: readonly AttackShot[];
  read(shot: PictureName): Promise<Result<RgbdFrame>>;
}

/** The pictures of a shot: `<person>/<shot>`. */
export interface PictureName {
  readonly person: string;
  readonly shot: string;
}

export interface DatasetShot extends PictureName {
  readonly role: 'gallery' | 'probe';
}

/** A presentation attack; `person` is the owner whom it claims to be. */
export interface AttackShot extends PictureName {
  /** Kind of the attack instrument, such as `print-flat` (ISO/IEC 30107-3: PAI species). */
  readonly species: string;
}

/**
 * Whether a name of a person, a shot or a species can be the name of a folder or a file on every system: letters of any
 * language, digits, spaces inside, `_`, `-`, `.`, `'`; 100 characters at most.
 */
export const isDatasetName = (name: string): boolean =>
  /^[\p{L}\p{M}\p{N}_.'’·-](?:[\p{L}\p{M}\p{N}_.'’· -]{0,98}[\p{L}\p{M}\p{N}_.'’·-])?$/u.test(
    name,
  ) &&
  !/^\.+$/.test(name) &&
  Buffer.byteLength(name) <= LONGEST_NAME_BYTES;

/** File systems take 255 bytes, and endings follow. */
const LONGEST_NAME_BYTES = 240;
/** A picture larger than any depth camera makes is a mistake or an attack. */
const LARGEST_SIDE = 4096;
/** Room for more than a million shots. */
const LARGEST_DESCRIPTION_BYTES = 64 * 1024 * 1024;
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const JPEG = Buffer.from('\xff\xd8\xff', 'latin1');
// File names are joined to the folder, so a name must not escape from it.
const fileName = z.string().refine(isDatasetName);
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
  attacks: z.record(fileName, z.record(fileName, z.array(fileName).max(10_000))).optional(),
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
  const fault = faultOfAttacks(value);
  if (fault !== null) {
    return fail('dataset-unreadable', `The attacks in ${file} cannot be evaluated: ${fault}`);
  }
  return succeed({
    name: value.name,
    people: Object.keys(value.people).length,
    camera: cameraModel(value.name, value.camera),
    shots: shotsOf(value),
    attacks: attacksOf(value),
    read: (shot) => readShot(folder, value, shot),
  });
}

function parseDescription(
  text: string,
): { readonly ok: true; readonly value: Description } | { readonly ok: false; reason: string } {
  let json: unknown;
  try {
    // Editors of Windows put a mark before the text.
    json = JSON.parse(text.replace(/^\ufeff/, ''));
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

function attacksOf({ attacks = {} }: Description): AttackShot[] {
  return Object.entries(attacks).flatMap(([species, byOwner]) =>
    Object.entries(byOwner).flatMap(([person, shots]) =>
      shots.map((shot): AttackShot => ({ species, person, shot })),
    ),
  );
}

/** What is wrong with the attacks, as a sentence; null: nothing. */
function faultOfAttacks(description: Description): string | null {
  const genuine = new Set(shotsOf(description).map(pathOf));
  const enrolled = new Map(
    Object.entries(description.people).map(([person, { gallery }]) => [person, gallery.length]),
  );
  const seen = new Map<string, string>();
  for (const attack of attacksOf(description)) {
    const { species, person } = attack;
    const path = pathOf(attack);
    const references = enrolled.get(person);
    if (references === undefined) {
      return `“${species}” is shown to ${person}, who is not among the people. Each owner must be named under "people".`;
    }
    if (references === 0) {
      return `“${species}” is shown to ${person}, who has no gallery shot, so there is no lock to open. Give ${person} one, or leave the attack out.`;
    }
    if (genuine.has(path)) {
      return `${path} is named as a shot of ${person} and as “${species}”. A shot is either genuine or an attack; take it out of one of the two.`;
    }
    const other = seen.get(path);
    if (other !== undefined) {
      return `${path} is named twice, as “${other}” and as “${species}”. Each attack counts once, in one species.`;
    }
    seen.set(path, species);
  }
  return null;
}

const pathOf = ({ person, shot }: PictureName): string => `${person}/${shot}`;

async function readShot(
  folder: string,
  { name, camera }: Description,
  { person, shot }: PictureName,
): Promise<Result<RgbdFrame>> {
  const stem = await stemOf(folder, person, shot);
  const path = (kind: string) => `${stem}.${kind}.png`;
  const { width, height } = camera;
  const color = await readPixels(await colorOf(stem), width, height, 'color');
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
    depth: numbers(depth.value).map((mm) => (mm === NO_READING_16 ? 0 : mm)),
    ...(infrared === null ? {} : { infrared: numbers(infrared.value) }),
    camera: cameraModel(name, camera),
  });
}

/** Letters with accents have two spellings (NFC, NFD); which one a name has depends on the computer that wrote it. */
async function stemOf(folder: string, person: string, shot: string): Promise<string> {
  const spelled = join(folder, person, shot);
  for (const form of ['NFC', 'NFD'] as const) {
    if (await isThere(join(folder, person))) break;
    const other = join(folder, person.normalize(form));
    if (await isThere(other)) return join(other, shot.normalize(form));
  }
  return spelled;
}

/** In capitals where a camera wrote them, on a disk that tells them apart. */
export const COLOR_ENDINGS = ['png', 'jpg', 'jpeg', 'PNG', 'JPG', 'JPEG'] as const;

async function colorOf(stem: string): Promise<string> {
  for (const ending of COLOR_ENDINGS) {
    const file = `${stem}.color.${ending}`;
    if (await isThere(file)) return file;
  }
  return `${stem}.color.png`;
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
  const isJpeg = kind === 'color' && JPEG.equals(bytes.value.subarray(0, JPEG.length));
  if (!isJpeg && !PNG.equals(bytes.value.subarray(0, PNG.length))) {
    const reason = 'it does not begin as a PNG picture';
    return fail('dataset-unreadable', `${file} cannot be used: ${reason}.`);
  }
  try {
    const image = sharp(bytes.value, { limitInputPixels: LARGEST_SIDE * LARGEST_SIDE });
    const { depth, channels: found } = await image.metadata();
    // Of anything else the library would make 16 bits, which are no millimetres.
    if (kind === 'depth' && (depth !== 'ushort' || found !== 1)) {
      const bits = depth === 'uchar' ? '8 bits, too few for depth' : depth;
      return fail(
        'dataset-unreadable',
        `${file} cannot be used: depth is one channel of 16 bits, this has ${found} of ${bits}.`,
      );
    }
    const pipeline =
      kind === 'color'
        ? image.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' })
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
