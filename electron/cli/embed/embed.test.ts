import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  VIRTUAL_PEOPLE,
  writePeople,
} from '../../../training/encoders/own-people/datasets-fixture.ts';
import { embedLine } from '../../contract/command-lines.ts';
import { EXECUTION_PROVIDERS } from '../../contract/encoder-runtime.ts';
import { runDepthlock } from '../depthlock.ts';
import { evenly } from './look-source.ts';

const CUDA_LIBRARY = join(
  import.meta.dirname,
  '../../../node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so',
);

/** The one beside the processor that onnxruntime may have. */
const PROVIDER_OF_SYSTEM: Readonly<Record<string, string>> = {
  ...{ linux: 'cuda', win32: 'dml', darwin: 'coreml' },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-embed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

async function embed(...words: readonly string[]) {
  const printed = vi.spyOn(console, 'log').mockReturnValue();
  const complained = vi.spyOn(console, 'error').mockReturnValue();
  printed.mockClear();
  const code = await runDepthlock(['embed', ...words]);
  const lines = printed.mock.calls.map(([line]) => embedLine.parse(JSON.parse(String(line))));
  return { code, lines, complaint: complained.mock.calls.flat().join('\n') };
}

describe('depthlock embed', () => {
  it('prints the embedding of each shot, and says which cannot be read', async () => {
    const [ada = '', ben = ''] = VIRTUAL_PEOPLE;
    const dataset = join(folder, 'family');
    await writePeople(dataset, { [ada]: 2, [ben]: 2 });
    await writeFile(join(dataset, ben, 'shot-1.depth.png'), 'no picture');
    const { code, lines } = await embed(dataset);
    expect(code).toBe(0);
    expect(lines.map(({ kind }) => kind)).toEqual(['source', 'look', 'look', 'look', 'unreadable']);
    expect(lines[0]).toMatchObject({ name: 'family', looks: 4 });
    expect(lines[4]).toMatchObject({ look: `${ben}/shot-1` });
    expect(JSON.stringify(lines[4])).toContain('shot-1.depth.png');
    const looks = lines.flatMap((line) => (line.kind === 'look' ? [line] : []));
    expect(looks.map(({ person }) => person)).toEqual([ada, ada, ben]);
    const [first, second, other] = looks.map(({ embedding }) => embedding);
    const distance = (a: readonly number[] = [], b: readonly number[] = []) =>
      Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)));
    expect(distance(first)).toBeCloseTo(1, 4);
    expect(distance(first, second)).toBeLessThan(distance(first, other));
    for (const { picture } of looks) {
      expect([...Buffer.from(picture, 'base64').subarray(0, 2)]).toEqual([0xff, 0xd8]);
    }
    const some = await embed(dataset, '--most', '2');
    expect(some.lines.flatMap((line) => (line.kind === 'look' ? [line.look] : []))).toEqual([
      `${ada}/shot-0`,
      `${ben}/shot-0`,
    ]);
  });

  it('computes where it is told to, or refuses and prints nothing', async () => {
    const [ada = ''] = VIRTUAL_PEOPLE;
    const dataset = join(folder, 'alone');
    await writePeople(dataset, { [ada]: 1 });
    const usual = await embed(dataset);
    expect(await embed(dataset, '--provider', 'cpu')).toEqual(usual);
    const own = PROVIDER_OF_SYSTEM[process.platform];
    const foreign = EXECUTION_PROVIDERS.filter((name) => name !== 'cpu' && name !== own);
    for (const provider of foreign) {
      const { code, lines, complaint } = await embed(dataset, '--provider', provider);
      expect([code, lines]).toEqual([1, []]);
      expect(complaint).toContain(`has no provider “${provider}”, so nothing was computed`);
      expect(complaint).toContain('Leave it away to compute on the processor');
    }
  });

  it.skipIf(process.platform !== 'linux' || process.arch !== 'x64' || existsSync(CUDA_LIBRARY))(
    'refuses CUDA where its libraries are not there',
    async () => {
      const [ada = ''] = VIRTUAL_PEOPLE;
      const dataset = join(folder, 'cardless');
      await writePeople(dataset, { [ada]: 1 });
      const { code, lines, complaint } = await embed(dataset, '--provider', 'cuda');
      expect([code, lines]).toEqual([1, []]);
      expect(complaint).toMatch(
        /cannot run on CUDA \(.*\)\. Nothing was computed\. It needs an NVIDIA/,
      );
    },
  );

  it('says what is no dataset', async () => {
    const { code, lines, complaint } = await embed(folder);
    expect([code, lines]).toEqual([1, []]);
    expect(complaint).toContain('There is no dataset in');
  });
});

describe('looks that are taken', () => {
  it.each([
    [10, 3, [0, 3, 6]],
    [3, 10, [0, 1, 2]],
    [5, 5, [0, 1, 2, 3, 4]],
    [0, 5, []],
    [7, 1, [0]],
  ])('of %i are %i at most, evenly spread', (count, most, expected) => {
    const list = Array.from({ length: count }, (_, i) => i);
    expect(evenly(list, most)).toEqual(expected);
  });
});
