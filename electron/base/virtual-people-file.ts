/**
 * The embeddings of the eight virtual people, `models/virtual-people.{json,bin}` in the assets folder: what the explorer
 * begins with. The first file says what lies in the second: all embeddings as 32-bit numbers, little end first, then a
 * JPEG of each look. `npx tsx training/ship/embed-virtual-people.ts` writes both.
 */
import { z } from 'zod';
import type { ExplorerPoint, ExplorerSet } from '../contract/explorer.ts';
import { EMBEDDING_LENGTH } from '../contract/face-embedding.ts';
import { readModelAsset } from './model-asset.ts';

export const VIRTUAL_PEOPLE_CARD = 'virtual-people.json';
export const VIRTUAL_PEOPLE_DATA = 'virtual-people.bin';

const BYTES_EACH = 4 * EMBEDDING_LENGTH;
const MOST_LOOKS = 100_000;

const measure = z.number();
const cardSchema = z.object({
  encoder: z.object({ name: z.string(), version: z.string() }),
  looks: z
    .array(
      z.object({
        person: z.string(),
        yaw: measure,
        pitch: measure,
        handicap: measure,
        /** Bytes of its JPEG. */
        picture: z.number().int().min(0),
      }),
    )
    .max(MOST_LOOKS),
});

/** The shipped embeddings; null where the files are missing, damaged or not those of this build. */
export async function readVirtualPeople(assets: string): Promise<ExplorerSet | null> {
  const [card, data] = await Promise.all([
    readModelAsset(assets, VIRTUAL_PEOPLE_CARD),
    readModelAsset(assets, VIRTUAL_PEOPLE_DATA),
  ]);
  return card.kind === 'bytes' && data.kind === 'bytes'
    ? unpackVirtualPeople(card.bytes, data.bytes)
    : null;
}

/** The set in both files; null if they are none, or do not belong together. */
export function unpackVirtualPeople(cardBytes: Uint8Array, data: Uint8Array): ExplorerSet | null {
  const card = cardSchema.safeParse(parseJson(new TextDecoder().decode(cardBytes)));
  if (!card.success) return null;
  const { encoder, looks } = card.data;
  const pictures = looks.reduce((sum, { picture }) => sum + picture, 0);
  if (data.length !== looks.length * BYTES_EACH + pictures) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let at = looks.length * BYTES_EACH;
  const points = looks.map(({ picture, ...look }, index): ExplorerPoint => {
    const embedding = Float32Array.from({ length: EMBEDDING_LENGTH }, (_, i) =>
      view.getFloat32(index * BYTES_EACH + 4 * i, true),
    );
    const thumbnail = data.slice(at, at + picture);
    at += picture;
    const known = {
      ...look,
      embedding,
      spectrum: 'colour',
      trust: 'virtual',
      timeIso: null,
    } as const;
    return picture === 0 ? known : { ...known, thumbnail };
  });
  return { kind: 'virtual-people', name: '', encoder, points };
}

/** Both files of a set; the inverse of `unpackVirtualPeople`, but for a time, which virtual people do not have. */
export function packVirtualPeople({ encoder, points }: Pick<ExplorerSet, 'encoder' | 'points'>): {
  readonly card: Uint8Array;
  readonly data: Uint8Array;
} {
  const looks = points.map(({ person, yaw, pitch, handicap, thumbnail }) => ({
    ...{ person, yaw, pitch, handicap },
    picture: thumbnail?.length ?? 0,
  }));
  const lines = looks.map((look) => `  ${JSON.stringify(look)}`).join(',\n');
  const card = `{"encoder": ${JSON.stringify(encoder)}, "looks": [\n${lines}\n]}\n`;
  const vectors = new DataView(new ArrayBuffer(points.length * BYTES_EACH));
  points.forEach(({ embedding }, index) => {
    embedding.forEach((value, i) => vectors.setFloat32(index * BYTES_EACH + 4 * i, value, true));
  });
  const parts = [new Uint8Array(vectors.buffer), ...points.map((p) => p.thumbnail ?? EMPTY)];
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { card: new TextEncoder().encode(card), data };
}

const EMPTY = new Uint8Array();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
