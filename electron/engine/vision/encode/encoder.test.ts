import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadEncoder } from './encoder.ts';
import { EMBEDDING_LENGTH } from '../../../contract/face-embedding.ts';
import { HOLE } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');

describe('loadEncoder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'depthlock-encoder-'));
    await mkdir(join(folder, 'models'));
    for (const name of ['models.json', 'encoder.json', 'encoder.onnx']) {
      await cp(join(ASSETS, 'models', name), join(folder, 'models', name));
    }
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives 128 numbers of unit length, with depth, without, and from noise', async () => {
    const encoder = await loadEncoder(folder);
    if (!encoder.ok) throw new Error(encoder.problem.message);
    const plane = INPUT_SIZE * INPUT_SIZE;
    for (const depth of [HOLE, 0, 0.3]) {
      const input = Float32Array.from({ length: 7 * plane }, (_, i) =>
        i < 3 * plane || i >= 4 * plane ? Math.sin(i * 0.7) : depth,
      );
      const { vector } = await encoder.value.embed(input);
      expect(vector).toHaveLength(EMBEDDING_LENGTH);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
    await encoder.value.dispose();
  });

  it('changes with the shape of the head, not only with its colour', async () => {
    const encoder = await loadEncoder(folder);
    if (!encoder.ok) throw new Error(encoder.problem.message);
    const plane = INPUT_SIZE * INPUT_SIZE;
    const withRelief = (scale: number) =>
      Float32Array.from({ length: 7 * plane }, (_, i) => {
        if (i < 3 * plane || i >= 4 * plane) return Math.sin(i * 0.7);
        const [u, v] = [(i % INPUT_SIZE) - 56, Math.floor((i - 3 * plane) / INPUT_SIZE) - 56];
        return scale * ((u * u + v * v) / 4000 - 0.2);
      });
    const { vector: a } = await encoder.value.embed(withRelief(1));
    const { vector: b } = await encoder.value.embed(withRelief(1.2));
    expect(Math.hypot(...a.map((x, i) => x - (b[i] ?? 0)))).toBeGreaterThan(0.01);
    await encoder.value.dispose();
  });

  it('sees colour alone where the card says nothing of infrared, and refuses one that says it wrongly', async () => {
    const file = join(folder, 'models', 'encoder.json');
    const card = z
      .looseObject({ infrared: z.looseObject({ people: z.looseObject({ means: z.unknown() }) }) })
      .parse(JSON.parse(await readFile(file, 'utf8')));
    const load = async (changed: unknown) => {
      await writeFile(file, JSON.stringify(changed));
      const loaded = await loadEncoder(folder);
      if (!loaded.ok) return loaded.problem.code;
      await loaded.value.dispose();
      return loaded.value.info;
    };
    const whole = await load(card);
    expect(whole).toMatchObject({ thresholds: { infrared: {} }, means: {} });
    const { infrared, ...older } = card;
    const plain = await load(older);
    expect(plain).not.toHaveProperty('means');
    expect(plain).not.toHaveProperty('thresholds.infrared');
    const short = { ...infrared, people: { ...infrared.people, means: { colour: [0.1] } } };
    expect(await load({ ...card, infrared: short })).toBe('model-corrupt');
  });

  it('takes the evidence that attempts need from their card, if they were made with this encoder', async () => {
    const share = { errors: 1, trials: 1000, rate: 0.001, low: 0, high: 0.01 };
    const rates = { attempt: share, fiveTries: share };
    const figures = { far: rates, frr: rates, apcer: { ...rates, species: 'a bent print' } };
    const boundsBy = async (encoder: string) => {
      const levels = {
        convenient: figures,
        balanced: { ...figures, bound: 10.5 },
        strict: { ...figures, bound: 13 },
      };
      const card = { encoder, people: 'nobody', command: 'none', levels };
      await writeFile(join(folder, 'models', 'attempts.json'), JSON.stringify(card));
      const loaded = await loadEncoder(folder);
      if (!loaded.ok) throw new Error(loaded.problem.message);
      await loaded.value.dispose();
      return loaded.value.info;
    };
    const own = await boundsBy('fused 4');
    expect(`${own.name} ${own.version}`).toBe('fused 4');
    expect(own.bounds).toEqual({ convenient: -Math.log(1e-3), balanced: 10.5, strict: 13 });
    expect(await boundsBy('fused 0')).not.toHaveProperty('bounds');
    await writeFile(join(folder, 'models', 'attempts.json'), '{ "levels": ');
    const damaged = await loadEncoder(folder);
    expect(damaged.ok && damaged.value.info.bounds).toBeUndefined();
    if (damaged.ok) await damaged.value.dispose();
  });

  it.each([
    [
      'rise',
      [
        [0.5, 1],
        [0.7, 2],
      ],
    ],
    [
      'are out of order',
      [
        [0.7, 2],
        [0.5, 1],
      ],
    ],
    ['are none', []],
  ])('refuses a card whose log ratios %s', async (_what, ratios) => {
    const file = join(folder, 'models', 'encoder.json');
    const card = z
      .looseObject({ thresholds: z.looseObject({ evidence: z.looseObject({}) }) })
      .parse(JSON.parse(await readFile(file, 'utf8')));
    const { thresholds } = card;
    const evidence = { ...thresholds.evidence, ratios };
    await writeFile(file, JSON.stringify({ ...card, thresholds: { ...thresholds, evidence } }));
    const loaded = await loadEncoder(folder);
    expect(!loaded.ok && loaded.problem.code).toBe('model-corrupt');
  });

  it.each([
    ['card', 'encoder.json', 'model-missing'],
    ['network', 'encoder.onnx', 'model-missing'],
  ])('says that the %s is missing', async (_what, name, code) => {
    await rm(join(folder, 'models', name));
    expect(await loadEncoder(folder)).toMatchObject({ ok: false, problem: { code } });
  });

  it('says that the card is damaged', async () => {
    await writeFile(join(folder, 'models', 'encoder.json'), '{"name": "fused"');
    expect(await loadEncoder(folder)).toMatchObject({
      ok: false,
      problem: { code: 'model-corrupt' },
    });
  });

  it('says that the network is damaged', async () => {
    await truncate(join(folder, 'models', 'encoder.onnx'), 100_000);
    expect(await loadEncoder(folder)).toMatchObject({
      ok: false,
      problem: { code: 'model-corrupt' },
    });
  });
});
