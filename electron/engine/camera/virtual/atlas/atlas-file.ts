import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { fail, succeed } from '../../../../contract/problem.ts';
import type { Result } from '../../../../contract/problem.ts';
import type { Atlas, AtlasView } from './atlas.ts';
import { fillBackground } from '../drawing/fill-background.ts';
import { packGeometry, unpackGeometry } from './view-geometry.ts';

/*
 * Layout: 'DLAT', u16 version, u16 zero, u32 length of the header, the header as JSON, then the parts. A view has
 * two parts: its colour as WebP and its geometry (view-geometry.ts). Little-endian; offsets count from the
 * end of the header.
 */
const MAGIC = 'DLAT';
const VERSION = 1;
const PREFIX_BYTES = 12;
const WEBP_QUALITY = 82;

/** What a reader accepts; a file beyond it is refused before anything is allocated. */
export const ATLAS_LIMITS = {
  fileBytes: 32 << 20,
  headerBytes: 1 << 20,
  views: 1024,
  viewSide: 1024,
} as const;

const side = z.int().min(1).max(ATLAS_LIMITS.viewSide);
const part = z.object({ offset: z.int().min(0), bytes: z.int().min(1) });
const angle = z.number().min(-180).max(180);
const viewHeader = z.object({
  yaw: angle,
  pitch: angle,
  x0: z.int().min(-4096).max(4096),
  y0: z.int().min(-4096).max(4096),
  width: side,
  height: side,
  color: part,
  geometry: part,
});
const atlasHeader = z.object({
  id: z.string().min(1).max(64),
  name: z.string().max(200),
  description: z.string().max(1000),
  camera: z.object({
    width: z.int().min(1).max(4096),
    height: z.int().min(1).max(4096),
    intrinsics: z.object({
      fx: z.number().positive(),
      fy: z.number().positive(),
      cx: z.number(),
      cy: z.number(),
    }),
  }),
  pivot: z.tuple([z.number(), z.number(), z.number()]),
  faceDistanceMm: z.number().positive(),
  interOcularMm: z.number().positive(),
  head: z.array(viewHeader).min(1).max(ATLAS_LIMITS.views),
  torso: viewHeader,
});

type AtlasHeader = z.infer<typeof atlasHeader>;
type ViewHeader = z.infer<typeof viewHeader>;

/** An atlas whose pictures are still packed: a frame needs only a few of them. */
export interface AtlasArchive extends Omit<Atlas, 'head' | 'torso'> {
  /** Where the head pictures are; `readHead(i)` unpacks the i-th. */
  readonly head: readonly ViewPlace[];
  readHead(index: number): Promise<Result<AtlasView>>;
  readTorso(): Promise<Result<AtlasView>>;
}

export type ViewPlace = Pick<AtlasView, 'yaw' | 'pitch'>;

/**
 * Packs an atlas: colour as WebP (lossy), depth and surface without loss, follow in steps of 1/32.
 * Throws a RangeError when the atlas breaks ATLAS_LIMITS or a plane has the wrong length.
 */
export async function encodeAtlas(atlas: Atlas): Promise<Buffer> {
  const parts: Buffer[] = [];
  let offset = 0;
  const append = (bytes: Buffer): { offset: number; bytes: number } => {
    const place = { offset, bytes: bytes.length };
    parts.push(bytes);
    offset += bytes.length;
    return place;
  };
  const appendView = async (view: AtlasView): Promise<ViewHeader> => {
    const { yaw, pitch, x0, y0, width, height } = view;
    requirePlanes(view);
    const color = append(await packColor(view));
    const geometry = append(await packGeometry(view, width));
    return { yaw, pitch, x0, y0, width, height, color, geometry };
  };
  const head: ViewHeader[] = [];
  for (const view of atlas.head) {
    head.push(await appendView(view));
  }
  const torso = await appendView(atlas.torso);
  const { id, name, description, camera, faceDistanceMm, interOcularMm } = atlas;
  const pivot: AtlasHeader['pivot'] = [...atlas.pivot];
  const common = { id, name, description, camera, pivot, faceDistanceMm, interOcularMm };
  const header = atlasHeader.safeParse({ ...common, head, torso });
  if (!header.success) {
    throw new RangeError(`This atlas cannot be stored: ${z.prettifyError(header.error)}`);
  }
  const json = Buffer.from(JSON.stringify(header.data));
  return Buffer.concat([prefix(json.length), json, ...parts]);
}

/** Unpacks every picture of an atlas: about half a megabyte a view. The camera uses openAtlas instead. */
export async function decodeAtlas(bytes: Uint8Array, file = 'atlas'): Promise<Result<Atlas>> {
  const opened = openAtlas(bytes, file);
  if (!opened.ok) {
    return opened;
  }
  const archive = opened.value;
  const head: AtlasView[] = [];
  for (let i = 0; i < archive.head.length; i++) {
    const view = await archive.readHead(i);
    if (!view.ok) {
      return view;
    }
    head.push(view.value);
  }
  const torso = await archive.readTorso();
  if (!torso.ok) {
    return torso;
  }
  const { id, name, description, camera, pivot, faceDistanceMm, interOcularMm } = archive;
  const common = { id, name, description, camera, pivot, faceDistanceMm, interOcularMm };
  return succeed({ ...common, head, torso: torso.value });
}

