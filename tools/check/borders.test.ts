import { access } from 'node:fs/promises';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Only the rules about imports: they need no types, so the linted file need not exist. */
const BORDER_RULES = new Set(['boundaries/dependencies', 'no-restricted-imports']);
const eslint = new ESLint({
  cwd: root,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => BORDER_RULES.has(ruleId),
});

/** Border rules that `code` breaks if it stands in `file`. Its import must exist: unresolved ones are not checked. */
async function brokenBy(file: string, code: string): Promise<string[]> {
  const imported = /'(\.[^']*)'/.exec(code)?.[1];
  if (imported !== undefined) await access(path.join(root, path.dirname(file), imported));
  const results = await eslint.lintText(code, { filePath: path.join(root, file) });
  const messages = results.flatMap((result) => result.messages);
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return messages.map((message) => String(message.ruleId));
}

type Case = readonly [file: string, code: string];

const ALLOWED: readonly Case[] = [
  ['renderer/app/x.tsx', "import type { Problem } from '../../electron/contract/problem.ts';"],
  ['renderer/app/x.tsx', "import { d } from '../../electron/analysis/metrics/det-curve.ts';"],
  ['electron/analysis/x.ts', "import type { Interval } from '../contract/rate.ts';"],
  ['electron/engine/pad/x.ts', "import { r } from '../../analysis/metrics/rate-estimate.ts';"],
  ['training/x.ts', "import { d } from '../electron/analysis/metrics/det-curve.ts';"],
  ['renderer/app/x.tsx', "import { words } from '../words.ts';"],
  ['renderer/app/x.tsx', "import { wordsIn } from '../../electron/words/words-in.ts';"],
  ['electron/main/x.ts', "import { wordsIn } from '../words/words-in.ts';"],
  ['electron/words/x.ts', "import type { Language } from '../contract/language.ts';"],
  ['renderer/app/x.tsx', "import { useState } from 'react';"],
  ['electron/preload/preload.ts', "import { contextBridge, ipcRenderer } from 'electron';"],
  ['electron/preload/x.ts', "import type { AppEvent } from '../contract/window/bridge.ts';"],
  ['electron/main/x.ts', "import { app, BrowserWindow } from 'electron';"],
  ['electron/main/x.ts', "import type { AppEvent } from '../contract/window/bridge.ts';"],
  ['electron/main/x.ts', "import { openVault } from '../engine/vault/vault.ts';"],
  ['electron/main/ipc/ipc.ts', "import { ipcMain } from 'electron';"],
  ['electron/engine/vision/x.ts', "import { fail } from '../../contract/problem.ts';"],
  ['electron/engine/vision/x.ts', "import { turn } from '../geometry/rigid.ts';"],
  ['electron/engine/vision/x.ts', "import { readOnnx } from '../onnx/onnx-reader.ts';"],
  ['electron/engine/vision/x.ts', "import { readFile } from 'node:fs/promises';"],
  ['electron/engine/vision/x.test.ts', "import { frame } from '../camera/sensor-frame.ts';"],
  ['electron/engine/camera/x.ts', "import { reasonOf } from '../../base/error-words.ts';"],
  ['electron/engine/camera/kinect-v1/x.ts', "import { turn } from '../../geometry/rigid.ts';"],
  ['electron/engine/session/x.ts', "import { unlock } from '../identity/unlock.ts';"],
  ['electron/engine/session/x.ts', "import { padReducer } from '../pad/pad-test.ts';"],
  ['electron/engine/session/x.ts', "import type { Vision } from '../vision/pipeline.ts';"],
  ['electron/engine/session/x.ts', "import type { DepthCamera } from '../camera/depth-camera.ts';"],
  [
    'electron/engine/session/x.ts',
    "import { RecordingCamera } from '../camera/recording/recording-camera.ts';",
  ],
  ['electron/engine/recording/x.ts', "import { frame } from '../camera/sensor-frame.ts';"],
  ['electron/engine/recording/x.test.ts', "import { session } from '../session/session.ts';"],
  ['electron/engine/recording/x-fixture.ts', "import { sink } from '../exchange/convert.ts';"],
  ['electron/engine/exchange/tum/x.ts', "import { frame } from '../../camera/sensor-frame.ts';"],
  ['electron/engine/exchange/x.ts', "import { open } from '../recording/recording-files.ts';"],
  ['electron/engine/engine.ts', "import { session } from './session/session.ts';"],
  ['electron/engine/engine.ts', "const m = await import('./vision/worker/vision-client.ts');"],
  ['electron/cli/x.ts', "import { session } from '../engine/session/session.ts';"],
  ['bench/x.ts', "import { session } from '../electron/engine/session/session.ts';"],
  ['e2e/x.ts', "import { session } from '../electron/engine/session/session.ts';"],
  ['electron/contract/x.ts', "import type { Problem } from './problem.ts';"],
  ['electron/contract/x.ts', "import { z } from 'zod';"],
  [
    'training/x.ts',
    "import type { DepthCamera } from '../electron/engine/camera/depth-camera.ts';",
  ],
  ['training/x.ts', "import type { Problem } from '../electron/contract/problem.ts';"],
  ['electron/cli/x.ts', "import type { DepthCamera } from '../engine/camera/depth-camera.ts';"],
  ['electron/cli/x.ts', "import { train } from '../../training/data.ts';"],
  ['bench/x.ts', "import type { Problem } from '../electron/contract/problem.ts';"],
  ['bench/x.ts', "import { train } from '../training/data.ts';"],
  ['bench/x.ts', "import { build } from '../tools/build/build.ts';"],
  ['bench/x.ts', "import { buildUsbStandIn } from '../native/usb-stand-in/build.ts';"],
  ['native/x.ts', "import type { Problem } from '../electron/contract/problem.ts';"],
  ['e2e/x.ts', "import { openVault } from '../electron/engine/vault/open-vault.ts';"],
];

