import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyRefused, type Start } from './refused-start.ts';

const packaged = (changes: Partial<Start>) =>
  whyRefused({
    isPackaged: true,
    argv: ['/opt/Depthlock/depthlock'],
    env: { HOME: '/home/ada', PATH: '/usr/bin', LANG: 'de_DE.UTF-8' },
    platform: 'linux',
    ...changes,
  });
const withSwitch = (...switches: string[]) =>
  packaged({ argv: ['/opt/Depthlock/depthlock', ...switches] });

describe('the start of a packaged app', () => {
  it('is accepted as a desktop starts it', () => {
    expect(packaged({})).toBeNull();
    expect(withSwitch('--ozone-platform=wayland', '--lang=de', 'file.mcap')).toBeNull();
  });

  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--remote-debugging-pipe',
    '-remote-debugging-port=9222',
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect-publish-uid=http',
    '--js-flags=--expose-gc',
    '--load-extension=/home/mallory',
    '--proxy-server=mallory.example:80',
    '--host-rules=MAP * mallory.example',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--disable-web-security',
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--single-process',
    '--renderer-cmd-prefix=/tmp/x',
    '--utility-cmd-prefix=/tmp/x',
    '--gpu-launcher=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--password-store=basic',
    '--use-fake-ui-for-media-stream',
    '--log-net-log=/tmp/x',
    '--enable-logging',
    '-r',
    '--require=/tmp/x.js',
    '--depthlock-home=/tmp/x',
    '--ozone-platform=/tmp/x.so',
    '--lang=../../x',
    '--LANG=de',
    '--',
    '-',
  ])('is refused with %s', (argument) => {
    const name = argument.split('=')[0] ?? '';
    expect(withSwitch(argument)).toContain(`does not start with ${name}`);
    expect(withSwitch('--lang=de', 'file', argument)).not.toBeNull();
    expect(withSwitch('--', argument)).not.toBeNull();
  });

  it('is refused with a slash on Windows, where that is a switch too', () => {
    const argv = ['C:\\Depthlock.exe', '/remote-debugging-port=9222'];
    expect(packaged({ argv, platform: 'win32' })).not.toBeNull();
    expect(packaged({ argv: ['depthlock', '/home/ada/file.mcap'] })).toBeNull();
  });

  it.each([
    'ELECTRON_RUN_AS_NODE',
    'electron_run_as_node',
    'ELECTRON_NO_ASAR',
    'ELECTRON_DISABLE_SANDBOX',
    'NODE_OPTIONS',
    'NODE_PATH',
    'NODE_REPL_EXTERNAL_MODULE',
    'NODE_INSPECT_RESUME_ON_START',
    'CHROME_DEVEL_SANDBOX',
  ])('is refused with %s in the environment', (name) => {
    expect(packaged({ env: { [name]: '1' } })).toContain(`the environment variable ${name} is set`);
    expect(packaged({ env: { [name]: '' } })).toBeNull();
  });

  it('accepts no switch beyond the list, however it is written', () => {
    const accepted =
      /^--(disable-gpu|force-prefers-reduced-motion|(force-device-scale-factor|lang|ozone-platform|ozone-platform-hint)=[\w.-]+)$/;
    fc.assert(
      fc.property(fc.constantFrom('-', '--', '---'), fc.string(), (dashes, rest) => {
        fc.pre(!accepted.test(dashes + rest));
        expect(withSwitch(dashes + rest)).not.toBeNull();
      }),
    );
  });
});

describe('the start of depthlock verify', () => {
  it('is accepted with what the command takes, in any order', () => {
    const words = ['--timeout=5', '--pin-from-stdin', '--json', '--who'];
    expect(withSwitch('verify', ...words, '--ozone-platform=headless')).toBeNull();
    expect(withSwitch('--ozone-platform=headless', 'verify', '--timeout', '2.5')).toBeNull();
  });

  it.each(['--timeout=5', '--pin-from-stdin', '--json', '--who', '--ozone-platform=headless'])(
    'alone takes %s',
    (argument) => {
      expect(withSwitch(argument)).not.toBeNull();
      expect(withSwitch('film.mcap', 'verify', argument)).not.toBeNull();
    },
  );

  it.each(['--remote-debugging-port=9222', '--password-store=basic', '--timeout=x', '--json=x'])(
    'is refused with %s',
    (argument) => expect(withSwitch('verify', argument)).not.toBeNull(),
  );
});

describe('the start of a command', () => {
  const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

  it('is accepted with whatever the command may take, after two dashes', () => {
    for (const words of [
      ['train', 'fused', '--people', 'family', '--workers', '4'],
      ['info', 'a.mcap', '--json'],
      ['verify', '--timeout=5', '--json'],
      ['verify', '--help'],
      ['--version'],
    ]) {
      expect(withSwitch(...headless, '--', ...words)).toBeNull();
    }
  });

  it.each([
    ['--remote-debugging-port=9222', '--', 'info'],
    ['--ozone-platform=headless', 'info', '--inspect'],
    ['--', '--remote-debugging-port=9222'],
    ['--', 'film.mcap'],
    ['--', 'verify', '--password-store=basic'],
    ['--log-level=3'],
    ['--log-level=0', '--', 'info'],
  ])('is refused with %s %s %s', (...words) => {
    expect(withSwitch(...words)).not.toBeNull();
  });
});

describe('the start of a checkout', () => {
  it('is accepted with anything: it is there to be debugged', () => {
    const argv = ['electron', '--inspect', '--no-sandbox', '.'];
    expect(packaged({ isPackaged: false, argv, env: { NODE_OPTIONS: '--inspect' } })).toBeNull();
  });
});
