import { describe, expect, it } from 'vitest';
import { engineEnvironment } from './engine-environment.ts';

const LINUX = {
  HOME: '/home/ada',
  LANG: 'de_DE.UTF-8',
  LC_NUMERIC: 'de_DE.UTF-8',
  XDG_RUNTIME_DIR: '/run/user/1000',
  DISPLAY: ':0',
  TZ: 'Europe/Berlin',
};

const engineOf = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  engineEnvironment({ env, platform, development: {} });

describe('the environment of the engine', () => {
  it('has home, language, runtime folder and display', () => {
    expect(engineOf(LINUX)).toEqual({ ...LINUX, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' });
  });

  it.each([
    'LD_LIBRARY_PATH',
    'LD_PRELOAD',
    'LD_AUDIT',
    'DYLD_INSERT_LIBRARIES',
    'DYLD_LIBRARY_PATH',
    'NODE_OPTIONS',
    'NODE_PATH',
    'ELECTRON_RUN_AS_NODE',
    'LIBGL_DRIVERS_PATH',
    'OCL_ICD_VENDORS',
    'VK_ICD_FILENAMES',
    'GTK_MODULES',
    'GCONV_PATH',
    'LOCPATH',
    'XDG_DATA_DIRS',
    'DBUS_SESSION_BUS_ADDRESS',
    'AWS_SECRET_ACCESS_KEY',
    'DEPTHLOCK_FREENECT_LIBRARY',
    'FAKENECT_PATH',
    'LC_ALL=x',
    'home',
  ])('has no %s', (name) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(engineOf({ [name]: 'x' }, platform)).not.toHaveProperty([name]);
    }
  });

  it('has no search path of the person’s: on Windows libraries are looked for there', () => {
    expect(engineOf({ PATH: '/home/ada/bin' })['PATH']).not.toContain('ada');
    const windows = engineOf({ SystemRoot: 'D:\\Windows', Path: 'C:\\Users\\ada' }, 'win32');
    expect(windows).toEqual({
      SystemRoot: 'D:\\Windows',
      PATH: 'D:\\Windows\\System32;D:\\Windows',
    });
  });

  it('has what the doors of development let in', () => {
    const development = { DEPTHLOCK_FREENECT_LIBRARY: '/tmp/libfreenect.so' };
    const environment = engineEnvironment({ env: LINUX, platform: 'linux', development });
    expect(environment).toMatchObject(development);
  });
});
