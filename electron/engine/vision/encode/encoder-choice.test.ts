import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseEncoder } from './encoder-choice.ts';

describe('chooseEncoder', () => {
  let assets = '';
  beforeEach(async () => {
    assets = await mkdtemp(join(tmpdir(), 'depthlock-choice-'));
    await mkdir(join(assets, 'models'));
    const index = { models: { blazeface: {}, encoder: {}, 'encoder-small': {} } };
    await writeFile(join(assets, 'models', 'models.json'), JSON.stringify(index));
    await writeFile(join(assets, 'models', 'encoder.json'), '{ "name": "large" }');
  });
  afterEach(() => rm(assets, { recursive: true, force: true }));

  it.each([
    [undefined, 'encoder'],
    ['large', 'encoder'],
    ['small', 'encoder-small'],
  ])('%s lies in %s', async (name, stem) => {
    expect(await chooseEncoder(assets, name)).toEqual({ ok: true, value: stem });
  });

  it('names the choices when there is no such encoder', async () => {
    for (const name of ['tiny', '../../x', 'blazeface', '']) {
      const choice = await chooseEncoder(assets, name);
      if (choice.ok) throw new Error(`found ${choice.value}`);
      expect(choice.problem.code).toBe('model-missing');
      expect(choice.problem.message).toContain('large (the default), small');
    }
  });
});