/** Reads and opens an atlas file; `people-missing` says why it cannot be used. */
export async function readAtlasFile(path: string): Promise<Result<AtlasArchive>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return unusable(basename(path), reasonOf(error));
  }
  return openAtlas(bytes, basename(path));
}

/**
 * Checks the header of a packed atlas and hands out its pictures on demand.
 *
 * @param file name used in problems
 */
export function openAtlas(bytes: Uint8Array, file = 'atlas'): Result<AtlasArchive> {
  const read = readHeader(bytes, file);
  if (!read.ok) {
    return read;
  }
  const { header, body } = read.value;
  const readView = async (view: ViewHeader): Promise<Result<AtlasView>> => {
    const { yaw, pitch, x0, y0, width, height } = view;
    const [color, geometry] = await Promise.all([
      unpackColor(slice(body, view.color), width, height),
      unpackGeometry(slice(body, view.geometry), width, height),
    ]);
    if (color === undefined || geometry === undefined) {
      return unusable(file, `the picture at yaw ${yaw}, pitch ${pitch} is damaged`);
    }
    return succeed({ yaw, pitch, x0, y0, width, height, color, ...geometry });
  };
  return succeed({
    ...header,
    head: header.head.map(({ yaw, pitch }) => ({ yaw, pitch })),
    readHead: async (index) => {
      const view = header.head[index];
      return view === undefined
        ? unusable(file, `it has no picture number ${index}`)
        : readView(view);
    },
    readTorso: () => readView(header.torso),
  });
}

function readHeader(
  bytes: Uint8Array,
  file: string,
): Result<{ header: AtlasHeader; body: Uint8Array }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length > ATLAS_LIMITS.fileBytes) {
    return unusable(file, `it is larger than ${ATLAS_LIMITS.fileBytes} bytes`);
  }
  if (buffer.length < PREFIX_BYTES || buffer.toString('latin1', 0, 4) !== MAGIC) {
    return unusable(file, 'it is not an atlas file');
  }
  const version = buffer.readUInt16LE(4);
  if (version !== VERSION) {
    return unusable(file, `it has version ${version} of the format, this program reads ${VERSION}`);
  }
  const length = buffer.readUInt32LE(8);
  if (length > ATLAS_LIMITS.headerBytes || PREFIX_BYTES + length > buffer.length) {
    return unusable(file, 'its header is cut off');
  }
  const parsed = atlasHeader.safeParse(
    parseJson(buffer.toString('utf8', PREFIX_BYTES, PREFIX_BYTES + length)),
  );
  if (!parsed.success) {
    return unusable(file, 'its header is damaged');
  }
  const body = buffer.subarray(PREFIX_BYTES + length);
  const parts = [...parsed.data.head, parsed.data.torso].flatMap((v) => [v.color, v.geometry]);
  if (parts.some((p) => p.offset + p.bytes > body.length)) {
    return unusable(file, 'it is cut off');
  }
  return succeed({ header: parsed.data, body });
}

function prefix(headerBytes: number): Buffer {
  const bytes = Buffer.alloc(PREFIX_BYTES);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt32LE(headerBytes, 8);
  return bytes;
}

function requirePlanes(view: AtlasView): void {
  const pixels = view.width * view.height;
  const { color, depth, surface, follow } = view;
  if (![color.length / 3, depth.length, surface.length, follow.length].every((n) => n === pixels)) {
    throw new RangeError(
      `The view at yaw ${view.yaw}, pitch ${view.pitch} has a plane that is not ${view.width} x ${view.height}`,
    );
  }
}

async function packColor(view: AtlasView): Promise<Buffer> {
  const { width, height } = view;
  const filled = fillBackground(view.color, view.depth, width, height);
  return sharp(filled, { raw: { width, height, channels: 3 } })
    .webp({ quality: WEBP_QUALITY, smartSubsample: true, effort: 6 })
    .toBuffer();
}

/** Undefined when the bytes are not a WebP picture of that size. */
async function unpackColor(
  bytes: Uint8Array,
  width: number,
  height: number,
): Promise<Uint8Array | undefined> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: width * height })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const fits = info.width === width && info.height === height && info.channels === 3;
    return fits ? new Uint8Array(data) : undefined;
  } catch {
    return undefined;
  }
}

const slice = (body: Uint8Array, place: { offset: number; bytes: number }): Uint8Array =>
  body.subarray(place.offset, place.offset + place.bytes);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' ? 'it is not there' : `it cannot be read (${String(code ?? error)})`;
}

const unusable = (file: string, reason: string): Result<never> =>
  fail(
    'people-missing',
    `The virtual person in ${file} cannot be shown: ${reason}. Reinstall Depthlock to restore the file.`,
  );
