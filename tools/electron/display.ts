/** A display to open windows on: the existing one, or Xvfb's. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

const SCREEN = '1280x900x24';
const START_MS = 20_000;

/** Whether windows opened by this process can be seen. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/**
 * Runs `work` with a display. If there is none, Xvfb (1280×900, 24 bit) is started on a free number, `DISPLAY` is set
 * for child processes meanwhile, and Xvfb ends with `work` or with this process.
 */
export async function withDisplay<T>(work: () => Promise<T>): Promise<T> {
  if (hasDisplay()) return work();
  const server = spawn(
    'Xvfb',
    // `-s 0`: after ten minutes its screen saver would count as a locked session, and lock the app.
    ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset', '-s', '0'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const stop = (): void => void server.kill();
  process.once('exit', stop);
  try {
    process.env['DISPLAY'] = `:${await displayNumber(server)}`;
    return await work();
  } finally {
    delete process.env['DISPLAY'];
    process.off('exit', stop);
    stop();
  }
}

/** Xvfb writes the number it took to descriptor 3 once it accepts connections. */
function displayNumber(server: ChildProcess): Promise<string> {
  const channel = server.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start in time.')), START_MS);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      finish();
    };
    channel.once('data', (text: Buffer) => settle(() => resolve(text.toString().trim())));
    server.once('error', (error) => settle(() => reject(error)));
    server.once('exit', (code) =>
      settle(() => reject(new Error(`Xvfb ended with code ${String(code)} before it was ready.`))),
    );
  });
}
