/** Vision as the bundler builds it, which knows the hashes of its models. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { root } from '../child.ts';
import { modelHashDefinition } from './model-hashes.ts';

const ASSETS = path.join(root, 'assets');
// In the checkout, where its packages are found.
const program = path.join(root, 'out', `model-hashes-${process.pid}.mjs`);
let assets = '';

const PROGRAM = `
  import { createVision } from './electron/engine/vision/pipeline.ts';
  const vision = await createVision({ assets: process.argv[2] });
  console.log(vision.ok ? 'ready' : vision.problem.code + ': ' + vision.problem.message);
  process.exit(0);
`;

beforeAll(async () => {
  await bundle({
    stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    define: modelHashDefinition(path.join(ASSETS, 'models')),
  });
});
afterAll(() => rm(program, { force: true }));

beforeEach(async () => {
  assets = await mkdtemp(path.join(tmpdir(), 'depthlock-hashes-'));
  await cp(path.join(ASSETS, 'models'), path.join(assets, 'models'), { recursive: true });
  return () => rm(assets, { recursive: true, force: true });
});

function start(variables: Readonly<Record<string, string>> = {}): string {
  const { stdout, stderr } = spawnSync(process.execPath, [program, assets], {
    encoding: 'utf8',
    env: { ...process.env, DEPTHLOCK_ASSETS: '', ...variables },
  });
  return stdout + stderr;
}

const pathOf = (name: string) => path.join(assets, 'models', name);

/** Changes the last digit of a file, which stays readable: a number stays a number. */
async function flipDigit(name: string): Promise<void> {
  const text = await readFile(pathOf(name), 'latin1');
  const at = text.search(/[1-8][^1-8]*$/);
  const digit = String(Number(text[at]) + 1);
  await writeFile(pathOf(name), text.slice(0, at) + digit + text.slice(at + 1), 'latin1');
}

describe('vision with the hashes of its models compiled in', () => {
  it('starts with the models it was built with', () => {
    expect(start()).toContain('ready');
  });

  it.each([
    ...['encoder.json', 'attempts.json', 'mean-head.json', 'models.json', 'eyes-weights.json'],
    ...['face-relief-weights.json', 'head-shape-model.json'],
    ...['encoder.onnx', 'blazeface.onnx', 'facemesh.onnx', 'head-pose.onnx'],
  ])('refuses another %s, with a sentence', async (name) => {
    await flipDigit(name);
    const told = start();
    expect(told).toContain('model-corrupt: ');
    expect(told).toContain(
      `${pathOf(name)} is not the file that this Depthlock was built with: it is damaged, or somebody changed it`,
    );
  });

  it('refuses another network whose hash stands in another list', async () => {
    const before = await readFile(pathOf('encoder.onnx'));
    await flipDigit('encoder.onnx');
    const [was, is] = [before, await readFile(pathOf('encoder.onnx'))].map((bytes) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
    const list = await readFile(pathOf('models.json'), 'utf8');
    await writeFile(pathOf('models.json'), list.replaceAll(was ?? '', is ?? ''));
    expect(start()).toContain('model-corrupt: ');
    // A folder of one's own is taken by its own list: in development, where main hands the variable on.
    expect(start({ DEPTHLOCK_ASSETS: assets })).toContain('ready');
  });

  it('refuses to go without the card that says how sure it must be', async () => {
    await rm(pathOf('attempts.json'));
    expect(start()).toMatch(/model-corrupt: .*attempts\.json is missing/);
  });

  it('does not take a threshold that lets more people in', async () => {
    const card = await readFile(pathOf('encoder.json'), 'utf8');
    const eased = card.replace(/("default": )0\.\d+/, '$11.9');
    expect(eased).not.toBe(card);
    await writeFile(pathOf('encoder.json'), eased);
    expect(start()).toContain('It holds the thresholds, and is not used');
  });
});
