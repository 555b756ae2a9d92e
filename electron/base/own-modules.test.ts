import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnModule } from './own-modules.ts';

const modules = path.resolve('/opt/Depthlock/resources/app.asar/node_modules');

describe('a package of Depthlock', () => {
  it('lies in its own folder', () => {
    expect(isOwnModule(path.join(modules, 'kinect2/lib/kinect2.js'), modules)).toBe(true);
    expect(isOwnModule(createRequire(import.meta.url).resolve('zod'))).toBe(true);
  });

  it.each([
    '/opt/Depthlock/resources/node_modules/kinect2/lib/kinect2.js',
    '/node_modules/kinect2/lib/kinect2.js',
    '/home/ada/.node_modules/kinect2/lib/kinect2.js',
    '/opt/Depthlock/resources/app.asar/node_modules-2/kinect2.js',
    '/opt/Depthlock/resources/app.asar/node_modules',
  ])('is not %s', (resolved) => {
    expect(isOwnModule(path.resolve(resolved), modules)).toBe(false);
  });
});
