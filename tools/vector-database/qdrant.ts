/**
 * Looks of `depthlock embed` in a Qdrant database (https://api.qdrant.tech), over its REST API:
 *
 * `npx tsx tools/vector-database/qdrant.ts load looks.jsonl http://localhost:6333/collections/looks`
 * `npx tsx tools/vector-database/qdrant.ts nearest probes.jsonl http://localhost:6333/collections/looks [--most 5]`
 *
 * `--key-file FILE` where the database wants a key. Goes to the named address and nowhere else, and takes embeddings there:
 * whoever has them can recognise people. Pictures stay here.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { reasonOf } from '../../electron/base/error-words.ts';
import { embedLine, parseLine, type EmbedLine } from '../../electron/contract/command-lines.ts';
import { EMBEDDING_LENGTH } from '../../electron/contract/face-embedding.ts';
import { isMain } from '../is-main.ts';

const POINTS_A_REQUEST = 256;
const PATIENCE_MS = 60_000;
const COLLECTION_PATH = /^\/(?:.+\/)?collections\/[\w.-]{1,255}$/;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const VECTORS = { size: EMBEDDING_LENGTH, distance: 'Euclid' };
const VECTORS_IN_WORDS = `${VECTORS.size} numbers, ${VECTORS.distance}`;

/** A collection of a database. */
export interface Collection {
  /** Such as http://localhost:6333/collections/looks, see `collectionAddress`. */
  readonly address: string;
  readonly key?: string;
}

export interface Neighbour {
  /** Null: the source did not say whose it is. */
  readonly person: string | null;
  readonly source: string;
  readonly look: string;
  /** As the engine's: the root of the squared distance and the handicap of the look that was asked about. */
  readonly distance: number;
}

type Look = Extract<EmbedLine, { kind: 'look' }>;

/** A look, and what made it. */
interface MadeLook {
  readonly look: Look;
  readonly source: string;
  /** Name and version. Embeddings of two encoders have nothing to do with each other. */
  readonly encoder: string;
}

const payloadSchema = z.object({
  person: z.string().nullable(),
  source: z.string(),
  look: z.string(),
});
const foundSchema = z.object({
  result: z.object({
    points: z.array(z.object({ score: z.number(), payload: payloadSchema })),
  }),
});
const infoSchema = z.object({
  result: z.object({
    config: z.object({
      params: z.object({ vectors: z.object({ size: z.number(), distance: z.string() }) }),
    }),
  }),
});

/**
 * The address of a collection, without a slash at its end. Throws a sentence for what is none, and for one to which
 * embeddings would go unencrypted through a network.
 */
export function collectionAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const path = url?.pathname.replace(/\/$/, '') ?? '';
  if (url === null || !/^https?:$/.test(url.protocol) || !COLLECTION_PATH.test(path)) {
    throw new Error(
      `“${text}” is no collection. Name one like http://localhost:6333/collections/looks.`,
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    throw new Error(
      `Embeddings would go to ${url.hostname} for everybody on the way to read. Nothing was sent; use https, or a tunnel to localhost.`,
    );
  }
  return `${url.origin}${path}`;
}

/**
 * Stores every look, and makes the collection where there is none. The same look of the same source takes the place of
 * the one before. Throws a sentence where lines are no output of `depthlock embed`, or the database refuses.
 * @param lines of `depthlock embed`
 * @returns how many looks were stored
 */
export async function loadLooks(lines: AsyncIterable<string>, into: Collection): Promise<number> {
  await makeCollection(into);
  let stored = 0;
  let waiting: MadeLook[] = [];
  const send = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await ask(into, 'PUT', '/points?wait=true', { points: waiting.map(pointOf) });
    stored += waiting.length;
    waiting = [];
  };
  for await (const look of looksIn(lines)) {
    if (waiting.push(look) === POINTS_A_REQUEST) await send();
  }
  await send();
  return stored;
}

/**
 * For each look its nearest in the collection, nearest first: of the same encoder and the same spectrum, by exact search.
 * Throws as `loadLooks` does.
 * @param most neighbours of a look
 */
