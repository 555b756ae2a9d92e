import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { trainingData } from '../data.ts';
import { stateByContent, stateOf } from './data-state.ts';
import { faceKitSchema, faultsOfFaceKit } from './face-kit.ts';
import {
  photographed,
  SMALL_KIT,
  writeFaceKit,
  writeLfw,
  writeZip,
} from './distributions-fixture.ts';
import { layFaceKit } from './lay-face-kit.ts';
import { layPhotographs } from './lay-photographs.ts';
import { unpack } from './unpack.ts';

let folder = '';
let source = '';
let target = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-data-'));
  source = join(folder, 'downloads');
  target = join(folder, 'data');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const quiet = () => undefined;
const layKit = () => layFaceKit(source, target, quiet, SMALL_KIT);

/** Numbers of the `v` lines of a mode, less those of the head at rest. */
async function displacements(name: string): Promise<number[]> {
  const vertices = async (file: string) =>
    (await readFile(join(source, 'FaceXModel', file), 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('v '))
      .flatMap((line) => line.slice(2).split(' ').map(Number));
  const rest = await vertices('generic_neutral_mesh.obj');
  return (await vertices(`${name}.obj`)).map((x, i) => x - (rest[i] ?? 0));
}

describe('ICT-FaceKit laid out', () => {
  it('says every displacement to half a step, and keeps the head at rest byte for byte', async () => {
    const names = await writeFaceKit(source);
    await layKit();
    const laid = join(target, 'ict-facekit');
    expect(faultsOfFaceKit(laid, SMALL_KIT)).toEqual([]);
    expect(await readFile(join(laid, 'neutral.obj'))).toEqual(
      await readFile(join(source, 'FaceXModel', 'generic_neutral_mesh.obj')),
    );
    const modes = faceKitSchema.parse(JSON.parse(await readFile(join(laid, 'modes.json'), 'utf8')));
    expect([...modes.identity.modes, ...modes.expression.modes]).toEqual(names);
    let checked = 0;
    for (const { file, modes: own, scale } of [modes.identity, modes.expression]) {
      const bytes = Uint8Array.from(await readFile(join(laid, file)));
      const values = new Int16Array(bytes.buffer);
      for (const [k, name] of own.entries()) {
        const wanted = await displacements(name);
        const step = scale[k] ?? NaN;
        const largest = Math.max(...wanted.map(Math.abs));
        expect(step).toBeCloseTo(largest / 32_767, 12);
        wanted.forEach((x, i) => {
          expect(Math.abs((values[k * wanted.length + i] ?? NaN) * step - x)).toBeLessThanOrEqual(
            0.5001 * step,
          );
          checked++;
        });
      }
    }
    expect(checked).toBe(names.length * 15);
    expect((await readdir(target)).sort()).toEqual(['ict-facekit', 'training-data.json']);
  });

  it('comes from a ZIP as GitHub makes it', async () => {
    const repository = join(source, 'ICT-FaceKit-master');
    await writeFaceKit(repository);
    const archive = join(folder, 'ICT-FaceKit-master.zip');
    await writeZip(source, archive);
    const unpacked = await unpack(archive, target);
    await layFaceKit(unpacked.folder, target, quiet, SMALL_KIT);
    await unpacked.discard();
    const zipped = await readFile(join(target, 'ict-facekit', 'identity.i16'));
    await layFaceKit(repository, target, quiet, SMALL_KIT);
    expect((await readFile(join(target, 'ict-facekit', 'identity.i16'))).equals(zipped)).toBe(true);
    await truncate(archive, 500);
    await expect(unpack(archive, target)).rejects.toThrow(/cannot be unpacked/);
    expect((await readdir(target)).sort()).toEqual(['ict-facekit', 'training-data.json']);
  });

  it('comes from an archive as well, and replaces what was half there', async () => {
    await writeFaceKit(source);
    const archive = join(folder, 'ICT-FaceKit-master.tar.gz');
    execFileSync('tar', ['-czf', archive, '-C', source, '.']);
    await layKit();
    await rm(join(target, 'ict-facekit', 'identity.i16'));
    expect(stateOf(target, 'ict-facekit')).toEqual({
      kind: 'damaged',
      faults: ['ict-facekit/identity.i16 is missing'],
    });
    const unpacked = await unpack(archive, target);
    await layFaceKit(unpacked.folder, target, quiet, SMALL_KIT);
    await unpacked.discard();
    expect(faultsOfFaceKit(join(target, 'ict-facekit'), SMALL_KIT)).toEqual([]);
    expect((await readdir(target)).sort()).toEqual(['ict-facekit', 'training-data.json']);
  });

  it('names every file that is missing or damaged, and writes nothing', async () => {
    await writeFaceKit(source);
    const model = join(source, 'FaceXModel');
    await rm(join(model, 'identity002.obj'));
    await rm(join(model, 'jawOpen.obj'));
    await expect(layKit()).rejects.toThrow(
      /identity002\.obj is missing; jawOpen\.obj is missing.*Nothing was written/s,
    );
    await writeFaceKit(source);
    const { size } = await stat(join(model, 'identity000.obj'));
    await truncate(join(model, 'identity000.obj'), Math.round(size / 3));
    await writeFile(join(model, 'identity001.obj'), 'v 1 2 three\n');
    await expect(layKit()).rejects.toThrow(
      /identity000\.obj.*identity001\.obj, line 1 is not a vertex of three numbers/s,
    );
    expect(existsSync(join(target, 'ict-facekit'))).toBe(false);
    expect(await readdir(target)).toEqual([]);
  });

  it('refuses a head of another version, and a folder that is something else', async () => {
    await writeFaceKit(source);
    await expect(layFaceKit(source, target)).rejects.toThrow('identity003.obj is missing');
    await expect(layFaceKit(source, target, quiet, { ...SMALL_KIT, vertices: 6 })).rejects.toThrow(
      'has 5 vertices and 2 polygons, the head that Depthlock knows 6 and 2',
    );
    await expect(layFaceKit(import.meta.dirname, target)).rejects.toThrow('is not ICT-FaceKit');
  });
});

describe('Labeled Faces in the Wild laid out', () => {
  it('keeps the middle of each picture', async () => {
    await writeLfw(source, { Ada_Lovelace: 2, Bo: 1 });
    expect(await layPhotographs(source, target)).toEqual({ pictures: 3, people: 2 });
    execFileSync('tar', ['-xf', join(target, 'lfw-160.tar'), '-C', folder]);
    const { data, info } = await sharp(join(folder, 'Ada_Lovelace', 'Ada_Lovelace_0002.jpg'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([160, 160]);
    let [sum, largest] = [0, 0];
    for (let y = 0; y < 160; y++) {
      for (let x = 0; x < 160; x++) {
        photographed(2, x + 45, y + 45).forEach((value, c) => {
          const error = Math.abs((data[3 * (160 * y + x) + c] ?? NaN) - value);
          sum += error;
          largest = Math.max(largest, error);
        });
      }
    }
    expect(sum / data.length).toBeLessThan(2);
    expect(largest).toBeLessThan(40);
    expect((await readdir(target)).sort()).toEqual(['lfw-160.tar', 'training-data.json']);
  });

  it('says that a part of the set is a part', async () => {
    await writeLfw(source, { Ada: 1 });
    await layPhotographs(join(source, 'lfw'), target);
    const state = stateOf(target, 'lfw-160.tar');
    expect(state).toMatchObject({ kind: 'there' });
    if (state.kind === 'there') expect(state.note).toContain('1 pictures of 1 people, of 13,233');
  });

  it('names damaged pictures, and writes nothing', async () => {
    await writeLfw(source, { Ada: 3 });
    const file = (n: number) => join(source, 'lfw', 'Ada', `Ada_000${n}.jpg`);
    await truncate(file(1), 900);
    await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toFile(file(3));
    await expect(layPhotographs(source, target)).rejects.toThrow(
      /Ada\/Ada_0001\.jpg: .*Ada\/Ada_0003\.jpg: it is 64×64, not 250×250.*Nothing was written/s,
    );
    expect(await readdir(target)).toEqual([]);
    await expect(layPhotographs(target, target)).rejects.toThrow('is not Labeled Faces in the');
  });
});

describe('training data that is not whole', () => {
  it('is not trained with: cut off, changed or no archive at all', async () => {
    await writeLfw(source, { Ada: 4, Bo: 2 });
    await layPhotographs(source, target);
    const file = join(target, 'lfw-160.tar');
    vi.stubEnv('DEPTHLOCK_DATA', target);
    expect(trainingData('lfw-160.tar')).toBe(file);

    const whole = await readFile(file);
    const changed = Uint8Array.from(whole);
    changed[2000] = (changed[2000] ?? 0) ^ 1;
    await writeFile(file, changed);
    expect(await stateByContent(target, 'lfw-160.tar')).toEqual({
      kind: 'damaged',
      faults: ['lfw-160.tar was changed since it was written'],
    });

    await writeFile(file, whole.subarray(0, whole.length / 2));
    expect(() => trainingData('lfw-160.tar')).toThrow(/lfw-160\.tar.*is not whole: .*bytes/);
    // The same of a folder that somebody else laid out, without a list of its files.
    await rm(join(target, 'training-data.json'));
    expect(() => trainingData('lfw-160.tar')).toThrow(/is not whole: it was cut off/);
    await writeFile(file, 'not an archive'.repeat(100));
    expect(() => trainingData('lfw-160.tar')).toThrow(/is not whole: it is no tar file/);
    await writeFile(join(target, 'training-data.json'), '{');
    expect(() => trainingData('lfw-160.tar')).toThrow(/training-data\.json is damaged/);
  });

  it('is asked for by sentences that say what is needed, for what, and from where', async () => {
    vi.stubEnv('DEPTHLOCK_DATA', '');
    expect(() => trainingData('ict-facekit')).toThrow(/DEPTHLOCK_DATA.*depthlock data DIR/s);
    vi.stubEnv('DEPTHLOCK_DATA', target);
    expect(() => trainingData('ict-facekit')).toThrow(
      /is missing.*render people.*github\.com\/ICT-VGL\/ICT-FaceKit.*--ict-facekit PATH/s,
    );
    expect(() => trainingData('lfw-160.tar')).toThrow(/vis-www\.cs\.umass\.edu\/lfw/);
    await cp(import.meta.dirname, join(target, 'ict-facekit'), { recursive: true });
    expect(() => trainingData('ict-facekit')).toThrow(/neutral\.obj is missing; identity\.i16/);
  });
});
