/** `npm start`: opens Depthlock from this checkout, or runs the demo if there is no display to open it on. */
import { root, run, runScript } from './child.ts';
import { hasDisplay, withDisplay } from './electron/display.ts';
import { prepareElectron } from './electron/prepare.ts';
import { sandboxFlags } from './electron/sandbox-flags.ts';

const electron = await prepareElectron();
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--retry');

if (hasDisplay()) {
  process.exitCode = await run(electron.path, [...sandboxFlags(), root, ...passedOn]);
} else {
  console.log('There is no display here: running `npm run demo` on a virtual one instead.');
  process.exitCode = await withDisplay(() => runScript('e2e/demo.ts', passedOn));
}
