import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbedLine } from '../../electron/contract/command-lines.ts';
import { EMBEDDING_LENGTH, withoutQuality } from '../../electron/contract/face-embedding.ts';
import { nearest, packGallery } from '../../electron/engine/identity/matching.ts';
import { collectionAddress, loadLooks, nearestLooks } from './qdrant.ts';
import { startQdrant, type QdrantStandIn } from './qdrant-fixture.ts';

let qdrant: QdrantStandIn;
beforeEach(async () => {
  qdrant = await startQdrant();
});
afterEach(() => qdrant.close());

type Look = Extract<EmbedLine, { kind: 'look' }>;

const ENCODER = { name: 'fused', version: '3' };
const SOURCE = { kind: 'source', name: 'family', encoder: ENCODER, looks: 4 } as const;

/** A direction of its own for each number. */
function direction(seed: number): number[] {
  const vector = Array.from({ length: EMBEDDING_LENGTH }, (_, i) => Math.sin(seed * 12.9 + i * i));
  const length = Math.hypot(...vector);
  return vector.map((x) => Math.fround(x / length));
}

const look = (person: string, n: number, changes: Partial<Look> = {}): Look => ({
  ...{ kind: 'look', person, look: `${person}/${n}`, yaw: 0, pitch: 0, handicap: 0 },
  ...{ spectrum: 'colour', trust: 'sensor', timeIso: null, picture: '' },
  embedding: direction(n),
  ...changes,
});

const printed = (...lines: readonly EmbedLine[]) =>
  Readable.from(lines.map((line) => JSON.stringify(line)));

async function nearestOf(probe: Look, most = 3, source: EmbedLine = SOURCE) {
  for await (const found of nearestLooks(printed(source, probe), qdrant, most)) {
    expect(found.look).toBe(probe.look);
    return found.nearest;
  }
  throw new Error('The look was not asked about.');
}

const PEOPLE = Array.from({ length: 300 }, (_, n) => look(`person ${n % 40}`, n));

