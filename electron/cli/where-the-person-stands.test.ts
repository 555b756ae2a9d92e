import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whereNpmWasCalled } from './where-the-person-stands.ts';

const manifest = join(import.meta.dirname, '../../package.json');
const script = {
  INIT_CWD: '/home/ada/pictures',
  npm_lifecycle_event: 'depthlock',
  npm_package_json: manifest,
};

describe('whereNpmWasCalled', () => {
  it('is where npm run depthlock was typed', () => {
    expect(whereNpmWasCalled(script)).toBe('/home/ada/pictures');
  });

  it.each([
    ['without npm', {}],
    ['in a script of another package', { ...script, npm_package_json: import.meta.filename }],
    ['in a package that is gone', { ...script, npm_package_json: '/nowhere/package.json' }],
    ['in another script', { ...script, npm_lifecycle_event: 'test' }],
    ['where npm does not say it', { ...script, INIT_CWD: '' }],
  ])('is not known %s', (_, variables) => {
    expect(whereNpmWasCalled(variables)).toBeNull();
  });
});
