import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP_FOLDER, ASSETS_FOLDER, assetsOf, folderWithManifest } from './app-folders.ts';

const RESOURCES = path.resolve('/opt/Depthlock/resources');

describe('the folders of the app', () => {
  it('are those of the checkout here', () => {
    expect(existsSync(path.join(APP_FOLDER, 'electron', 'base'))).toBe(true);
    expect(existsSync(path.join(ASSETS_FOLDER, 'models', 'models.json'))).toBe(true);
  });

  it.each(['dist/cli', 'dist/main', 'electron/cli/encoders'])('are found from %s', (depth) => {
    const archive = path.join(RESOURCES, 'app.asar');
    const manifest = path.join(archive, 'package.json');
    const found = folderWithManifest(path.join(archive, depth), (file) => file === manifest);
    expect(found).toBe(archive);
  });

  it('have the assets of an archive beside it', () => {
    expect(assetsOf(path.join(RESOURCES, 'app.asar'))).toBe(path.join(RESOURCES, 'assets'));
    expect(assetsOf('/home/ada/depthlock')).toBe(path.join('/home/ada/depthlock', 'assets'));
  });

  it('are where the search began if there is no package.json', () => {
    expect(folderWithManifest('/nowhere/at/all', () => false)).toBe('/nowhere/at/all');
  });
});