describe('looks in Qdrant', () => {
  it('are stored once, however often they are loaded, and without pictures', async () => {
    const lines = [SOURCE, ...PEOPLE, { kind: 'missed', look: 'x', reason: 'none' }] as const;
    expect(await loadLooks(printed(...lines), qdrant)).toBe(PEOPLE.length);
    expect(await loadLooks(printed(...lines), qdrant)).toBe(PEOPLE.length);
    expect(qdrant.points.size).toBe(PEOPLE.length);
    expect(qdrant.requests.filter((request) => request === 'PUT ')).toHaveLength(1);
    for (const { payload } of qdrant.points.values()) expect(payload).not.toHaveProperty('picture');
  });

  it('are found as the engine finds them, handicap and all', async () => {
    await loadLooks(printed(SOURCE, ...PEOPLE), qdrant);
    const gallery = packGallery(
      PEOPLE.map(({ person, embedding }) => ({
        ...{ personId: String(person), name: String(person), encoder: 'fused 3', trust: 'sensor' },
        shape: null,
        references: [
          { ...{ yaw: 0, pitch: 0, spectrum: 'colour' }, embedding: Float32Array.from(embedding) },
        ],
      })),
      'fused 3',
    );
    for (const n of [1000, 1001, 1002, 1003]) {
      const probe = look('somebody', n, { handicap: n % 2 === 0 ? 0.05 : 0 });
      const { embedding, handicap } = probe;
      const vector = Float32Array.from(embedding);
      const brute = nearest({ ...withoutQuality(vector), handicap }, gallery, 'sensor');
      const [found] = await nearestOf(probe);
      expect(found?.person).toBe(brute?.name);
      expect(found?.distance).toBeCloseTo(brute?.distance ?? NaN, 5);
    }
  });

  it('are compared with those of the same encoder and spectrum alone', async () => {
    await loadLooks(printed(SOURCE, look('ada', 1), look('ben', 2)), qdrant);
    const probe = look('', 1);
    expect((await nearestOf(probe)).map(({ person }) => person)).toEqual(['ada', 'ben']);
    expect(await nearestOf({ ...probe, spectrum: 'infrared' })).toEqual([]);
    const other = { ...SOURCE, encoder: { ...ENCODER, version: '4' } };
    expect(await nearestOf(probe, 3, other)).toEqual([]);
    expect(await nearestOf(probe, 1)).toHaveLength(1);
  });

  it('are refused where the collection holds other vectors, before one is sent', async () => {
    const { address } = qdrant;
    await fetch(address, {
      method: 'PUT',
      body: JSON.stringify({ vectors: { size: 128, distance: 'Cosine' } }),
    });
    await expect(loadLooks(printed(SOURCE, look('ada', 1)), qdrant)).rejects.toThrow(
      'holds other vectors than embeddings of Depthlock',
    );
    expect(qdrant.points.size).toBe(0);
  });

  it('are refused where they are none', async () => {
    const loading = loadLooks(Readable.from(['{"kind":"look"}']), qdrant);
    await expect(loading).rejects.toThrow('not what `depthlock embed` prints');
    const headless = loadLooks(printed(look('ada', 1)), qdrant);
    await expect(headless).rejects.toThrow('not what `depthlock embed` prints');
  });
});

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'depthlock-qdrant-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const PROGRAM = join(import.meta.dirname, 'qdrant.ts');
  const call = (...words: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', PROGRAM, ...words]);

  it('loads a file, and finds what is in it', async () => {
    const file = join(folder, 'looks.jsonl');
    const lines = [SOURCE, look('ada', 1), look('ben', 2)].map((line) => JSON.stringify(line));
    writeFileSync(file, lines.join('\n'));
    const loaded = await call('load', file, qdrant.address);
    expect(loaded.stdout).toBe(`2 looks are in ${qdrant.address}.\n`);
    const { stdout } = await call('nearest', file, qdrant.address, '--most', '1');
    const found = stdout.trim().split('\n');
    expect(found).toHaveLength(2);
    expect(JSON.parse(found[1] ?? '')).toMatchObject({
      look: 'ben/2',
      nearest: [{ person: 'ben' }],
    });
  }, 60_000);

  it('says what is wrong', async () => {
    const missing = call('load', join(folder, 'none.jsonl'), qdrant.address);
    await expect(missing).rejects.toMatchObject({ code: 1, stdout: '' });
  }, 60_000);
});

describe('a database', () => {
  it('that wants a key gets it', async () => {
    const guarded = await startQdrant('secret');
    const { address } = guarded;
    await expect(loadLooks(printed(SOURCE), { address })).rejects.toThrow('refused with 401');
    expect(await loadLooks(printed(SOURCE, look('ada', 1)), { address, key: 'secret' })).toBe(1);
    await guarded.close();
  });

  it('that is not there is said so', async () => {
    const { address } = qdrant;
    await qdrant.close();
    await expect(loadLooks(printed(SOURCE), { address })).rejects.toThrow('could not be reached');
    qdrant = await startQdrant();
  });
});

describe('the address of a collection', () => {
  it.each([
    ['http://localhost:6333/collections/looks/', 'http://localhost:6333/collections/looks'],
    ['http://[::1]:6333/collections/a', 'http://[::1]:6333/collections/a'],
    ['https://vectors.example/q/collections/a', 'https://vectors.example/q/collections/a'],
  ])('%s', (text, address) => {
    expect(collectionAddress(text)).toBe(address);
  });

  it.each([
    ['http://vectors.example/collections/a', 'for everybody on the way to read'],
    ['http://localhost:6333', 'is no collection'],
    ['ftp://localhost/collections/a', 'is no collection'],
    ['looks', 'is no collection'],
  ])('%s is refused', (text, why) => {
    expect(() => collectionAddress(text)).toThrow(why);
  });
});
