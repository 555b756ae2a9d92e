/** `depthlock verify` as a program: no window, no lock between instances, an exit code that says what it found. */
import { app } from 'electron';
import type { Hint } from '../../contract/observation.ts';
import { VERIFY_EXIT, VERIFY_FAILED, type VerifyLine } from '../../contract/verify.ts';
import { spawnEngine } from '../engine/engine-process.ts';
import { assetsFolder } from '../folders.ts';
import { ownSession } from '../start/own-session.ts';
import { anchorStorage, prepareKeyStorage, protectiveStorage } from '../vault/key-storage.ts';
import { readPin } from './read-pin.ts';
import { verifyOnce, type Verified } from './verification.ts';
import { verifyArguments } from './verify-arguments.ts';

/** What a person at the strict level is asked for, which the window would show. */
const TURNS: Partial<Record<Hint, string>> = {
  'turn-head-left': 'Turn your head a little to the left.',
  'turn-head-right': 'Turn your head a little to the right.',
  'turn-head-up': 'Raise your head a little.',
  'turn-head-down': 'Lower your head a little.',
};

/** Call before the app is ready. The process ends with the answer, never with 0 for another reason. */
export async function runVerify(home: string): Promise<void> {
  const session = ownSession(home);
  const end = (code: number): void => {
    session.remove();
    app.exit(code);
  };
  // Electron ends with 0 when a signal or the system asks it to: that would be a match.
  app.on('before-quit', (event) => {
    event.preventDefault();
    end(VERIFY_FAILED.ended);
  });
  let code: number = VERIFY_FAILED.internal;
  try {
    code = await answer(home);
  } catch (error) {
    console.error('depthlock verify:', error);
  }
  end(code);
}

async function answer(home: string): Promise<number> {
  const asked = verifyArguments(process.argv);
  if (asked === null) {
    console.error('depthlock verify: --timeout takes seconds, more than 0 and up to 120.');
    return VERIFY_FAILED.usage;
  }
  await app.whenReady();
  app.dock?.hide();
  const keyStorage = prepareKeyStorage();
  const verified = await verifyOnce({
    home,
    assets: assetsFolder(),
    app: app.getVersion(),
    timeoutMs: asked.timeoutMs,
    anchorStorage: anchorStorage(keyStorage),
    keyStorage: protectiveStorage(keyStorage),
    readPin: asked.readsPin ? () => readPin(process.stdin) : null,
    spawn: (observer) => spawnEngine(observer, { isQuiet: true }),
    onHint: (hint) => {
      const words = TURNS[hint];
      if (words !== undefined) console.error(words);
    },
  });
  console.error(`depthlock verify: ${verified.message}`);
  if (asked.json) console.log(JSON.stringify(lineOf(verified, asked.who)));
  return VERIFY_EXIT[verified.answer];
}

function lineOf({ answer, message, person }: Verified, saysWho: boolean): VerifyLine {
  return {
    ...{ version: 1, answer, exitCode: VERIFY_EXIT[answer], message },
    ...(saysWho && person !== null ? { person } : {}),
  };
}