export async function* nearestLooks(
  lines: AsyncIterable<string>,
  collection: Collection,
  most: number,
): AsyncGenerator<{ readonly look: string; readonly nearest: readonly Neighbour[] }> {
  for await (const { look, encoder } of looksIn(lines)) {
    const match = (key: string, value: string) => ({ key, match: { value } });
    const answer = await ask(collection, 'POST', '/points/query', {
      query: look.embedding,
      filter: { must: [match('encoder', encoder), match('spectrum', look.spectrum)] },
      params: { exact: true },
      limit: most,
      with_payload: true,
    });
    const { points } = foundSchema.parse(answer).result;
    yield {
      look: look.look,
      nearest: points.map(({ score, payload }) => ({
        ...payload,
        distance: Math.sqrt(Math.max(0, score ** 2 + look.handicap)),
      })),
    };
  }
}

async function* looksIn(lines: AsyncIterable<string>): AsyncGenerator<MadeLook> {
  let from: Pick<MadeLook, 'source' | 'encoder'> | null = null;
  for await (const text of lines) {
    const line = parseLine(embedLine, text);
    if (line?.kind === 'source') {
      from = { source: line.name, encoder: `${line.encoder.name} ${line.encoder.version}` };
    } else if (line === null || from === null) {
      throw new Error('This is not what `depthlock embed` prints: make the file with it.');
    } else if (line.kind === 'look') {
      yield { ...from, look: line };
    }
  }
}

function pointOf({ look, source, encoder }: MadeLook) {
  const { person, spectrum, trust, timeIso, yaw, pitch, handicap } = look;
  return {
    id: idOf([encoder, source, look.look]),
    vector: look.embedding,
    payload: {
      ...{ person, source, look: look.look, encoder },
      ...{ spectrum, trust, timeIso, yaw, pitch, handicap },
    },
  };
}

/** A UUID, the same for the same names: of version 8, whose content is its maker's (RFC 9562). */
function idOf(names: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  const part = (from: number, to: number): string => hash.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`;
}

async function makeCollection(collection: Collection): Promise<void> {
  const found = await request(collection, 'GET', '');
  if (found.status === 404) {
    await ask(collection, 'PUT', '', { vectors: VECTORS });
    return;
  }
  const parsed = infoSchema.safeParse(await answerOf(collection, found));
  const vectors = parsed.success ? parsed.data.result.config.params.vectors : null;
  if (vectors?.size === VECTORS.size && vectors.distance === VECTORS.distance) return;
  throw new Error(
    `${collection.address} holds other vectors than embeddings of Depthlock (${VECTORS_IN_WORDS}). Nothing was stored; name another collection.`,
  );
}

type Method = 'GET' | 'PUT' | 'POST';

const ask = async (
  collection: Collection,
  method: Method,
  path: string,
  body: unknown,
): Promise<unknown> => answerOf(collection, await request(collection, method, path, body));

async function request(
  { address, key }: Collection,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Response> {
  try {
    return await fetch(`${address}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'api-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw new Error(
      `${address} could not be reached (${reasonOf(error)}). Start the database, and run this again: what was stored before is stored once.`,
      { cause: error },
    );
  }
}

async function answerOf({ address }: Collection, response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  const reason = (await response.text()).slice(0, 300);
  throw new Error(`${address} refused with ${response.status}: ${reason}`);
}

/** Opened when the first line is wanted: `readline` throws away what it reads before. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield line;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { most: { type: 'string', default: '5' }, 'key-file': { type: 'string' } },
    allowPositionals: true,
  });
  const [what, file, address] = positionals;
  const most = Number(values.most);
  const isWhole = Number.isInteger(most) && most >= 1;
  if (file === undefined || address === undefined || positionals.length > 3 || !isWhole) {
    throw new Error(
      'Call it as: qdrant.ts load|nearest FILE ADDRESS [--most N] [--key-file FILE].',
    );
  }
  const keyFile = values['key-file'];
  const collection = {
    address: collectionAddress(address),
    ...(keyFile === undefined ? {} : { key: (await readFile(keyFile, 'utf8')).trim() }),
  };
  const lines = linesOf(file);
  if (what === 'load') {
    console.log(`${await loadLooks(lines, collection)} looks are in ${collection.address}.`);
  } else if (what === 'nearest') {
    for await (const found of nearestLooks(lines, collection, most)) {
      console.log(JSON.stringify(found));
    }
  } else {
    throw new Error(`There is no “${String(what)}”: load or nearest.`);
  }
}

if (isMain(import.meta)) {
  try {
    await main();
  } catch (error) {
    console.error(reasonOf(error));
    process.exitCode = 1;
  }
}
