import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { developmentDoors, variablesToForget } from './development-doors.ts';

const env = {
  HOME: '/home/ada',
  DEPTHLOCK_HOME: '/tmp/home',
  DEPTHLOCK_ASSETS: '/tmp/assets',
  DEPTHLOCK_VIRTUAL_FPS: '2',
  FAKENECT_PATH: '/tmp/dump',
  LD_PRELOAD: '/tmp/x.so',
};
const switchValue = (name: string) => (name === 'depthlock-home' ? '/tmp/switch' : '');
const noSwitch = () => '';

describe('development doors', () => {
  it('are shut in a packaged app', () => {
    expect(developmentDoors({ isPackaged: true, env, switchValue })).toEqual({
      home: null,
      assets: null,
      engineVariables: {},
    });
  });

  it('are open in a checkout', () => {
    const doors = developmentDoors({ isPackaged: false, env, switchValue: noSwitch });
    expect(doors).toEqual({
      home: path.resolve('/tmp/home'),
      assets: path.resolve('/tmp/assets'),
      engineVariables: {
        DEPTHLOCK_HOME: '/tmp/home',
        DEPTHLOCK_ASSETS: '/tmp/assets',
        DEPTHLOCK_VIRTUAL_FPS: '2',
        FAKENECT_PATH: '/tmp/dump',
      },
    });
    const { home } = developmentDoors({ isPackaged: false, env, switchValue });
    expect(home).toBe(path.resolve('/tmp/switch'));
  });

  it('have keys that a packaged app forgets', () => {
    expect(variablesToForget({ isPackaged: false, env })).toEqual([]);
    const more = { DEPTHLOCK_DATA: '/data', depthlock_home: '/' };
    expect(variablesToForget({ isPackaged: true, env: { ...env, ...more } })).toEqual([
      ...['DEPTHLOCK_HOME', 'DEPTHLOCK_ASSETS', 'DEPTHLOCK_VIRTUAL_FPS', 'depthlock_home'],
    ]);
  });

  it('lead nowhere where nothing is set', () => {
    const nothing = { DEPTHLOCK_HOME: '', DEPTHLOCK_ASSETS: undefined };
    const { home, assets } = developmentDoors({
      isPackaged: false,
      env: nothing,
      switchValue: noSwitch,
    });
    expect([home, assets]).toEqual([null, null]);
  });

  it('are the only place in main that reads such a variable or switch', () => {
    const main = path.join(import.meta.dirname, '..');
    const readers = readdirSync(main, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) =>
        /['"]DEPTHLOCK_|['"](?:--)?depthlock-/.test(readFileSync(path.join(main, file), 'utf8')),
      );
    expect(readers).toEqual([path.join('start', 'development-doors.ts')]);
  });
});