const FORBIDDEN: readonly Case[] = [
  ['electron/engine/pad/x.ts', "import { unlock } from '../identity/unlock.ts';"],
  ['renderer/app/x.tsx', "import type { C } from '../../electron/engine/camera/depth-camera.ts';"],
  ['renderer/app/x.tsx', "import { menu } from '../../electron/main/window/menu.ts';"],
  ['renderer/app/x.tsx', "import { bridge } from '../../electron/preload/preload.ts';"],
  ['electron/words/x.ts', "import { reasonOf } from '../base/error-words.ts';"],
  ['electron/words/x.ts', "import { readFile } from 'node:fs/promises';"],
  ['electron/engine/session/x.ts', "import { wordsIn } from '../../words/words-in.ts';"],
  ['renderer/app/x.tsx', "import { ipcRenderer } from 'electron';"],
  ['renderer/app/x.tsx', "const m = await import('../../electron/main/window/menu.ts');"],
  ['electron/preload/preload.ts', "import { fuse } from '../engine/vision/fusion/fusion.ts';"],
  ['electron/preload/x.ts', "import { ipcRenderer } from 'electron';"],
  ['electron/main/x.ts', "import { ipcMain } from 'electron';"],
  ['electron/main/x.ts', "import * as electron from 'electron';"],
  ['electron/main/x.ts', "import { fuse } from '../engine/vision/fusion/fusion.ts';"],
  ['electron/main/x.ts', "import { words } from '../../renderer/words.ts';"],
  ['electron/main/x.ts', "export { fuse } from '../engine/vision/fusion/fusion.ts';"],
  ['electron/engine/vision/x.ts', "import { app } from 'electron';"],
  ['electron/engine/vision/x.ts', "import type { UtilityProcess } from 'electron';"],
  ['electron/engine/vision/x.ts', "import { app } from 'electron/main';"],
  ['electron/engine/vision/x.ts', "const { app } = await import('electron');"],
  ['electron/engine/vision/x.ts', "import { train } from '../../../training/data.ts';"],
  ['electron/engine/vision/x.ts', "import { words } from '../../../renderer/words.ts';"],
  ['electron/engine/vision/x.ts', "import { menu } from '../../main/window/menu.ts';"],
  ['electron/engine/vault/x.ts', "import { safeStorage } from 'electron';"],
  ['electron/engine/vault/x.ts', "import { unlock } from '../identity/unlock.ts';"],
  ['electron/engine/camera/x.ts', "import { session } from '../session/session.ts';"],
  ['electron/engine/camera/x.ts', "import type { Vision } from '../vision/pipeline.ts';"],
  ['electron/engine/camera/x.ts', "import { dump } from '../exchange/fakenect/fakenect-dump.ts';"],
  ['electron/engine/camera/x.ts', "import { open } from '../recording/recording-files.ts';"],
  ['electron/engine/vision/x.ts', "import type { C } from '../camera/depth-camera.ts';"],
  ['electron/engine/vision/x.ts', "import { unlock } from '../identity/unlock.ts';"],
  ['electron/engine/vision/x.ts', "const m = await import('../session/session.ts');"],
  ['electron/engine/vision/detect/x.ts', "import type { S } from '../../session/session.ts';"],
  ['electron/engine/vision/x.test.ts', "import { menu } from '../../main/window/menu.ts';"],
  ['electron/engine/vision/x-fixture.ts', "import { train } from '../../../training/data.ts';"],
  ['electron/engine/identity/x.ts', "import type { Vision } from '../vision/pipeline.ts';"],
  ['electron/engine/identity/x.ts', "import { session } from '../session/session.ts';"],
  ['electron/engine/identity/x.ts', "import type { C } from '../camera/depth-camera.ts';"],
  ['electron/engine/recording/x.ts', "import { session } from '../session/session.ts';"],
  ['electron/engine/recording/x.ts', "import { convert } from '../exchange/convert.ts';"],
  ['electron/engine/recording/mcap/x.ts', "import type { V } from '../../vision/pipeline.ts';"],
  ['electron/engine/exchange/x.ts', "import type { Vision } from '../vision/pipeline.ts';"],
  ['electron/engine/exchange/x.ts', "import { session } from '../session/session.ts';"],
  ['electron/engine/geometry/x.ts', "import { fuse } from '../vision/fusion/fusion.ts';"],
  ['electron/engine/onnx/x.ts', "import { loadModels } from '../vision/models.ts';"],
  ['electron/engine/session/x.ts', "import { openVault } from '../vault/open-vault.ts';"],
  ['electron/engine/session/x.ts', "import { convert } from '../exchange/convert.ts';"],
  ['electron/engine/session/x.ts', "import { engine } from '../engine.ts';"],
  ['electron/engine/engine.ts', "import { openVault } from './vault/open-vault.ts';"],
  ['electron/analysis/x.ts', "import { quantile } from '../base/quantile.ts';"],
  ['electron/analysis/x.ts', "import { unlock } from '../engine/identity/unlock.ts';"],
  ['electron/analysis/x.ts', "import { readFile } from 'node:fs/promises';"],
  ['electron/base/x.ts', "import type { C } from '../engine/camera/depth-camera.ts';"],
  ['electron/main/x.ts', "import type { S } from '../engine/session/session.ts';"],
  ['training/x.ts', "import { session } from '../electron/engine/session/session.ts';"],
  ['tools/x.ts', "import { session } from '../electron/engine/session/session.ts';"],
  ['native/x.ts', "import { session } from '../electron/engine/session/session.ts';"],
  ['electron/contract/x.ts', "import type { C } from '../engine/camera/depth-camera.ts';"],
  ['electron/contract/x.ts', "import { readFile } from 'node:fs/promises';"],
  ['electron/contract/x.ts', "import { app } from 'electron';"],
  ['renderer/app/x.tsx', "import path from 'node:path';"],
  ['training/x.ts', "import { words } from '../renderer/words.ts';"],
  ['training/x.ts', "import { app } from 'electron';"],
  ['electron/cli/x.ts', "import { menu } from '../main/window/menu.ts';"],
  ['electron/cli/x.ts', "import { words } from '../../renderer/words.ts';"],
  ['bench/x.ts', "import { launch } from '../e2e/app.ts';"],
  ['electron/engine/camera/x.ts', "import { build } from '../../../native/usb-stand-in/build.ts';"],
  ['native/x.ts', "import { train } from '../training/data.ts';"],
  ['e2e/x.ts', "import { menu } from '../electron/main/window/menu.ts';"],
];

describe('import borders', () => {
  it.each(ALLOWED)('%s may: %s', async (file, code) => {
    expect(await brokenBy(file, code)).toEqual([]);
  });

  it.each(FORBIDDEN)('%s may not: %s', async (file, code) => {
    expect(await brokenBy(file, code)).toHaveLength(1);
  });
});
