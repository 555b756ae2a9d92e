import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openVision } from './open-vision.ts';

const ASSETS = path.join(import.meta.dirname, '../../../../assets');
const PACKAGE = '@tensorflow/tfjs-node';

afterEach(() => {
  vi.doUnmock(PACKAGE);
  vi.restoreAllMocks();
});

describe('the runtime of the encoder', () => {
  it('is onnxruntime where tfjs-node is missing, and says what is', async () => {
    const { vision, runtime } = orThrow(await openVision(ASSETS, 'tfjs-node', 'no-library'));
    await vision.dispose();
    expect(runtime).toMatchObject({ engine: 'onnxruntime', tfjsObstacle: 'no-library' });
    expect(runtime.onnxruntime).toMatch(/^\d+\.\d+/);
  });

  it('is onnxruntime where tfjs-node fails: a choice keeps nobody out', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    vi.doMock(PACKAGE, () => {
      throw new Error('libtensorflow.so.2: cannot open shared object file');
    });
    const { vision, runtime } = orThrow(await openVision(ASSETS, 'tfjs-node', null));
    await vision.dispose();
    expect(runtime).toMatchObject({ engine: 'onnxruntime', tfjsObstacle: 'failed' });
  });

  it('is as chosen where it works', async () => {
    const opened = orThrow(await openVision(ASSETS, 'onnxruntime', null));
    await opened.vision.dispose();
    expect(opened.runtime).toMatchObject({ engine: 'onnxruntime', tfjsObstacle: null });
    const tf = await vi.importActual<object>('@tensorflow/tfjs');
    vi.doMock(PACKAGE, () => ({ default: tf }));
    const { vision, runtime } = orThrow(await openVision(ASSETS, 'tfjs-node', null));
    await vision.dispose();
    expect(runtime).toMatchObject({ engine: 'tfjs-node', tfjsObstacle: null });
  });
});
