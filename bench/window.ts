import { runScript } from '../tools/child.ts';
import { withDisplay } from '../tools/electron/display.ts';
import { prepareElectron } from '../tools/electron/prepare.ts';

const LIMIT_MS = 10 * 60_000;

/** The built app's window, screen by screen: see `e2e/measure-window.ts`. Throws if it could not be driven. */
export async function benchWindow(): Promise<readonly string[]> {
  await prepareElectron();
  const lines: string[] = [];
  const print = (chunk: Uint8Array): void => {
    lines.push(...Buffer.from(chunk).toString().trim().split('\n'));
  };
  const code = await withDisplay(() =>
    runScript('e2e/measure-window.ts', [], { limitMs: LIMIT_MS, print }),
  );
  if (code !== 0) throw new Error(`The window could not be measured:\n${lines.join('\n')}`);
  return lines;
}
