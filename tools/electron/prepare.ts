/** Everything a window needs before it can open: the Electron runtime, its libraries, the build. */
import { buildNative } from '../build/build-native.ts';
import { build } from '../build/build.ts';
import { type ElectronRuntime, ensureElectron } from './electron-runtime.ts';
import { ensureSystemLibraries } from './system-libraries.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

/** Prints a sentence and ends the process if something is missing that it cannot install itself. */
export async function prepareElectron(): Promise<ElectronRuntime> {
  const electron = await ensureElectron();
  if (!electron.ok) return giveUp(electron.reason);
  const libraries = ensureSystemLibraries(electron.runtime.path);
  if (!libraries.ok) return giveUp(libraries.reason);
  try {
    await build();
  } catch (error) {
    return giveUp(`The build failed: ${reasonOf(error)}`);
  }
  const { freenect, freenect2 } = await buildNative();
  if (freenect.kind === 'not-built') {
    console.log(`A Kinect for Xbox 360 cannot be used: its part is not built. ${freenect.reason}`);
  }
  // A missing libfreenect2 is not reported here: few have a Kinect v2, and its source says what it needs.
  if (freenect2.kind === 'not-built' && freenect2.cause === 'build-failed') {
    console.log(`A Kinect for Xbox One cannot be used: its part is not built. ${freenect2.reason}`);
  }
  return electron.runtime;
}

function giveUp(reason: string): never {
  console.error(reason);
  process.exit(1);
}
