import { cp, lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chanceOf } from './chance.ts';
import type { Outcome } from './examine.ts';
import { GoodFiles, makeInput, type Input } from './make-input.ts';
import type { Start, Verdict } from './messages.ts';
import { Opener } from './opener.ts';
import { donorOf, makeOriginals, type Original } from './originals.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Time limit in seconds. */
  readonly seconds: number;
  /** The only input to create; default: all. */
  readonly input?: number;
  /** Folder for failing inputs. */
  readonly keep: string;
  /** Called with each failure. */
  readonly onFailure: (failure: Failure) => void;
}

export interface Failure {
  readonly input: number;
  readonly reason: string;
  /** What was damaged, and how. */
  readonly what: string;
  /** Path of the stored input. */
  readonly path: string;
}

export interface FuzzReport {
  readonly inputs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly failures: number;
  readonly seconds: number;
  readonly slowestMs: number;
  readonly mostGrownBytes: number;
}

/** Every third recording that is cut off is also repaired. */
const REPAIR_ONE_OF = 3;
const LARGEST_KEPT = 64 * 2 ** 20;

/** Creates damaged inputs and opens them until the time is over. The next one is created while one is opened. */
export async function fuzzInputs(options: FuzzOptions): Promise<FuzzReport> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-fuzz-'));
  const startMs = performance.now();
  let opener: Opener | null = null;
  try {
    const originals = await makeOriginals(folder);
    opener = new Opener(startOf(originals, folder));
    return await run(options, { folder, originals, opener, startMs });
  } finally {
    await opener?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const isRecording = ({ entry, name }: Original): boolean =>
  entry.endsWith('.mcap') && !name.startsWith('ROS');

function startOf(originals: readonly Original[], folder: string): Start {
  return {
    originals: originals.map((original) => ({
      path: join(original.folder, original.entry),
      isRecording: isRecording(original),
      ...(original.encoding === undefined ? {} : { encoding: original.encoding }),
      donor: isRecording(original) ? join(folder, donorOf(original)) : null,
    })),
  };
}

interface Bench {
  readonly folder: string;
  readonly originals: readonly Original[];
  readonly opener: Opener;
  readonly startMs: number;
}

async function run(
  { seed, seconds, input: only, keep, onFailure }: FuzzOptions,
  { folder, originals, opener, startMs }: Bench,
): Promise<FuzzReport> {
  const good = new GoodFiles();
  const places = [join(folder, 'input-0'), join(folder, 'input-1')] as const;
  const make = (number: number) =>
    makeInput(seed, number, places[number % 2 === 0 ? 0 : 1], { originals, good });
  const outcomes = { whole: 0, partly: 0, refused: 0, altered: 0 };
  let [inputs, failures, slowestMs, mostGrownBytes] = [0, 0, 0, 0];
  const isOver = () => (performance.now() - startMs) / 1000 >= seconds;
  let next = make(only ?? 0);
  for (;;) {
    const input = await next;
    const opening = opener.open(assignmentOf(input, seed, originals));
    const isLast = only !== undefined || isOver();
    if (!isLast) next = make(input.number + 1);
    const verdict: Verdict = await opening;
    inputs++;
    if (verdict.kind === 'fine') {
      outcomes[verdict.outcome]++;
      slowestMs = Math.max(slowestMs, verdict.milliseconds);
      mostGrownBytes = Math.max(mostGrownBytes, verdict.grownBytes);
    } else {
      failures++;
      const reason = verdict.kind === 'wrong' ? verdict.reason : 'it answered out of turn';
      onFailure(await keepFailure(input, reason, seed, join(keep, `${seed}-${input.number}`)));
    }
    if (isLast) break;
  }
  const took = (performance.now() - startMs) / 1000;
  return { inputs, outcomes, failures, seconds: took, slowestMs, mostGrownBytes };
}

function assignmentOf(input: Input, seed: number, originals: readonly Original[]) {
  const { original, path, maySilentlyChange, number } = input;
  const chance = chanceOf(seed, -1 - number);
  // Recordings are sometimes also opened as any session.
  const asRecording = isRecording(original) && !chance.once(8);
  return {
    original: originals.indexOf(original),
    question: {
      path,
      isRecording: asRecording,
      maySilentlyChange,
      repair: chance.once(REPAIR_ONE_OF),
      ...(original.encoding === undefined ? {} : { encoding: original.encoding }),
    },
  };
}

/** Pipes and devices cannot be copied, and files of gigabytes are recreated from the seed. */
async function isWorthKeeping(path: string): Promise<boolean> {
  const found = await lstat(path);
  return found.isDirectory() || (found.isFile() && found.size < LARGEST_KEPT);
}

/** The next input is created elsewhere, so the folder of this one may go. */
async function keepFailure(
  input: Input,
  reason: string,
  seed: number,
  to: string,
): Promise<Failure> {
  const { number, original, file, how, path } = input;
  const from =
    path.endsWith(original.entry) && original.entry !== ''
      ? path.slice(0, -original.entry.length - 1)
      : path;
  const what = `${original.name}, ${file}: ${how}`;
  await rm(to, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: isWorthKeeping }).catch(
    () => undefined,
  );
  await writeFile(
    `${to}.txt`,
    `npm run fuzz -- --seed ${seed} --input ${number}\n${what}\n${reason}\n`,
  );
  return { input: number, reason, what, path: to };
}
