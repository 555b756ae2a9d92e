import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { startVision } from './vision-client.ts';

/** A worker script without the models: what each test wants a worker to do. */
const script = (source: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads'; ${source}`,
    )}`,
  );

const READY = `parentPort.postMessage({
  kind: 'ready', runtime: { engine: 'onnxruntime', onnxruntime: '1', tfjsObstacle: null }, encoder: { name: 'fake', version: '1', thresholds: { people: 0.9, renderedPeople: 0.8 } } });`;

const ECHO = script(`${READY}
  parentPort.on('message', ({ kind, frame, options }) => {
    if (kind === 'dispose') parentPort.close();
    if (kind === 'process')
      parentPort.postMessage({
        kind: 'result',
        result: {
          observation: { kind: 'no-face', sequence: frame.sequence },
          embedding: options.embed ? new Float32Array([frame.color.length]) : null,
        },
      });
  });`);

const frame = (sequence: number): RgbdFrame => ({
  sequence,
  timeMs: sequence * 33,
  width: 4,
  height: 2,
  color: new Uint8Array(32),
  depth: new Uint16Array(8),
  camera: {
    name: 'fake',
    serial: '0',
    intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
    trust: 'virtual',
  },
});

const neverDies = (detail: string): never => {
  throw new Error(`the worker died: ${detail}`);
};

describe('vision client', () => {
  it('answers each frame in order and moves its arrays', async () => {
    const started = await startVision({ assets: '', onDied: neverDies, script: ECHO });
    if (!started.ok) throw new Error(started.problem.message);
    const vision = started.value;
    expect(vision.encoder).toEqual({
      name: 'fake',
      version: '1',
      thresholds: { people: 0.9, renderedPeople: 0.8 },
    });
    const moved = frame(1);
    const results = await Promise.all([
      vision.process(moved, { embed: true, stream: 1 }),
      vision.process(frame(2), { embed: false, stream: 1 }),
    ]);
    expect(moved.color.byteLength).toBe(0);
    expect(results.map((result) => result.observation.sequence)).toEqual([1, 2]);
    expect(results.map((result) => result.embedding)).toEqual([new Float32Array([32]), null]);
    await vision.dispose();
  });

  it('copies an array that is part of a larger buffer', async () => {
    const started = await startVision({ assets: '', onDied: neverDies, script: ECHO });
    if (!started.ok) throw new Error(started.problem.message);
    const pool = new ArrayBuffer(64);
    const pooled = { ...frame(1), color: new Uint8Array(pool, 8, 32) };
    const { embedding } = await started.value.process(pooled, { embed: true, stream: 1 });
    expect(embedding).toEqual(new Float32Array([32]));
    expect(pool.byteLength).toBe(64);
    await started.value.dispose();
  });

  it('passes on why the models do not load', async () => {
    const problem = { code: 'model-missing', message: 'The face model is missing.' };
    const failing = script(
      `parentPort.postMessage({ kind: 'failed', problem: ${JSON.stringify(problem)} });`,
    );
    const started = await startVision({ assets: '', onDied: neverDies, script: failing });
    expect(started).toEqual({ ok: false, problem });
  });

  it('turns an error on starting into a problem', async () => {
    const started = await startVision({
      assets: '',
      onDied: neverDies,
      script: script(`throw new Error('no such library');`),
    });
    expect(started).toMatchObject({ ok: false, problem: { code: 'vision-stopped' } });
    expect(started.ok ? '' : started.problem.message).toContain('no such library');
  });

  it('tells when the worker dies', async () => {
    const dying = script(`${READY} parentPort.on('message', () => { throw new Error('fault'); });`);
    const died = await new Promise<string>((resolve) => {
      void startVision({ assets: '', onDied: resolve, script: dying }).then((started) => {
        if (started.ok) void started.value.process(frame(1), { embed: false, stream: 1 });
      });
    });
    expect(died).toContain('fault');
  });
});
