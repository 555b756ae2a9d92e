import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import {
  encodeEyeNetwork,
  EYE_INPUTS,
  eyeNetwork,
  eyeWeightCount,
  loadEyeNetwork,
} from './eye-network.ts';

const network = {
  hidden: 3,
  weights: Float32Array.from({ length: eyeWeightCount(3) }, (_, i) => Math.sin(i)),
};
const limits = { closed: { open: -1, closed: 2 }, aside: 3 };

async function laid<T>(text: string, work: (assets: string) => Promise<T>): Promise<T> {
  const assets = await mkdtemp(join(tmpdir(), 'eyes-'));
  try {
    await mkdir(join(assets, 'models'));
    await writeFile(join(assets, 'models', 'weights.json'), text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const entry = { file: 'weights.json', sha256, card: 'card.json', weightsChecked: sha256 };
    await writeFile(
      join(assets, 'models', 'models.json'),
      JSON.stringify({ models: { eyes: entry } }),
    );
    return await work(assets);
  } finally {
    await rm(assets, { recursive: true, force: true });
  }
}

describe('the file of the network', () => {
  it('is read as it was written', async () => {
    const read = orThrow(await laid(encodeEyeNetwork(network, limits), loadEyeNetwork));
    const some = Float32Array.from({ length: EYE_INPUTS }, (_, i) => Math.cos(i));
    expect(read.limits).toEqual(limits);
    expect(read.score(some)).toEqual(eyeNetwork(network, limits).score(some));
  });

  it.each([
    ['for other crops', { inputs: 3 }],
    ['with too few weights', { weights: 'AAAA' }],
    ['without limits', { limits: { closed: { open: 0 } } }],
  ])('is damaged %s', async (_name, fault) => {
    const whole: unknown = JSON.parse(encodeEyeNetwork(network, limits));
    const text = JSON.stringify({ ...(whole as object), ...fault });
    expect(await laid(text, loadEyeNetwork)).toMatchObject({
      ok: false,
      problem: { code: 'model-corrupt' },
    });
  });
});
