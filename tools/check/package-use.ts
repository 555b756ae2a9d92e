/** A packed folder in use: its command line, its window, and what it refuses. Needs a display. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../../electron/base/error-words.ts';
import { cacheFolder } from '../cache-folder.ts';
import { withLock } from '../file-lock.ts';
import { makeDebuggableTwin } from '../package/debuggable-twin.ts';
import { Inspector, INSPECTOR_PORT } from '../package/drive/inspector.ts';
import { endPacked, homeFor, runPacked, startPacked } from '../package/drive/packed-app.ts';
import { tour } from '../package/drive/tour.ts';
import { DrivenWindow } from '../package/drive/window.ts';

/** A limit that only a hang exceeds. */
const HANG_MS = 180_000;

export interface PackageUse {
  readonly folder: string;
  /** A folder for twins and homes, on the disk of `folder`. */
  readonly work: string;
  readonly say: (line: string) => void;
}

export async function useFaults({ folder, work, say }: PackageUse): Promise<string[]> {
  mkdirSync(work, { recursive: true });
  const faults = [
    ...commandFaults(folder, homeFor(path.join(work, 'command-home')), say),
    ...(await refusalFaults(folder, homeFor(path.join(work, 'refusal-home')), say)),
  ];
  const twin = await makeDebuggableTwin(folder, path.join(work, 'twin'), 'depthlock');
  const lock = path.join(cacheFolder(), `inspector-${INSPECTOR_PORT}.lock`);
  return [...faults, ...(await withLock(lock, () => tourFaults(twin, work, say)))];
}

/** Faults of `depthlock` of a packed folder, as it is called in a terminal without a display. */
function commandFaults(folder: string, home: string, say: (line: string) => void): string[] {
  const program = path.join(folder, 'resources', 'bin', 'depthlock');
  const call = (...words: string[]) => runPacked(program, { home, words, display: false }, HANG_MS);
  const expected = [
    { words: ['--version'], code: 0, says: /^\d+\.\d+\.\d+/ },
    {
      words: ['record', '--source', 'virtual', '--seconds', '0.5', '--out', 'a.mcap'],
      ...{ code: 0, says: /frames/ },
    },
    { words: ['info', 'a.mcap', '--json'], code: 0, says: /"complete": ?true/ },
    { words: ['replay', 'a.mcap'], code: 0, says: /"decision"/ },
    { words: ['info', 'none.mcap'], code: 1, says: /^$/ },
    { words: ['train', 'fused', '--loud'], code: 2, says: /^$/ },
    { words: ['train', 'fused', '--remote-debugging-port=0'], code: 2, says: /^$/ },
    // It needs training data: its task, and all that that brings along, is loaded by then.
    { words: ['train', 'fused', '--no-export'], code: 1, says: /^$/ },
    { words: ['train', 'fused', '--batch', '32'], code: 2, says: /^$/ },
    { words: ['verify', '--json'], code: 5, says: /"not-enrolled"/ },
  ];
  return expected.flatMap(({ words, code, says }) => {
    const ended = call(...words);
    const line = `depthlock ${words.join(' ')}`;
    if (ended.code === code && says.test(ended.stdout)) {
      say(`${line}: ${code}, as it should`);
      return [];
    }
    return [
      `“${line}” ended with ${String(ended.code)} instead of ${code} and said: ${ended.stdout.slice(0, 300)}${ended.stderr.slice(-600)}`,
    ];
  });
}

/** Exit code of an app that refuses its start. */
const REFUSED = 64;
/** One for each door; the whole list of what is accepted is the unit tests' concern. */
const REFUSED_SWITCHES = [
  ...['--remote-debugging-port=0', '--remote-debugging-pipe', '--inspect=0', '--inspect-brk=0'],
  ...['--js-flags=--expose-gc', '--load-extension=/nonexistent', '--no-sandbox'],
  ...['--proxy-server=127.0.0.1:1', '--host-rules=MAP * 127.0.0.1', '--disable-web-security'],
  '--depthlock-home=/nonexistent',
];
const REFUSED_VARIABLES = { ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1', NODE_PATH: '1' };

/** The shipped program lets no debugger in, by a switch, a variable or a signal. */
async function refusalFaults(
  folder: string,
  home: string,
  say: (line: string) => void,
): Promise<string[]> {
  const program = path.join(folder, 'depthlock');
  const faults: string[] = [];
  for (const word of REFUSED_SWITCHES) {
    const { code, stderr } = runPacked(program, { home, words: [word] }, HANG_MS);
    if (code !== REFUSED || /listening on|foreign code/.test(stderr)) {
      faults.push(`It does not refuse ${word}: it ended with ${String(code)}.`);
    }
  }
  for (const [name, value] of Object.entries(REFUSED_VARIABLES)) {
    const { code } = runPacked(program, { home, variables: { [name]: value } }, HANG_MS);
    if (code !== REFUSED) {
      faults.push(`It starts while ${name} is set: it ended with ${String(code)}.`);
    }
  }
  // Electron takes it away before our code could refuse it; the switch ends the start.
  const foreign = path.join(home, 'foreign.cjs');
  writeFileSync(foreign, 'process.stderr.write("foreign code ran");');
  const variables = { NODE_OPTIONS: `--require ${foreign}` };
  const { stderr } = runPacked(program, { home, words: ['--inspect=0'], variables }, HANG_MS);
  if (stderr.includes('foreign code ran')) faults.push('It runs the code that NODE_OPTIONS names.');
  faults.push(...(await signalFaults(program, home)));
  if (faults.length === 0) say('no debugger is let in: by a switch, a variable or a signal');
  return faults;
}

async function signalFaults(program: string, home: string): Promise<string[]> {
  const child = startPacked(program, { home });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const opened = await openingOf(child.pid, home);
  if (child.pid !== undefined && child.exitCode === null) child.kill('SIGUSR1');
  await wait(2000);
  const isListening = errors.includes('Debugger listening');
  await endPacked(child, HANG_MS);
  return [
    ...(opened ? [] : [`It did not open its window: ${errors.slice(-600)}`]),
    ...(isListening ? ['A signal opens its debugger.'] : []),
  ];
}

/** Whether it came so far as to keep something: then its window is open or about to be. */
async function openingOf(pid: number | undefined, home: string): Promise<boolean> {
  const end = Date.now() + HANG_MS;
  while (pid !== undefined && Date.now() < end) {
    if (existsSync(path.join(home, '.config', 'Depthlock', 'anchor.depthlock'))) return true;
    await wait(200);
  }
  return false;
}

async function tourFaults(
  program: string,
  work: string,
  say: (line: string) => void,
): Promise<string[]> {
  const home = homeFor(path.join(work, 'window-home'));
  const child = startPacked(program, { home });
  try {
    if (child.pid === undefined) return ['The packed app does not start.'];
    // Before the main process has begun, the signal would end it.
    await openingOf(child.pid, home);
    const inspector = await Inspector.open(child, child.pid, HANG_MS);
    await tour(new DrivenWindow(inspector, HANG_MS), say);
    inspector.close();
    // Where onnxruntime keeps what it would tell its makers.
    return existsSync(path.join(home, '.cache', 'Microsoft'))
      ? ['A library keeps an identifier of this machine in ~/.cache/Microsoft.']
      : [];
  } catch (error) {
    return [`In the packed app: ${reasonOf(error)}`];
  } finally {
    await endPacked(child, 10_000);
  }
}
