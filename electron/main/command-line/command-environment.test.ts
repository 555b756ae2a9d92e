import { describe, expect, it } from 'vitest';
import { commandEnvironment } from './command-environment.ts';

describe('the environment of a command', () => {
  it('has what the engine has, the terminal, and where training data lies', () => {
    const env = { HOME: '/home/ada', TERM: 'xterm', DEPTHLOCK_DATA: '/data', LD_PRELOAD: '/x.so' };
    const ownAssets = '/home/ada/.config/Depthlock/assets';
    const options = { env, platform: 'linux', development: {} } as const;
    expect(commandEnvironment({ ...options, ownAssets })).toEqual({
      ...{ HOME: '/home/ada', TERM: 'xterm', DEPTHLOCK_DATA: '/data' },
      NODE_NO_WARNINGS: '1',
      PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
      DEPTHLOCK_OWN_ASSETS: ownAssets,
    });
    expect(commandEnvironment({ ...options, ownAssets: null })).not.toHaveProperty(
      'DEPTHLOCK_OWN_ASSETS',
    );
  });
});
